"""Where it is kept what machines note about the site: files beside the content folder."""

from __future__ import annotations

from pathlib import Path

ADDRESSES = Path("ledger/addresses.txt")
"""The addresses once published, see `generator.published`."""
LINKS = Path("ledger/links.json")
"""The last check of external addresses, see `generator.links`."""


def files(content: Path) -> tuple[Path, ...]:
    """Return these files of a content folder, whether there are any or not."""
    return tuple(content.parent / name for name in (ADDRESSES, LINKS))
