"""The names of the files in which machines note something about the site, beside the content folder."""

from __future__ import annotations

from pathlib import Path

ADDRESSES = Path("ledger/addresses.txt")
"""The addresses once published, see `generator.ledger.address_history`."""
LINKS = Path("ledger/links.json")
"""The last check of addresses outside the site, see `generator.ledger.link_check`."""


def files(content: Path) -> tuple[Path, ...]:
    """Return these files of a content folder, whether or not they exist."""
    return tuple(content.absolute().parent / name for name in (ADDRESSES, LINKS))
