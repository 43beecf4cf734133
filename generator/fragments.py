"""The HTML of a page as our own templates write it, read by patterns and not by a parser.

A parser takes longer over a page than all else that is done to it. What our templates write is simpler than
HTML may be: each element that is opened is closed, a value stands in double quotes, and `<` and `>` stand
for tags only, because whatever comes from a record is escaped. Tests hold every page to that, and compare
what is read here with what a parser reads.
"""

from __future__ import annotations

import re
from functools import cache

TAG = re.compile(r"<[^<>]*>")
IN_TAG = r"(?=[^<>]*>)"
"""Ends a pattern that is to be found within tags only, and not in the words between them."""


def start(names: str, holding: str = "") -> str:
    """Return a pattern for the tag that begins an element.

    Args:
        names: a pattern for the names it may have.
        holding: a pattern for what must stand in the tag behind the name.
    """
    return rf"<(?:{names})(?=[\s>]){f'(?=[^<>]*{holding})' if holding else ''}[^<>]*>"


def without(html: str, starts: re.Pattern[str]) -> str:
    """Return a fragment without the elements whose first tag a pattern finds, and all that is in them."""
    kept: list[str] = []
    at = 0
    while found := starts.search(html, at):
        kept.append(html[at : found.start()])
        at = _end(html, found)
    return "".join((*kept, html[at:]))


def _end(html: str, begun: re.Match[str]) -> int:
    """Return where an element ends that begins with a tag."""
    depth = 0
    name = begun[0][1:-1].split(maxsplit=1)[0]
    for tag in _tags(name).finditer(html, begun.start()):
        depth += -1 if tag[0][1] == "/" else 1
        if not depth:
            return tag.end()
    raise ValueError(f"{begun[0]} is not closed")


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"</?{name}(?=[\s>])[^<>]*>")
