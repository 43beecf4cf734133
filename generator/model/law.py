"""Legal texts as kept, the provisions they give, and provisions set side by side."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.model.common import Part, Prose, Record, Ref, SourceRef, To
from generator.model.values import Id, Language, PartialDate, Plain, Words

ProvisionRef = Annotated[Ref, To(("provision",))]
Extent = Literal["full", "partial", "fragment"]


class Text(Record):
    """An official text in one language, to the letter, as read in a named copy."""

    kind: ClassVar[str] = "text"
    folder: ClassVar[str] = "texts"
    one: ClassVar[str] = "Kept text"
    many: ClassVar[str] = "Kept texts"
    lead: ClassVar[str] = "Official texts to the letter, against which every quotation is checked."
    boost: ClassVar[float] = 0.6
    sourced: ClassVar[bool] = False

    source: SourceRef
    """The document the text is from."""
    place: Plain
    """Where in the document: the article, recital or paragraph."""
    language: Language
    """The language of the text."""
    extent: Extent
    """Whether the whole passage is kept, a part that breaks off, or a few words."""
    seen: PartialDate
    """When the copies were compared."""
    seen_in: tuple[SourceRef, ...] = Field(min_length=1)
    """The copies in which these words were read."""
    missing: Plain | None = None
    """What the copies lack; needed unless the extent is full."""
    words: Words
    """The text itself; an empty line parts its paragraphs, […] marks what is left out."""


class Phrase(Part):
    """An exact span of a provision, with what it means and who disputes it."""

    id: Id
    """The anchor of the phrase, permanent once published."""
    name: Plain
    """What the phrase is called on the site."""
    spans: dict[Language, Plain] = Field(min_length=1)
    """The words as they stand in the kept text of each language."""
    meaning: Prose
    """What the words are taken to mean."""
    disputed: Prose | None = None
    """What is disputed about them, and by whom."""
    used: Prose | None = None
    """How the words were used since."""


class Provision(Record):
    """A rule of law, such as one paragraph of a treaty article."""

    kind: ClassVar[str] = "provision"
    folder: ClassVar[str] = "provisions"
    one: ClassVar[str] = "Provision"
    many: ClassVar[str] = "Provisions"
    lead: ClassVar[str] = "The rules of law this site is about, and their neighbours."
    named: ClassVar[bool] = True
    boost: ClassVar[float] = 3.0

    instrument: Plain
    """The treaty or act it stands in."""
    number: Plain
    """Article and paragraph, as lawyers cite it."""
    short: Plain
    """The short name used everywhere on the site."""
    in_force: Plain | None = None
    """Since when it applies, in a few words."""
    texts: tuple[Annotated[Ref, To(("text",))], ...] = ()
    """Its kept texts, the leading language first."""
    phrases: tuple[Phrase, ...] = ()
    """Its phrases, in the order of the text."""

    def order(self) -> tuple[object, ...]:
        """Return instrument and number, so that Article 4 stands before Article 24."""
        steps = re.split(r"(\d{1,9})", self.number)
        number = tuple((int(step), "") if step.isdecimal() else (0, step.casefold()) for step in steps)
        return (self.instrument.casefold(), number)

    def called(self) -> str:
        """Return the short name."""
        return self.short

    def names(self) -> tuple[str, ...]:
        """Return the title and the short name."""
        return (self.title, self.short)

    def parts(self) -> dict[str, str]:
        """Return sections and phrases."""
        return {p.id: p.name for p in self.phrases} | super().parts()


class Cell(Part):
    """One answer in a comparison."""

    provision: ProvisionRef
    """The provision that is compared."""
    says: Prose
    """What it says on the point, with its citation."""


class Row(Part):
    """One point on which provisions are compared."""

    id: Id
    """The anchor of the row."""
    point: Plain
    """What is compared: the trigger, the duty, who decides."""
    cells: tuple[Cell, ...] = Field(min_length=2)
    """One cell for each provision compared."""


class Comparison(Record):
    """Provisions set side by side, point by point."""

    kind: ClassVar[str] = "comparison"
    folder: ClassVar[str] = "comparisons"
    one: ClassVar[str] = "Comparison"
    many: ClassVar[str] = "Comparisons"
    lead: ClassVar[str] = "Provisions that are often confused, side by side."
    boost: ClassVar[float] = 1.5
    sourced: ClassVar[bool] = False

    provisions: tuple[ProvisionRef, ...] = Field(min_length=2)
    """The provisions compared, in the order of the columns."""
    rows: tuple[Row, ...] = Field(min_length=1)
    """The points of comparison."""

    def parts(self) -> dict[str, str]:
        """Return sections and rows."""
        return {row.id: row.point for row in self.rows} | super().parts()
