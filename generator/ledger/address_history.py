"""Addresses once published, which must never break: a list beside the content folder.

The list is `ledger/addresses.txt`: one address a line, below the site's root, sorted; a line that
begins with # is a comment. It only ever grows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..planning import urls
from ..planning.plan import Plan
from . import files

HEADER = (
    "# Addresses once published; each build checks that they still lead somewhere.\n"
    "# `explainer addresses --keep` adds the new ones.\n"
)


@dataclass(frozen=True, slots=True)
class AddressHistory:
    """What the list holds.

    Attributes:
        addresses: each address once published, with the number of its line.
        other_lines: each line that is neither an address nor a comment, by its number.
    """

    addresses: Mapping[str, int]
    other_lines: Mapping[int, str]


def read(content: Path) -> AddressHistory:
    """Read the list beside a content folder; without a file it is empty."""
    path = _path(content)
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    numbered = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    lines = {number: line for number, line in numbered if line and not line.startswith("#")}
    addresses = {line: number for number, line in lines.items() if urls.is_page(line)}
    other_lines = {number: line for number, line in lines.items() if line not in addresses}
    return AddressHistory(addresses, other_lines)


def add(plan: Plan, content: Path) -> list[str]:
    """Add the addresses of a plan's pages to the list, and return those that were not on it yet."""
    published = read(content).addresses
    new = sorted(address for address in plan.pages if address and address not in published)
    if new:
        path = _path(content)
        path.parent.mkdir(exist_ok=True)
        lines = "".join(f"{address}\n" for address in sorted([*published, *new]))
        path.write_text(HEADER + lines, encoding="utf-8")
    return new


def _path(content: Path) -> Path:
    return content.absolute().parent / files.ADDRESSES
