"""An official text as it is kept."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from .fields import (
    SourceRef,
)
from .language import Language
from .record import Record
from .values import PartialDate, Plain, Words

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
