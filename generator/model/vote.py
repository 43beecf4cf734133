"""A vote of a parliament: totals, groups, States and Members."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .fields import (
    ActorRef,
    Ref,
    ResolutionRef,
    StateRef,
    To,
)
from .record import Dated, Part, Record
from .values import Plain

MOST_VOTES = 10_000
"""Each vote is drawn; the largest parliament has some 3000 Members."""


class Tally(Part):
    """Votes for, against and abstaining."""

    for_: Annotated[int, Field(alias="for", ge=0, le=MOST_VOTES)]
    """Votes in favour."""
    against: Annotated[int, Field(ge=0, le=MOST_VOTES)]
    """Votes against."""
    abstained: Annotated[int, Field(ge=0, le=MOST_VOTES)]
    """Abstentions."""

    @property
    def voting(self) -> int:
        """All who voted."""
        return self.for_ + self.against + self.abstained

    @property
    def counts(self) -> tuple[int, int, int]:
        """For, against, abstained."""
        return self.for_, self.against, self.abstained


class GroupTally(Tally):
    """How a political group voted."""

    group: ActorRef
    """The group."""
    seats: Annotated[int, Field(ge=1, le=MOST_VOTES)] | None = None
    """The seats it held at the time."""


class StateTally(Tally):
    """How the Members elected in a State voted."""

    state: StateRef
    """The State."""


Position = Literal["for", "against", "abstained"]


class Member(Part):
    """One Member's vote."""

    name: Plain
    """The Member's name."""
    group: ActorRef
    """The group on that day."""
    state: StateRef
    """The State of election."""
    position: Position
    """How the Member voted."""
    actor: ActorRef | None = None
    """The Member's own record, where there is one."""


class Vote(Record):
    """A vote of a parliament: totals, groups, States, Members."""

    kind: ClassVar[str] = "vote"
    folder: ClassVar[str] = "votes"
    one: ClassVar[str] = "Vote"
    many: ClassVar[str] = "Votes"
    lead: ClassVar[str] = "The votes, by group, by State and by Member."
    ordered: ClassVar[bool] = True
    boost: ClassVar[float] = 1.5

    resolution: ResolutionRef
    """The resolution voted on."""
    passage: Annotated[Ref, To(("resolution",))] | None = None
    """For a separate vote: the passage, as `resolution#paragraph-8`."""
    subject: Plain
    """What was put to the vote."""
    held: Dated
    """When it was held."""
    time: Plain | None = None
    """The time of day, in quotation marks: `"12:16:52"`."""
    roll_call: Plain | None = None
    """The number of the roll call."""
    result: Literal["adopted", "rejected"]
    """What came of it."""
    total: Tally
    """The totals."""
    groups: tuple[GroupTally, ...] = ()
    """By political group; adds up to the totals."""
    states: tuple[StateTally, ...] = ()
    """By State of election; adds up to the totals."""
    members: tuple[Member, ...] = ()
    """By Member; adds up to groups, States and totals."""

    def dates(self) -> tuple[str, ...]:
        """Return the day of the vote."""
        return (self.held.date,)

    def order(self) -> tuple[object, ...]:
        """Return day and time, so that votes of one sitting stand as they were held."""
        return (self.held.date, self.time or "", *super().order())
