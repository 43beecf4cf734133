"""What a parliament did: the resolution, the motions behind it, its votes and recommendations."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.model.common import ActorRef, Dated, Part, Prose, Record, Ref, SourceRef, StateRef, To
from generator.model.law import ProvisionRef
from generator.model.values import FullDate, Id, Plain

VoteRef = Annotated[Ref, To(("vote",))]
MOST_VOTES = 10_000
"""Each vote is drawn; the largest parliament has some 3000 Members."""
ResolutionRef = Annotated[Ref, To(("resolution",))]


class Passage(Part):
    """A citation, recital or paragraph of a resolution, told in our words."""

    id: Id
    """The anchor, such as `recital-a` or `paragraph-7`; permanent once published."""
    number: Plain
    """What the resolution calls it: 1, A, 7."""
    says: Prose | None = None
    """What it says, in our words, with its citation; left out where no source shows it."""
    seen_in: Plain | None = None
    """In which form the passage was seen: the adopted text, a motion, a concordance."""
    votes: tuple[VoteRef, ...] = ()
    """The separate votes on it, on parts of it, or on amendments to it, where there were any."""


class Resolution(Record):
    """A resolution of a parliament."""

    kind: ClassVar[str] = "resolution"
    folder: ClassVar[str] = "resolutions"
    one: ClassVar[str] = "Resolution"
    many: ClassVar[str] = "Resolutions"
    lead: ClassVar[str] = "What Parliament resolved, passage by passage as far as sources show."
    boost: ClassVar[float] = 2.5

    body_of: ActorRef
    """The parliament that adopted it."""
    about: ProvisionRef
    """The provision it deals with."""
    reference: Plain
    """The reference of the adopted text."""
    procedure: Plain | None = None
    """The number of the procedure."""
    official: SourceRef
    """The adopted text itself."""
    stages: tuple[Dated, ...] = Field(min_length=1)
    """Tabled, debated, adopted, published: the dates in order."""
    final_vote: VoteRef | None = None
    """The vote by which it was adopted."""
    citations: tuple[Passage, ...] = ()
    """The texts it refers to, in its order."""
    recitals: tuple[Passage, ...] = ()
    """Its recitals."""
    paragraphs: tuple[Passage, ...] = ()
    """Its numbered paragraphs."""
    unseen: Plain | None = None
    """What could not be seen of it, said plainly."""

    def parts(self) -> dict[str, str]:
        """Return sections and passages."""
        named = {p.id: f"Citation {p.number}" for p in self.citations}
        named |= {p.id: f"Recital {p.number}" for p in self.recitals}
        named |= {p.id: f"Paragraph {p.number}" for p in self.paragraphs}
        return named | super().parts()

    def dates(self) -> tuple[str, ...]:
        """Return the dates of the stages."""
        return tuple(stage.date for stage in self.stages)


class Motion(Record):
    """A motion for a resolution, as groups tabled it."""

    kind: ClassVar[str] = "motion"
    folder: ClassVar[str] = "motions"
    one: ClassVar[str] = "Motion"
    many: ClassVar[str] = "Motions"
    lead: ClassVar[str] = "The drafts that groups tabled, and what each wanted differently."
    ordered: ClassVar[bool] = True

    resolution: ResolutionRef
    """The resolution that came of it, or that it lost to."""
    reference: Plain
    """The number of the motion."""
    tabled: Dated
    """When it was tabled."""
    groups: tuple[ActorRef, ...] = Field(min_length=1)
    """The groups that tabled it."""
    signatories: tuple[Plain, ...] = ()
    """The first names under it, as printed."""
    fate: Plain
    """What became of it: replaced by the joint motion, fell."""

    def dates(self) -> tuple[str, ...]:
        """Return the day it was tabled."""
        return (self.tabled.date,)


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
