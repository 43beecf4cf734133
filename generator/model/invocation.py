"""A clause being used: the invocation, what was asked, what each State answered, and events."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.model.common import Cited, Dated, Part, Participant, Record, Ref, StateRef, To
from generator.model.law import ProvisionRef
from generator.model.values import PartialDate, Plain


class Invocation(Record):
    """One use of a clause by one State."""

    kind: ClassVar[str] = "invocation"
    folder: ClassVar[str] = "invocations"
    one: ClassVar[str] = "Invocation"
    many: ClassVar[str] = "Invocations"
    lead: ClassVar[str] = "Each time the clause was used."
    boost: ClassVar[float] = 2.5

    provision: ProvisionRef
    """The clause that was invoked."""
    state: StateRef
    """The State that invoked it."""
    dates_of: tuple[Dated, ...] = Field(min_length=1)
    """The days that count, each with what happened on it, earliest first."""
    participants: tuple[Participant, ...] = ()
    """Who acted, in which office."""

    def dates(self) -> tuple[str, ...]:
        """Return the dates in order."""
        return tuple(d.date for d in self.dates_of)


class Request(Record):
    """Something a State asked of the others when it invoked the clause."""

    kind: ClassVar[str] = "request"
    folder: ClassVar[str] = "requests"
    one: ClassVar[str] = "Request"
    many: ClassVar[str] = "Requests"
    lead: ClassVar[str] = "What was asked of the other States."
    ordered: ClassVar[bool] = True

    invocation: Annotated[Ref, To(("invocation",))]
    """The invocation it belongs to."""
    made: Dated
    """When it was made."""
    participants: tuple[Participant, ...] = ()
    """Who made it, in which office."""

    def dates(self) -> tuple[str, ...]:
        """Return the day it was made."""
        return (self.made.date,)


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


class Event(Record):
    """Something that happened on a day."""

    kind: ClassVar[str] = "event"
    folder: ClassVar[str] = "events"
    one: ClassVar[str] = "Event"
    many: ClassVar[str] = "Timeline"
    lead: ClassVar[str] = "What happened, in order, each date saying of what and how precisely."
    ordered: ClassVar[bool] = True

    when: Dated
    """The date and what happened on it."""
    until: PartialDate | None = None
    """The last day, for an event of several days."""
    place: Plain | None = None
    """Where it happened."""
    strand: Plain
    """The strand of the story it belongs to, as the dossier lists them."""
    participants: tuple[Participant, ...] = ()
    """Who acted, in which office."""

    def dates(self) -> tuple[str, ...]:
        """Return the first and the last day."""
        return (self.when.date, self.until) if self.until else (self.when.date,)
