"""A document that statements rest on, and the words kept from it."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from .language import Language
from .record import Part, Record
from .values import Address, PartialDate, Plain

SourceKind = Literal[
    "treaty", "law", "resolution", "motion", "minutes", "debate", "roll call", "official page",
    "press release", "report", "speech", "academic", "news", "blog", "data", "reference work",
]  # fmt: skip


# In these one names the article, paragraph, page or row; a citation without a place is a problem.
PLACED: frozenset[str] = frozenset(
    {"treaty", "law", "resolution", "motion", "minutes", "debate", "roll call", "report", "data"}
)


class Excerpt(Part):
    """A few words kept from a source, so that a quotation can be checked."""

    words: Plain
    """At most 25 words, to the letter."""
    place: Plain | None = None
    """Where they stand in the source."""
    language: Language | None = None
    """Their language, where it is not the source's own."""


class Source(Record):
    """A document that statements rest on."""

    kind: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"
    one: ClassVar[str] = "Source"
    many: ClassVar[str] = "Sources"
    lead: ClassVar[str] = "Every document relied on: what it is, what was read of it, how we weigh it."
    ordered: ClassVar[bool] = True
    boost: ClassVar[float] = 0.4
    sourced: ClassVar[bool] = False

    source_kind: SourceKind
    """What kind of document it is."""
    publisher: Plain
    """Who published it."""
    published: PartialDate | None = None
    """When; left out where the document does not say."""
    language: Language
    """The language it was read in."""
    address: Address | None = None
    """Where it can be read."""
    address_complete: bool = True
    """False for a shortened address, which is then not printed as a link."""
    archived: Address | None = None
    """A lasting copy."""
    seen: PartialDate
    """When it was last read for this dossier: the day, or the month where the day was not kept."""
    read: Plain
    """What was read of it: `All of it` or `The whole report` when that is so, else the part, such as
    the opening part or one table."""
    weight: Plain
    """How we weigh it: primary, official copy, one secondary report, a weak host."""
    excerpts: tuple[Excerpt, ...] = ()
    """The words quoted from it on this site."""

    @property
    def read_whole(self) -> bool:
        """Whether all of it was read, by the words in which `read` begins."""
        return bool(re.match(r"(?:all|the whole)\b(?! but)", self.read, re.IGNORECASE))

    def distinction(self) -> str:
        """Return the publisher and the date."""
        return f"{self.publisher}, {self.published}" if self.published else self.publisher

    def order(self) -> tuple[object, ...]:
        """Return publisher, date and title."""
        return (self.publisher.casefold(), self.published or "", self.title.casefold())
