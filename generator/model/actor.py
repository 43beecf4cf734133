"""A person, a body or a political group, with the offices they held."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .fields import (
    ActorRef,
    Cited,
    Ref,
    StateRef,
    To,
)
from .record import Part, Record
from .values import Id, PartialDate, Plain


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

    actor_kind: Literal["person", "body", "group"]
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
        return (self.title, self.short) if self.short and self.actor_kind != "person" else (self.title,)
