"""A question that readers ask."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .prose import Prose
from .record import Record


class Question(Record):
    """A question that readers ask; the title asks it, the summary answers it in one sentence."""

    kind: ClassVar[str] = "question"
    folder: ClassVar[str] = "questions"
    one: ClassVar[str] = "Question"
    many: ClassVar[str] = "Questions"
    lead: ClassVar[str] = "What readers ask, answered in one sentence and then in full."
    ordered: ClassVar[bool] = True
    boost: ClassVar[float] = 1.2
    sourced: ClassVar[bool] = False

    number: int = Field(ge=1)
    """Its place on the page of questions."""
    answer: Prose
    """The full answer, with citations."""

    def order(self) -> tuple[object, ...]:
        """Return its number."""
        return (self.number,)
