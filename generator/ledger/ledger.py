"""Everything that the ledger holds, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import address_history, link_check
from .address_history import AddressHistory
from .link_check import LinkCheck, LinkCheckError


@dataclass(frozen=True, slots=True)
class Ledger:
    """What machines have noted about a site.

    Attributes:
        history: the addresses once published.
        links: the last check of addresses outside the site; None when there is none that can be read.
        links_damaged: whether there is a result of such a check that cannot be read.
    """

    history: AddressHistory
    links: LinkCheck | None = None
    links_damaged: bool = False


def read(content: Path) -> Ledger:
    """Read the ledger beside a content folder; a damaged file is noted, not raised."""
    history = address_history.read(content)
    try:
        return Ledger(history, link_check.read(content))
    except LinkCheckError:
        return Ledger(history, links_damaged=True)
