"""The files of the ledger can be read."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.addresses import A02, A03
from ..diagnostics.problem import Location, Problem
from ..ledger.files import ADDRESSES, LINKS
from .rule import Context, of_dossier


@of_dossier()
def ledger_files_are_readable(context: Context) -> Iterator[Problem]:
    """Yield a problem for each line of the addresses that is none, and for a damaged link check."""
    for number, line in context.ledger.history.other_lines.items():
        where = Location(ADDRESSES.as_posix(), number, 1, line, len(line))
        yield Problem(where, A02, f"`{line}` is no address of a page", "an address such as events/landing/")
    if context.ledger.links_damaged:
        where = Location(LINKS.as_posix())
        yield Problem(where, A03, "the file is no result of `explainer links`")
