"""A rule of law and its phrases."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import Field

from .fields import (
    Ref,
    To,
)
from .language import Language
from .prose import Prose
from .record import Part, Record
from .values import Id, Plain


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
