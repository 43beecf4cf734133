"""Addresses once published, which must never break: a list kept beside the content folder.

The list is `ledger/addresses.txt`: one address a line, below the site's root, sorted; a line that
begins with # is a comment. It only ever grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..diagnostics.catalogue.addresses import A01, A02
from ..diagnostics.problem import Location, Problem
from ..planning import urls
from ..planning.plan import Plan
from . import files

HEADER = (
    "# Addresses once published; each build checks that they still lead somewhere.\n"
    "# `explainer addresses --keep` adds the new ones.\n"
)


def kept(content: Path) -> dict[str, int]:
    """Return the addresses on the list that stands beside a content folder, each with its line."""
    return {line: number for number, line in _lines(content) if urls.is_page(line)}


def check(plan: Plan, content: Path) -> Iterator[Problem]:
    """Yield a problem for each address on the list that leads nowhere, and each line that is none."""
    standing = {*plan.pages, *plan.redirects}
    for number, line in _lines(content):
        where = Location(files.ADDRESSES.as_posix(), number, 1, line, len(line))
        if not urls.is_page(line):
            yield Problem(where, A02, f"`{line}` stands on the list", "an address as events/landing/")
        elif line not in standing:
            yield Problem(where, A01, f"nothing is published at `{line}` any more")


def keep(plan: Plan, content: Path) -> list[str]:
    """Add the addresses of a plan's pages to the list, and return those that were not on it yet."""
    known = kept(content)
    fresh = sorted(address for address in plan.pages if address and address not in known)
    if fresh:
        path = _path(content)
        path.parent.mkdir(exist_ok=True)
        lines = "".join(f"{address}\n" for address in sorted([*known, *fresh]))
        path.write_text(HEADER + lines, encoding="utf-8")
    return fresh


def _path(content: Path) -> Path:
    return content.absolute().parent / files.ADDRESSES


def _lines(content: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are no comments, each with its number."""
    path = _path(content)
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()
