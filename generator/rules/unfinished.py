"""Nothing that a fresh file left to be filled in is published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.link import Dossier
from generator.problems import Problem, declare

FILL_IN = "  # fill in"
"""What a line of a fresh file ends in until an editor has written its value."""

N01 = declare(
    "N01",
    "A value still to be filled in",
    "Write the value, then delete the comment.",
    "`explainer new` writes a file that is valid as it stands, with made-up values. Each ends in "
    "a comment until someone has written the real one, so that nothing made up is published.",
)

_LEFT = re.compile(rf"^[^\S\n]*[^#\s][^\n]* ({FILL_IN.strip()})[^\S\n]*$", re.MULTILINE)


def check(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem for each line that is still to be filled in."""
    for document in dossier.documents.values():
        for match in _LEFT.finditer(document.text):
            where = document.at(match.start(1), len(match[1]))
            yield Problem(where, N01, "this value is still to be filled in")
