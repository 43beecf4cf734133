"""A State."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .prose import Prose
from .record import Part, Record
from .values import PartialDate, Plain, Year


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
