"""`SHA256SUMS`: the digest of every other file of a folder, in the format that `sha256sum --check` reads.

Each line is a SHA-256 in hexadecimal digits, two spaces and the file's name in the folder. Where a name has
a backslash or a line break, the line begins with a backslash and these characters are written with one, see
https://www.gnu.org/software/coreutils/manual/html_node/md5sum-invocation.html.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from ..loading.file_stamps import names

NAME = "SHA256SUMS"

_LINE = re.compile(r"(?P<escaped>\\?)(?P<digest>[0-9a-f]{64}) [ *](?P<name>.+)")
_ESCAPES = {"\\": r"\\", "\n": r"\n", "\r": r"\r"}
_CHARACTERS = {escape: character for character, escape in _ESCAPES.items()}


def write(folder: Path) -> None:
    """Write the checksums of a folder, sorted by name."""
    lines = (_line(name, file_digest(folder / name)) for name in file_names(folder))
    (folder / NAME).write_bytes("".join(lines).encode(errors="surrogateescape"))


def read(folder: Path) -> dict[str, str]:
    """Return the digests that a folder's checksums give, by file name.

    Raises:
        OSError: when there are none, or they cannot be read.
        ValueError: when a line is no checksum; the message says which.
    """
    text = (folder / NAME).read_bytes().decode(errors="surrogateescape")
    return dict(_parsed(text))


def file_names(folder: Path) -> list[str]:
    """Return the name of every file below a folder except its checksums, sorted."""
    return [name for name in names(folder) if name != NAME]


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _line(name: str, digest: str) -> str:
    written = re.sub(r"[\\\n\r]", lambda match: _ESCAPES[match[0]], name)
    mark = "\\" if written != name else ""
    return f"{mark}{digest}  {written}\n"


def _parsed(text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"line {number} is no checksum")
        name = match["name"]
        if match["escaped"]:
            name = re.sub(r"\\[\\nr]", lambda escape: _CHARACTERS[escape[0]], name)
        yield name, match["digest"]
