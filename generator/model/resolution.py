"""A resolution of a parliament and its passages."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .fields import (
    ActorRef,
    ProvisionRef,
    SourceRef,
    VoteRef,
)
from .prose import Prose
from .record import Dated, Part, Record
from .values import Id, Plain


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
