"""A motion for a resolution."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .fields import (
    ActorRef,
    ResolutionRef,
)
from .record import Dated, Record
from .values import Plain


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
