"""The dossier's own record: its name, its home page and its navigation."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.model.common import Address, AnyRef, Id, Part, Plain, Prose, Record


class Chapter(Part):
    """One entry of the main navigation."""

    id: Id
    """The chapter's part of the address, where it has a page of its own."""
    title: Plain
    """What the navigation calls it."""
    lead: AnyRef | None = None
    """The record that opens the chapter; without one the first index does."""
    kinds: tuple[Plain, ...] = ()
    """The kinds of record whose index pages stand in it, in order."""
    pages: tuple[AnyRef, ...] = ()
    """Single records that stand in it, after the lead."""


class Front(Record):
    """The dossier itself; its file is `dossier.yaml` at the top of the content folder."""

    kind: ClassVar[str] = "dossier"
    folder: ClassVar[str] = ""
    one: ClassVar[str] = "Home"
    many: ClassVar[str] = "Home"
    lead: ClassVar[str] = ""
    boost: ClassVar[float] = 2.0
    sourced: ClassVar[bool] = False

    address: Address
    """Where the site is published."""
    repository: Address | None = None
    """Where the content files can be edited, as an address to which a file's path is added."""
    minute: Prose
    """The answer in one minute; the summary is the answer in one sentence."""
    now: Prose | None = None
    """What is happening with it now."""
    subjects: tuple[AnyRef, ...] = Field(min_length=1)
    """The records that carry the dossier, reachable from the home page in one step."""
    strands: tuple[Plain, ...] = ()
    """The strands of the timeline, in order."""
    alliance: Plain | None = None
    """The alliance whose membership the States' records give."""
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
    """The main navigation."""
