"""What templates do to words: dates as one reads them, paragraphs, marked spans."""

from __future__ import annotations

import calendar
import re
from functools import cache

from markupsafe import Markup, escape


def code(words: str) -> Markup:
    """Return words in which `code` stands between backquotes as HTML."""
    pieces = enumerate(words.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(p) if i % 2 else p for i, p in pieces)


@cache
def day(date: str) -> Markup:
    """Return a date as one reads it, no more precise than it is known: 17 November 2015."""
    year, _, rest = date.partition("-")
    month, _, number = rest.partition("-")
    words = [str(int(number))] if number else []
    words += [calendar.month_name[int(month)]] if month else []
    return Markup(f'<time datetime="{escape(date)}">{escape(" ".join([*words, year]))}</time>')


def begun(words: str) -> str:
    """Return words with a capital at their beginning and no other letter changed."""
    return words[:1].upper() + words[1:]


def paragraphs(words: str) -> list[str]:
    """Return the paragraphs of a kept text."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", words.strip())]


def spans(words: str, marked: dict[str, str]) -> list[tuple[str, str]]:
    """Cut a text at the spans marked in it.

    Args:
        words: one paragraph.
        marked: anchor to exact words, in any order; a span inside another is left out.

    Returns:
        Pieces in order, each with the anchor it belongs to, or an empty string.
    """
    places = sorted(
        (words.find(span), -len(span), anchor) for anchor, span in marked.items() if span in words
    )
    pieces: list[tuple[str, str]] = []
    at = 0
    for start, length, anchor in places:
        if start >= at:
            pieces += [(words[at:start], ""), (words[start : start - length], anchor)]
            at = start - length
    pieces.append((words[at:], ""))
    return [piece for piece in pieces if piece[0]]
