"""One State's answer to an invocation."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .fields import (
    Cited,
    Ref,
    StateRef,
    To,
)
from .record import Part, Participant, Record
from .values import PartialDate, Plain

Form = Literal[
    "combat", "naval", "air", "troops", "training", "transport", "equipment", "intelligence",
    "access", "statement", "other",
]  # fmt: skip


FORMS: dict[str, str] = {
    "combat": "combat operations",
    "naval": "ships",
    "air": "aircraft",
    "troops": "troops for missions",
    "training": "trainers",
    "transport": "transport",
    "equipment": "equipment or munitions",
    "intelligence": "intelligence",
    "access": "use of bases, airspace or ports",
    "statement": "a statement of support",
    "other": "other help",
}


class Contribution(Part):
    """One thing a State gave, offered or decided."""

    what: Plain
    """What it was, in a few words."""
    form: Form
    """What kind of help it was."""
    size: Plain | None = None
    """How much or how many, where known."""
    place: Plain | None = None
    """Where it was given, where known."""
    date: PartialDate | None = None
    """When it was announced or decided, where known."""
    new: Literal["new", "planned", "unknown"]
    """Whether it was decided for this request, was already planned, or this is not known."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """What shows it."""


class Response(Record):
    """One State's answer to an invocation."""

    kind: ClassVar[str] = "response"
    folder: ClassVar[str] = "responses"
    one: ClassVar[str] = "Answer"
    many: ClassVar[str] = "Answers of the States"
    lead: ClassVar[str] = "What each State answered, told apart from what was already planned."

    invocation: Annotated[Ref, To(("invocation",))]
    """The invocation it answers."""
    state: StateRef
    """The State that answered."""
    found: Literal["answer", "nothing"]
    """`nothing` when no source shows an answer; the body then says what was searched."""
    contributions: tuple[Contribution, ...] = ()
    """What was given, offered or decided, earliest first."""
    participants: tuple[Participant, ...] = ()
    """Who spoke for the State, in which office."""

    def dates(self) -> tuple[str, ...]:
        """Return the dates of the contributions."""
        return tuple(c.date for c in self.contributions if c.date)

    def order(self) -> tuple[object, ...]:
        """Return the title: answers are listed by State."""
        return (self.title.casefold(),)
