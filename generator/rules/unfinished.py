"""Nothing that a fresh file left to be filled in is published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics.catalogue.rules import N01
from ..diagnostics.problem import Problem
from ..loading.source_map import Document
from .rule import Context, of_dossier

FILL_IN = "  # fill in"
"""What a line of a fresh file ends in until an editor has written its value."""

_LEFT = re.compile(rf"(?<= )({FILL_IN.strip()})[^\S\n]*$", re.MULTILINE)
_MISSING = ("FILL IN", "TODO", "TBD", "FIXME", "lorem ipsum")
"""What people write where a value is still missing."""
_IN_ITS_PLACE = re.compile(rf"\b({'|'.join(_MISSING)})\b[^\n]*")


@of_dossier()
def nothing_is_left_to_fill_in(context: Context) -> Iterator[Problem]:
    """Yield a problem for each line that is still to be filled in; a comment is a note of the editors."""
    dossier = context.dossier
    for document in dossier.documents.values():
        for found in _LEFT.finditer(document.text):
            if _before(document.text, found.start()).lstrip()[:1] not in ("", "#"):
                yield _problem(document, found)
        written = any(words in document.text for words in _MISSING)  # it seldom is, and this is quick
        for found in _IN_ITS_PLACE.finditer(document.text) if written else ():
            if "#" not in _before(document.text, found.start()):
                yield _problem(document, found)


def _before(text: str, offset: int) -> str:
    """Return what stands before an offset on its line."""
    return text[text.rfind("\n", 0, offset) + 1 : offset]


def _problem(document: Document, found: re.Match[str]) -> Problem:
    return Problem(document.at(found.start(), len(found[1])), N01, "this value is still to be filled in")
