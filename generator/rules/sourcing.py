"""Every block of prose ends in a citation or is the editors' own; records that state facts name sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics.problem import Problem, declare
from ..dossier.dossier import Dossier
from ..model.prose import Prose
from ..model.record import leaves

R01 = declare(
    "R01",
    "A statement without a citation",
    "End it with [@source, place] or [editors].",
    "Every paragraph and list item ends in the source that it rests on, or says that it is the "
    "editors’ own voice. That is what the site promises its readers.",
)
R02 = declare(
    "R02",
    "A record without sources",
    "Name what its dates and figures rest on: `sources: [id-of-a-source]`.",
    "The dates, figures and names in a record’s keys are statements too, and rest on the sources "
    "that the record names.",
)
R27 = declare(
    "R27",
    "A citation of nothing",
    "Delete it together with the statement it belonged to, or write the statement before it.",
    "A citation ends a statement. When a statement is withdrawn and its citation stays, readers see a "
    "number that leads to a source and nothing that rests on it.",
)


def check(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem for each statement that ends without a citation, and each unsourced record."""
    for record in dossier.records.values():
        if record.sourced and not record.sources:
            where = dossier.locate(record.id, ("title",))
            yield Problem(where, R02, f"no sources are named for `{record.id}`")
        for path, leaf in leaves(record):
            if not isinstance(leaf, Prose):
                continue
            for statement in leaf.marked.statements():
                mark = statement.mark
                if mark and not re.search(r"\w", leaf.text[statement.start : mark.start]):
                    where = dossier.locate(record.id, path, mark.start, mark.end - mark.start)
                    yield Problem(where, R27, "there is no statement before this", "words that rest on it")
                if mark is None:
                    words = leaf.text[statement.start : statement.end]
                    start = statement.start + len(words) - len(words.lstrip(" \n.,;:)"))
                    line = leaf.text[start : statement.end].split("\n")[0]
                    where = dossier.locate(record.id, path, start, len(line))
                    yield Problem(where, R01, "this statement ends without a citation")
