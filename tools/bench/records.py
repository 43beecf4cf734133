"""What a corpus holds: records as plain data that every contestant is written from.

A record here is close to one of the generator's own: a summary, facts, some 250 words of prose in blocks
that end in citations, cross-links in the prose, references in fields, quotations kept from sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

ADDRESS = "https://sluices.example/"
TITLE = "The League of Sluices & its tolls"
SUMMARY = "Eight towns share the cuts, and one rule says who pays when a gate fails."
REVIEWED = "2026-11-01"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its folder, what the site calls one and many, and its share of a corpus."""

    name: str
    folder: str
    one: str
    many: str
    share: float = 0.0
    lead: str = "body"


KINDS = {
    kind.name: kind
    for kind in (
        Kind("provision", "provisions", "Provision", "Provisions"),
        Kind("text", "texts", "Kept text", "Kept texts"),
        Kind("event", "events", "Event", "Timeline"),
        Kind("claim", "claims", "Claim", "Claims checked", 0.04, "finding"),
        Kind("question", "questions", "Question", "Questions", 0.08, "answer"),
        Kind("actor", "actors", "Actor", "People and bodies", 0.18),
        Kind("state", "states", "State", "States"),
        Kind("term", "terms", "Term", "Glossary", 0.08),
        Kind("source", "sources", "Source", "Sources", 0.12),
    )
}
CHAPTERS = {
    "The rule": ("provision", "text"),
    "What happened": ("event",),
    "Claims & questions": ("claim", "question"),
    "Look up": ("actor", "state", "term", "source"),
}
LEADS = {"answer": "The full answer", "finding": "What the record shows"}
ORDERED = ("event", "claim", "question", "source")


@dataclass(frozen=True, slots=True)
class Link:
    """A cross-link; without words it shows the target's title."""

    target: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a source, to the letter."""

    words: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A source and a place in it."""

    source: str
    place: str


Piece = str | Link | Quoted


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item, with the citations that end it; the editors' own voice has none."""

    pieces: tuple[Piece, ...]
    cites: tuple[Cited, ...]
    reported: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under a heading."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a record's facts: words, or a reference to another record."""

    label: str
    words: str = ""
    target: str = ""


@dataclass(frozen=True)
class Record:
    """One record.

    Attributes:
        fields: the further keys of the record in the generator's own format.
        facts: the same as every contestant shows them.
        blocks: the prose that opens the page.
        sources: what the facts rest on.
    """

    kind: Kind
    id: str
    title: str
    summary: str
    fields: dict[str, object] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()
    date: str = ""

    @property
    def address(self) -> str:
        """The address of its page, below the site's root."""
        return f"{self.kind.folder}/{self.id}/"

    @property
    def prose(self) -> Iterator[Block]:
        """Every block of its prose, in order."""
        yield from self.blocks
        for section in self.sections:
            yield from section.blocks

    @property
    def order(self) -> tuple[str, str]:
        """What it is sorted by among its kind."""
        return self.date, self.title.casefold()

    def links(self) -> Iterator[Link]:
        """Yield every reference to another record, those of facts and of `related` without words."""
        for fact in self.facts:
            if fact.target:
                yield Link(fact.target)
        for block in self.prose:
            for piece in block.pieces:
                if isinstance(piece, Link):
                    yield piece
        for target in self.related:
            yield Link(target)

    def citations(self) -> Iterator[Cited]:
        """Yield every citation."""
        yield from self.sources
        for block in self.prose:
            yield from block.cites


@dataclass(frozen=True)
class Corpus:
    """All records, in the order of their kinds."""

    records: dict[str, Record]

    @cached_property
    def backlinks(self) -> dict[str, set[str]]:
        """The ids of the records that refer to each record."""
        found: dict[str, set[str]] = defaultdict(set)
        for record in self.records.values():
            for link in record.links():
                found[link.target].add(record.id)
        return found

    @cached_property
    def uses(self) -> dict[str, set[str]]:
        """The ids of the records that cite each source."""
        found: dict[str, set[str]] = defaultdict(set)
        for record in self.records.values():
            for cited in record.citations():
                found[cited.source].add(record.id)
        return found

    def of_kind(self, name: str) -> list[Record]:
        """Return the records of a kind, in its order."""
        return sorted((r for r in self.records.values() if r.kind.name == name), key=lambda r: r.order)

    def retitled(self, id: str, title: str) -> Corpus:
        """Return the corpus with another title for one record."""
        return Corpus(self.records | {id: replace(self.records[id], title=title)})

    def showing(self, id: str) -> list[str]:
        """Return the addresses of the pages that show a record's title, its own first.

        These are the pages that it refers to, as they list what refers to them; those that link to it in
        no words of their own; and the index of its kind.
        """
        record = self.records[id]
        bare = {origin for origin in self.backlinks[id] if Link(id) in self.records[origin].links()}
        near = {link.target for link in record.links()} | bare
        others = sorted(self.records[other].address for other in near - {id})
        return [record.address, *others, f"{record.kind.folder}/"]
