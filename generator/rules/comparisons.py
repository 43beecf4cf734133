"""What a comparison says stands in one of its columns, once."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R28
from ..diagnostics.problem import Problem, nearest
from ..model.comparison import Comparison
from .rule import Context, of_dossier


@of_dossier()
def cells_are_in_columns(context: Context) -> Iterator[Problem]:
    """Yield a problem at each cell without a column, and at each second one in the same place."""
    dossier = context.dossier
    for comparison in dossier.of_kind(Comparison):
        columns = [ref.id for ref in comparison.provisions]
        for i, row in enumerate(comparison.rows):
            filled: set[str] = set()
            for j, cell in enumerate(row.cells):
                id_ = cell.provision.id
                where = dossier.locate(comparison.id, ("rows", i, "cells", j, "provision"))
                if id_ not in columns:
                    expected = f"one of {', '.join(columns)}"
                    yield Problem(where, R28, f"`{id_}` is no column", expected, nearest(id_, columns))
                elif id_ in filled:
                    yield Problem(where, R28, f"`{id_}` has a cell in this row already")
                filled.add(id_)
