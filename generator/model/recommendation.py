"""Something a resolution asks for, and what became of it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .fields import (
    ActorRef,
    ResolutionRef,
)
from .prose import Prose
from .record import Part, Record
from .values import FullDate, Id, Plain

Outcome = Literal["done", "in part", "not done", "unknown"]


OUTCOMES: dict[str, str] = {
    "done": "A source shows that what was asked has been done.",
    "in part": "A source shows that some of it, or something close to it, has been done.",
    "not done": "A source shows that it has not been done.",
    "unknown": "No source found shows whether it has been done.",
}


class FollowUp(Part):
    """What became of a recommendation."""

    outcome: Outcome
    """done, in part, not done or unknown; the rule for each is printed beside it."""
    as_of: FullDate
    """The day up to which sources were searched."""
    account: Prose
    """What happened, dated and sourced."""


class Recommendation(Record):
    """Something a resolution asks of someone."""

    kind: ClassVar[str] = "recommendation"
    folder: ClassVar[str] = "recommendations"
    one: ClassVar[str] = "Recommendation"
    many: ClassVar[str] = "Recommendations"
    lead: ClassVar[str] = "Who was asked to do what, in which paragraph, and what became of it."
    ordered: ClassVar[bool] = True
    boost: ClassVar[float] = 1.5

    resolution: ResolutionRef
    """The resolution that asks."""
    number: Annotated[int, Field(ge=1)]
    """Its place in the register."""
    verb: Plain
    """The word with which the resolution asks, in our rendering: calls on, urges, suggests."""
    addressees: tuple[ActorRef, ...] = Field(min_length=1)
    """Who is asked."""
    paragraphs: tuple[Id, ...] = ()
    """Anchors of the paragraphs it stands in, as `paragraph-7`."""
    paragraph_unknown: Plain | None = None
    """Why no paragraph is named; exactly one of the two is given."""
    asks: Prose
    """What is asked, in our words."""
    follow_up: FollowUp
    """What became of it."""

    def order(self) -> tuple[object, ...]:
        """Return its number."""
        return (self.number,)
