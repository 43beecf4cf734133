"""The sentences of a text as a reader meets them, outside quotations, and how hard they are to read.

Marks are read as they are shown: a cross-link as its words, a citation as nothing. Quotations are left
out, for their words are not ours to make easier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import pyphen

from generator.model.marks import Block, LinkMark, Marked, QuotationMark

_ITEM = re.compile(r"(?:-|\d\d?\.) +")
_WORD = re.compile(r"\S+")
# A full stop, a question mark or an exclamation mark ends a sentence when a capital or a figure follows,
# but not behind an initial or one of the few abbreviations that are printed with a full stop.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[Nn]o)(?<!\bDr)(?<!\bSt)(?<!\be\.g)(?<!\bi\.e)[.?!][’)*]*(?=\s+[‘(*]?[A-Z\d])"
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
    words, places = _as_read(text, block, shown)
    found: list[Sentence] = []
    at = 0
    for end in [*(match.end() for match in _END.finditer(words)), len(words)]:
        counted = [match for match in _WORD.finditer(words, at, end) if any(map(str.isalnum, match[0]))]
        if counted:
            first, last = counted[0].start(), counted[-1].end()
            said = tuple(match[0] for match in counted)
            found.append(Sentence(places[first], places[last - 1] + 1, said))
        at = end
    return found


def _as_read(text: Marked, block: Block, shown: Shown) -> tuple[str, list[int]]:
    """Return what a block shows, without quotations and emphasis, and where each character stands."""
    characters: list[str] = []
    places: list[int] = []

    def put(words: str, start: int, step: int) -> None:
        characters.extend(words)
        places.extend(start + step * index for index in range(len(words)))

    item = _ITEM.match(text.text, block.start)
    at = item.end() if item else block.start
    for mark in block.marks:
        put(text.text[at : mark.start], at, 1)
        if isinstance(mark, LinkMark):
            put(shown(mark), mark.start, 0)
        elif isinstance(mark, QuotationMark) and mark.words[-1:] in {".", "?", "!"}:
            put(mark.words[-1], mark.start, 0)
        at = mark.end
    put(text.text[at : block.end], at, 1)
    kept = [index for index, character in enumerate(characters) if character != "*"]
    return "".join(characters[index] for index in kept), [places[index] for index in kept]


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
