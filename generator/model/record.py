"""What every record has, and the parts that records are built from."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from ..prose.marks import Citation, Confidence
from .field_path import FieldPath
from .fields import ActorRef, AnyRef, Cited, Ref
from .prose import Prose
from .values import FullDate, Id, PartialDate, Plain, Summary


class Part(BaseModel):
    """A piece of a record: closed, strict and frozen, like the record itself."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


class Section(Part):
    """A part of a page with a heading and an address of its own."""

    id: Id
    """The anchor, permanent once published."""
    heading: Plain
    """What the section is called."""
    body: Prose
    """The text; every block ends in a citation or `[editors]`."""


class Dated(Part):
    """A date that says of what."""

    of: Plain
    """What happened then, as one word or a few: announced, invoked, adopted."""
    date: PartialDate
    """The day, or only the month or the year where no more is known."""
    sources: tuple[Cited, ...] = ()
    """What shows it, when it is not among the record's own sources."""


class Participant(Part):
    """An actor in the office in which it acted here."""

    actor: ActorRef
    """The person or body."""
    office: Id | None = None
    """Id of the office as the actor's record lists it; it must have been held on the day."""


class Record(Part):
    """What every record has.

    Class attributes, set by each kind:
        kind: the kind's name in messages and templates.
        folder: where its files live below the content folder, and its part of the address.
        one, many: what the site calls it.
        lead: one sentence at the top of the kind's index page.
        boost: how strongly search prefers its pages; 1 is neutral.
        ordered: whether its pages lead to the previous and the next of their kind.
        sourced: whether its fields state facts, so that it must name sources.
        named: whether texts speak of its records by name, so that these names are kept and linked.
    """

    kind: ClassVar[str]
    folder: ClassVar[str]
    one: ClassVar[str]
    many: ClassVar[str]
    lead: ClassVar[str]
    boost: ClassVar[float] = 1.0
    ordered: ClassVar[bool] = False
    sourced: ClassVar[bool] = True
    named: ClassVar[bool] = False

    id: Annotated[Id, Field(exclude=True)]
    """Taken from the file's name, never written in the file."""
    title: Plain
    """The record's name, as a heading and in links."""
    summary: Summary
    """One sentence of at most 30 words that stands alone."""
    reviewed: FullDate
    """The day an editor last compared the record with its sources."""
    confidence: Confidence = "confirmed"
    """How sure the record's facts are: confirmed, reported (one secondary source) or disputed."""
    aliases: tuple[Plain, ...] = ()
    """Other names and numbers that readers search for."""
    not_called: tuple[Plain, ...] = ()
    """Forms of its name that this site does not use, such as another spelling: found wherever our own
    words use one. Words named as words stand in *emphasis*, and there any form may."""
    common_word: bool = False
    """True where its name is also said in an everyday sense, so that not every mention calls for a link,
    as the first mention of an actor, a State, a provision or a term does."""
    formerly: tuple[Id, ...] = ()
    """Ids the record had before; their addresses lead here."""
    sources: tuple[Cited, ...] = ()
    """What the record's dates, figures and other fields rest on: `source-id, place`."""
    body: Prose | None = None
    """The record in a minute."""
    sections: tuple[Section, ...] = ()
    """The record in full, under headings."""
    related: tuple[AnyRef, ...] = ()
    """Other records a reader may want next."""

    @cached_property
    def below(self) -> list[tuple[FieldPath, Leaf]]:
        """Every reference, citation and prose text of the record, with the path that leads to it."""
        return _held(self)

    def parts(self) -> dict[str, str]:
        """Return the parts that have an address of their own: anchor to name."""
        return {section.id: section.heading for section in self.sections}

    def called(self) -> str:
        """Return what a link calls the record when it has no words of its own."""
        return self.title

    def names(self) -> tuple[str, ...]:
        """Return the names under which running text speaks of the record."""
        return (self.title,)

    def distinction(self) -> str:
        """Return what tells the record from another of the same title."""
        return self.one

    def dates(self) -> tuple[str, ...]:
        """Return the date that orders the record among its kind; empty when it has none."""
        return ()

    def order(self) -> tuple[object, ...]:
        """Return what the record is sorted by among its kind: its date, then its title."""
        return (*self.dates()[:1], self.title.casefold())

    def sorted_by(self) -> tuple[object, ...]:
        """Return what puts the record at one place among its kind: its order, then its id."""
        return (self.order(), self.id)


Leaf = Ref | Citation | Prose
"""What rules and links look for in a record."""


def leaves(value: object) -> list[tuple[FieldPath, Leaf]]:
    """Return every reference, citation and prose text below a value, with the path that leads to it.

    Those of a record, which many ask for, are kept with it.
    """
    return value.below if isinstance(value, Record) else _held(value)


def _held(value: object) -> list[tuple[FieldPath, Leaf]]:
    found: list[tuple[FieldPath, Leaf]] = []
    _collect(value, (), found)
    return found


def _collect(value: object, path: FieldPath, found: list[tuple[FieldPath, Leaf]]) -> None:
    # Most values are words or nothing.
    if isinstance(value, str | None):
        return
    if isinstance(value, Leaf):
        found.append((path, value))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            _collect(getattr(value, name), (*path, name), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect(item, (*path, index), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*path, key), found)
