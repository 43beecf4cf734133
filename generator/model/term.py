"""A word of the field, explained."""

from __future__ import annotations

from typing import ClassVar

from .record import Record
from .values import Plain


class Term(Record):
    """A word of the field, explained."""

    kind: ClassVar[str] = "term"
    folder: ClassVar[str] = "terms"
    one: ClassVar[str] = "Term"
    many: ClassVar[str] = "Glossary"
    lead: ClassVar[str] = "Words of the field, each in one sentence and then in full."
    named: ClassVar[bool] = True
    sourced: ClassVar[bool] = False

    abbreviation: Plain | None = None
    """Its short form."""

    def names(self) -> tuple[str, ...]:
        """Return the title as a heading and as running text writes it, and the short form."""
        title = (self.title, self.title[0].lower() + self.title[1:])
        return (*title, self.abbreviation) if self.abbreviation else title
