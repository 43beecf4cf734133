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
    "Write the value, then delete the mark.",
    "`explainer new` writes a file that is valid as it stands, with made-up values. Each ends in "
    "a comment until someone has written the real one, so that nothing made up is published. "
    "Words such as `TODO` or `FILL IN` in the place of a value are kept from readers likewise.",
)

_LEFT = re.compile(rf"^[^\S\n]*[^#\s][^\n]* ({FILL_IN.strip()})[^\S\n]*$", re.MULTILINE)
_IN_ITS_PLACE = re.compile(r"^[^\n#]*?\b(FILL IN|TODO|TBD|FIXME|lorem ipsum)\b", re.MULTILINE)
"""What people write where a value is still missing; behind a `#` it is a note of the editors."""


def check(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem for each line that is still to be filled in."""
    for document in dossier.documents.values():
        for left in (_LEFT, _IN_ITS_PLACE):
            for match in left.finditer(document.text):
                where = document.at(match.start(1), len(match[1]))
                yield Problem(where, N01, "this value is still to be filled in")
