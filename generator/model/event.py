"""Something that happened on a day."""

from __future__ import annotations

from typing import ClassVar

from .record import Dated, Participant, Record
from .values import PartialDate, Plain


class Event(Record):
    """Something that happened on a day."""

    kind: ClassVar[str] = "event"
    folder: ClassVar[str] = "events"
    one: ClassVar[str] = "Event"
    many: ClassVar[str] = "Timeline"
    lead: ClassVar[str] = "What happened, in order, each date saying of what and how precisely."
    ordered: ClassVar[bool] = True

    when: Dated
    """The date and what happened on it."""
    until: PartialDate | None = None
    """The last day, for an event of several days."""
    place: Plain | None = None
    """Where it happened."""
    strand: Plain
    """The strand of the story it belongs to, as the dossier lists them."""
    participants: tuple[Participant, ...] = ()
    """Who acted, in which office."""

    def dates(self) -> tuple[str, ...]:
        """Return the first and the last day."""
        return (self.when.date, self.until) if self.until else (self.when.date,)
