"""Every address once published still leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.addresses import A01
from ..diagnostics.problem import Location, Problem
from ..ledger.files import ADDRESSES
from .rule import Context, Needs, of_dossier


@of_dossier(Needs.SOUND)
def published_addresses_lead_somewhere(context: Context) -> Iterator[Problem]:
    """Yield a problem for each address on the list at which there is neither a page nor a redirect."""
    current = {*context.plan.pages, *context.plan.redirects}
    for address, line in context.ledger.history.addresses.items():
        if address not in current:
            where = Location(ADDRESSES.as_posix(), line, 1, address, len(address))
            yield Problem(where, A01, f"`{address}` was published once, and now there is no page")
