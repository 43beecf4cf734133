"""The sentences of a text as a reader meets them, outside quotations, and how hard they are to read.

Marks are read as they are shown: a cross-link as its words, a citation as nothing. Quotations are left
out, for their words are not ours to make easier.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import pyphen

from .marks import Block, LinkMark, Marked, QuotationMark

_ITEM = re.compile(r"(?:-|\d\d?\.) +")
_LETTER = re.compile(r"[^\W_]")
_UNEMPHASISED = re.compile(r"[^*]+")
# A full stop, a question mark or an exclamation mark ends a sentence when a capital or a figure follows,
# but not behind an initial or one of the few abbreviations that are printed with a full stop.
_END = re.compile(
    r"[.?!](?<!\b[A-Z].)(?<!\b[Nn]o.)(?<!\bDr.)(?<!\bSt.)(?<!\be\.g.)(?<!\bi\.e.)[’)*]*"
    r"(?=\s+[‘(*]?[A-Z\d])"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouy]+")
# The last e of `clause`, `States`, `signed`; it is heard in `people`, `forces`, `voted`.
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouy]l)e$|(?<![scgxz])(?<!sh)(?<!ch)(?<=[^aeiouy])es$|(?<=[^aeiouytd])ed$"
)
_DIVISIONS = pyphen.Pyphen(lang="en_US")

Shown = Callable[[LinkMark], str]
"""Gives the words that a cross-link shows."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        start, end: its offsets in the text that holds it, marks included.
        words: its words outside quotations, each with at least one letter or figure.
    """

    start: int
    end: int
    words: tuple[str, ...]


def sentences(text: Marked, shown: Shown) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order; a paragraph or list item ends the last of its own."""
    return tuple(sentence for block in text.blocks for sentence in _of_block(text, block, shown))


def _of_block(text: Marked, block: Block, shown: Shown) -> list[Sentence]:
    read = _as_read(text, block, shown)
    words = "".join(piece.words for piece in read)
    begins = list(accumulate((len(piece.words) for piece in read), initial=0))
    found: list[Sentence] = []
    at = 0
    for end in [*(match.end() for match in _END.finditer(words)), len(words)]:
        counted = tuple(filter(_LETTER.search, words[at:end].split()))
        if counted:
            first = _place(read, begins, words.index(counted[0], at))
            last = _place(read, begins, words.rindex(counted[-1], at, end) + len(counted[-1]) - 1)
            found.append(Sentence(first, last + 1, counted))
        at = end
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words as they are read, and the offset at which they, or the mark that shows them, begin."""

    words: str
    start: int
    of_mark: bool = False


def _as_read(text: Marked, block: Block, shown: Shown) -> list[_Piece]:
    """Return what a block shows, without quotations and emphasis."""
    pieces: list[_Piece] = []

    def put(start: int, end: int) -> None:
        pieces.extend(_Piece(m[0], m.start()) for m in _UNEMPHASISED.finditer(text.text, start, end))

    item = _ITEM.match(text.text, block.start)
    at = item.end() if item else block.start
    for mark in block.marks:
        put(at, mark.start)
        if isinstance(mark, LinkMark):
            pieces.append(_Piece(shown(mark).replace("*", ""), mark.start, of_mark=True))
        elif isinstance(mark, QuotationMark) and mark.words[-1:] in {".", "?", "!"}:
            pieces.append(_Piece(mark.words[-1], mark.start, of_mark=True))
        at = mark.end
    put(at, block.end)
    return pieces


def _place(read: list[_Piece], begins: list[int], offset: int) -> int:
    """Return where in the text the character stands that is read at an offset.

    Args:
        read: the pieces that are read.
        begins: the offset at which each of them is read, and that behind the last.
        offset: below that behind the last.
    """
    index = bisect_right(begins, offset) - 1
    piece = read[index]
    return piece.start if piece.of_mark else piece.start + offset - begins[index]


@cache
def syllables(word: str) -> int:
    """Return how many syllables a word has, at least one.

    The larger of two counts, both of which miss some: the places where the word may be divided (a
    printer does not divide `Italy` as it is spoken), and its groups of vowels without a silent e. The
    parts of a compound are counted each by itself, and a figure as one.
    """
    parts = _LETTERS.findall(word.casefold().replace("'", "").replace("’", ""))
    return (
        sum(max(len(_DIVISIONS.positions(p)) + 1, len(_VOWELS.findall(_SILENT.sub("", p)))) for p in parts)
        or 1
    )


def grade(found: Sequence[Sentence]) -> float | None:
    """Return the Flesch-Kincaid grade of some sentences, or None when they hold no word.

    The formula is that of Kincaid, Fishburne, Rogers and Chissom, *Derivation of New Readability
    Formulas for Navy Enlisted Personnel*, Research Branch Report 8-75, Naval Air Station Memphis, 1975.
    """
    words = [word for sentence in found for word in sentence.words]
    if not words:
        return None
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(found) + 11.8 * spoken / len(words) - 15.59
