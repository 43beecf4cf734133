"""Who acts: persons and bodies, and the States."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.model.common import ActorRef, Cited, Part, Prose, Record, Ref, StateRef, To
from generator.model.values import Id, PartialDate, Plain, Year


class Office(Part):
    """An office or membership, with the time it was held as far as sources show."""

    id: Id
    """How participants name the office."""
    name: Plain
    """The office, as one would print it after the name."""
    of: Annotated[Ref, To(("actor", "state"))] | None = None
    """The body or State it belongs to."""
    since: PartialDate | None = None
    """Since when; left out where no source shows it."""
    until: PartialDate | None = None
    """Until when; left out where it is still held or no source shows the end."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """What shows it."""


class Actor(Record):
    """A person, a body or a political group."""

    kind: ClassVar[str] = "actor"
    folder: ClassVar[str] = "actors"
    one: ClassVar[str] = "Actor"
    many: ClassVar[str] = "People and bodies"
    lead: ClassVar[str] = "Who acted, in which office and when."
    named: ClassVar[bool] = True
    boost: ClassVar[float] = 1.5

    sort: Literal["person", "body", "group"]
    """A person, an institution or other body, or a political group."""
    file_as: Plain | None = None
    """The name as an index lists it, such as `Le Drian, Jean-Yves`."""
    short: Plain | None = None
    """The short name or abbreviation used in tables."""
    state: StateRef | None = None
    """The person's State."""
    group: ActorRef | None = None
    """The political group at the time of the dossier, for a Member of a parliament."""
    offices: tuple[Office, ...] = ()
    """Offices held, latest first."""

    def order(self) -> tuple[object, ...]:
        """Return the name as an index lists it."""
        return ((self.file_as or self.title).casefold(),)

    def names(self) -> tuple[str, ...]:
        """Return the title and the short name; a family name alone may be another person's."""
        return (self.title, self.short) if self.short and self.sort != "person" else (self.title,)


class Tile(Part):
    """A State's place on the map of tiles, where one State is one square of the same size."""

    column: Annotated[int, Field(ge=1, le=40)]
    """Counted from the west."""
    row: Annotated[int, Field(ge=1, le=40)]
    """Counted from the north."""


class State(Record):
    """A Member State at the time of the dossier."""

    kind: ClassVar[str] = "state"
    folder: ClassVar[str] = "states"
    one: ClassVar[str] = "State"
    many: ClassVar[str] = "States"
    lead: ClassVar[str] = "The States bound by the clause: when they joined, and where they stand."
    named: ClassVar[bool] = True

    code: Plain
    """The two-letter code used in tables."""
    joined_year: Year
    """The year it joined the Union."""
    left: PartialDate | None = None
    """When it left the Union."""
    alliance_year: Year | None = None
    """The year it joined the alliance the dossier compares with; left out for a non-member."""
    standing: Prose | None = None
    """Neutrality, an opt-out or another special position, where there is one."""
    standing_short: Plain | None = None
    """The special position in a word or two, as figures write it; `standing` tells it with its sources."""
    standing_ended: PartialDate | None = None
    """When the special position ended; left out where it lasts."""
    tile: Tile | None = None
    """Its place on the map of tiles; a State without one is named beside the map."""
