"""The dossier's own record: its name, its home page and its navigation."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .fields import AnyRef, ProvisionRef, VoteRef
from .prose import Prose
from .record import Part, Record
from .values import Address, Contact, Plain


class Chapter(Part):
    """One entry of the main navigation."""

    title: Plain
    """What the navigation calls it."""
    lead: AnyRef | None = None
    """The record that opens the chapter; without one the index of its first kind does."""
    kinds: tuple[Plain, ...] = Field(min_length=1)
    """The kinds of record whose index pages stand in it, in order."""
    invitation: Plain | None = None
    """One sentence that leads into it from the home page; without one it is not shown there."""


class Way(Part):
    """A way in for one sort of reader."""

    who: Plain
    """The reader: a citizen, a journalist, a student, a lawyer."""
    words: Plain
    """What the site has for them, in one sentence."""
    links: Annotated[tuple[AnyRef, ...], Field(min_length=1)]
    """Where to begin, in order."""


class Front(Record):
    """The dossier itself; its file is `dossier.yaml` at the top of the content folder."""

    kind: ClassVar[str] = "dossier"
    folder: ClassVar[str] = ""
    one: ClassVar[str] = "Home"
    many: ClassVar[str] = "Home"
    lead: ClassVar[str] = ""
    boost: ClassVar[float] = 2.0
    sourced: ClassVar[bool] = False

    format: Literal[2]
    """The format in which the files of the dossier are written; `explainer migrate` brings them to a newer
    one."""
    address: Address
    """Where the site is published."""
    edit_at: Address
    """Where a content file can be edited: an address that ends in / and to which its path is added."""
    contact: Contact | None = None
    """Whom to tell of a weakness of the site. It is published in `.well-known/security.txt`, for a year
    from the day of `reviewed`, where the site stands at the top of its host."""
    opening: ProvisionRef
    """The provision whose official words open the home page."""
    vote: VoteRef | None = None
    """The vote shown at a glance."""
    minute: Prose
    """The answer in one minute; the summary is the answer in one sentence."""
    now: Prose | None = None
    """What is happening with it now."""
    ways: tuple[Way, ...] = ()
    """The ways in for different readers, shown on the home page."""
    strands: tuple[Plain, ...] = ()
    """The strands of the timeline, in order."""
    alliance: Plain | None = None
    """The alliance whose membership the States' records give."""
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
    """The main navigation."""
