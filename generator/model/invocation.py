"""One use of a clause by a State."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .fields import (
    ProvisionRef,
    StateRef,
)
from .record import Dated, Participant, Record


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
