"""Something a State asked of the others."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .fields import (
    Ref,
    To,
)
from .record import Dated, Participant, Record


class Request(Record):
    """Something a State asked of the others when it invoked the clause."""

    kind: ClassVar[str] = "request"
    folder: ClassVar[str] = "requests"
    one: ClassVar[str] = "Request"
    many: ClassVar[str] = "Requests"
    lead: ClassVar[str] = "What was asked of the other States."
    ordered: ClassVar[bool] = True

    invocation: Annotated[Ref, To(("invocation",))]
    """The invocation it belongs to."""
    made: Dated
    """When it was made."""
    participants: tuple[Participant, ...] = ()
    """Who made it, in which office."""

    def dates(self) -> tuple[str, ...]:
        """Return the day it was made."""
        return (self.made.date,)
