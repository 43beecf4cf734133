"""From words seen on the site to the record and the line that say them.

Words are compared as a reader sees them: the marks of prose gone, links as the words they show; and
without regard to capitals, punctuation, the kind of quotation mark or dash, and line breaks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pydantic import BaseModel

from ..diagnostics.problem import Location
from ..dossier.dossier import Dossier
from ..model.field_path import FieldPath
from ..model.prose import Prose
from ..prose.marks import Block, LinkMark, QuotationMark

NEAR = 0.5
"""A passage that holds less than this share of the words looked for is not near."""
CANDIDATES = 30

_WORD = re.compile(r"[^\W_]+")
_ITEM = re.compile(r"(?:-|\d\d?\.) +")


@dataclass(frozen=True, slots=True)
class Passage:
    """A field or a block of prose as a reader sees it.

    Attributes:
        record: the record's id.
        path: the field.
        words: its words, in the form in which they are compared.
        offsets: where each word begins in the field's text.
    """

    record: str
    path: FieldPath
    words: tuple[str, ...]
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that says what was looked for."""

    record: str
    where: Location


@dataclass(frozen=True, slots=True)
class Found:
    """The places found: those that say it, or else the nearest."""

    exact: tuple[Hit, ...] = ()
    nearest: tuple[Hit, ...] = ()


def where(dossier: Dossier, text: str) -> Found:
    """Find the places behind words seen on the site."""
    said = _words(text)
    passages = list(_passages(dossier))
    # A page prints the number of a source behind a statement: such numbers stand in no record.
    for numbers in (True, False):
        found = ((p, _position(p.words, said, numbers)) for p in passages)
        hits = tuple(_hit(dossier, passage, at) for passage, at in found if at is not None)
        if hits:
            return Found(exact=hits)
    return Found(nearest=tuple(_near(dossier, passages, said)))


def _near(dossier: Dossier, passages: list[Passage], said: list[str]) -> Iterator[Hit]:
    """Yield the passages most like the words, best first, those of equal likeness together."""
    looked_for = set(said)
    likely = sorted(passages, key=lambda p: -len(looked_for.intersection(p.words)))[:CANDIDATES]
    scored: list[tuple[float, Passage, int]] = []
    for passage in likely:
        blocks = SequenceMatcher(None, said, passage.words, autojunk=False).get_matching_blocks()
        share = sum(block.size for block in blocks) / max(1, len(said))
        longest = max(blocks, key=lambda block: block.size)
        if share >= NEAR:
            scored.append((share, passage, longest.b))
    best = max((share for share, _, _ in scored), default=0.0)
    return (_hit(dossier, passage, at) for share, passage, at in scored if share == best)


def _hit(dossier: Dossier, passage: Passage, at: int) -> Hit:
    return Hit(passage.record, dossier.locate(passage.record, passage.path, passage.offsets[at]))


def _position(words: tuple[str, ...], said: list[str], numbers: bool) -> int | None:
    """Return where in a passage the words stand in a row, with or without regard to numbers."""
    wanted = [word for word in said if numbers or not word.isdigit()]
    places = [place for place, word in enumerate(words) if numbers or not word.isdigit()]
    row = f" {' '.join(words[place] for place in places)} "
    at = row.find(f" {' '.join(wanted)} ") if wanted else -1
    return None if at < 0 else places[row.count(" ", 0, at)]


def _words(text: str) -> list[str]:
    return [_plain(match[0]) for match in _WORD.finditer(text)]


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _passages(dossier: Dossier) -> Iterator[Passage]:
    for record in dossier.records.values():
        for path, value in _texts(record, ()):
            if isinstance(value, Prose):
                for block in value.marked.blocks:
                    yield _passage(record.id, path, *_seen(dossier, value, block))
            else:
                yield _passage(record.id, path, value, list(range(len(value))))


def _passage(record: str, path: FieldPath, seen: str, offsets: list[int]) -> Passage:
    matches = list(_WORD.finditer(seen))
    words = tuple(_plain(match[0]) for match in matches)
    return Passage(record, path, words, tuple(offsets[match.start()] for match in matches))


def _texts(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, str | Prose]]:
    """Yield every text below a value, with the path that leads to it."""
    if isinstance(value, str | Prose):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name != "id":
                yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple | dict):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in items:
            yield from _texts(item, (*path, step))


def _seen(dossier: Dossier, prose: Prose, block: Block) -> tuple[str, list[int]]:
    """Return a block as a reader sees it, and the offset of each character in the prose."""
    item = _ITEM.match(prose.text, block.start)
    at = item.end() if item else block.start
    characters: list[str] = []
    offsets: list[int] = []
    for mark in block.marks:
        pieces = [(at, prose.text[at : mark.start])]
        if isinstance(mark, LinkMark):
            shown = dossier.shown(mark.target, mark.part, mark.words)
            begin = prose.text.find(mark.words, mark.start, mark.end) if mark.words else mark.start
            pieces.append((max(begin, mark.start), shown))
        elif isinstance(mark, QuotationMark):
            pieces.append((mark.start, prose.text[mark.start : mark.end]))
        for start, piece in pieces:
            characters.extend(piece)
            offsets.extend(min(start + i, mark.end) for i in range(len(piece)))
        at = mark.end
    characters.extend(prose.text[at : block.end])
    offsets.extend(range(at, block.end))
    # Emphasis parts no word: `*in*formed` is read as one.
    kept = [(c, o) for c, o in zip(characters, offsets, strict=True) if c != "*"]
    return "".join(c for c, _ in kept), [o for _, o in kept]


def told(dossier: Dossier, found: Found) -> str:
    """Return what was found as an editor reads it: each place with its record and its line."""
    lines: list[str] = []
    if not found.exact:
        lines.append(
            "No record says this to the letter; nearest:" if found.nearest else "No record says this."
        )
    for hit in found.exact or found.nearest:
        record, at = dossier.records[hit.record], hit.where
        lines.append(f"{at.path}:{at.line}:{at.column}: {record.kind} `{record.id}`: {record.title}")
        lines.append(f"{at.line:>5} | {at.text}")
    return "\n".join(lines) + "\n"
