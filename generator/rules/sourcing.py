"""Every block of prose ends in a citation or is the editors' own; records that state facts name sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R01, R02, R27
from ..diagnostics.problem import Problem
from ..model.prose import Prose
from ..model.record import leaves
from .rule import Context, of_dossier


@of_dossier()
def statements_have_sources(context: Context) -> Iterator[Problem]:
    """Yield a problem for each statement that ends without a citation, and each unsourced record."""
    dossier = context.dossier
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
