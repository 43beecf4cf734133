"""A file's bytes to text, of which a reviewer can see and read every character."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..diagnostics.catalogue.yaml import Y05, Y06, Y07, Y11, Y12, Y14, Y15
from ..diagnostics.problem import Location, Problem
from ..diagnostics.visible_text import HIDDEN
from .source_map import Document

MAX_BYTES = 512 * 1024

# Letters of most scripts bear a mark or two, and nobody reads a tower of them: it covers the lines above,
# and to sort one takes Unicode time in proportion to its height squared.
MOST_MARKS = 8
TOWER = f"more than {MOST_MARKS} marks stand on one letter"
_MARKED = re.compile(rf"[^\x00-\u02ff]{{{MOST_MARKS + 1},}}")
MOST_TOLD = 100
"""No more characters of a file are told: it is something else than a record."""
# The marks that git leaves, see https://git-scm.com/docs/git-merge#_how_conflicts_are_presented.
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)


def read(path: Path, name: str) -> tuple[str, list[Problem]]:
    """Read the text of one file.

    Args:
        path: the file.
        name: how messages call it.

    Returns:
        The text, or an empty one and why there is none.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise OSError("it is no plain file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        return "", [Problem(Location(name), Y14, f"the file cannot be read: {reason}")]
    if len(raw) > MAX_BYTES:
        return "", [Problem(Location(name), Y11, f"the file has more than {MAX_BYTES // 1024} KiB")]
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        message = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
        return "", [Problem(Location(name, line, column), Y06, message)]


def refused(document: Document) -> list[Problem]:
    """Return a problem for each character that must not stand in a file, and each mark of a conflict."""
    text = document.text
    if text.startswith("\ufeff"):
        return [Problem(Location(document.path), Y07, "the file begins with a byte-order mark")]
    hidden = [
        Problem(document.at(m.start()), Y05, "a tab stands here")
        if m[0] == "\t"
        else Problem(document.at(m.start()), Y12, f"the character U+{ord(m[0]):04X} cannot be seen")
        for m in islice(HIDDEN.finditer(text), MOST_TOLD)
    ]
    hidden += [Problem(document.at(at), Y12, TOWER) for at in islice(towers(text), MOST_TOLD)]
    conflicts = [
        Problem(document.at(m.start(), 7), Y15, f"{m[1]} is a mark of a merge conflict")
        for m in islice(_CONFLICT.finditer(text), MOST_TOLD)
    ]
    return hidden + conflicts


def towers(text: str) -> Iterator[int]:
    """Yield where more marks than anyone can read stand on one letter."""
    for run in _MARKED.finditer(text):
        height = 0
        for at in range(run.start(), run.end()):
            height = height + 1 if unicodedata.combining(text[at]) else 0
            if height == MOST_MARKS + 1:
                yield at
