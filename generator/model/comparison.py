"""Provisions set side by side."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from .fields import (
    ProvisionRef,
)
from .prose import Prose
from .record import Part, Record
from .values import Id, Plain


class Cell(Part):
    """One answer in a comparison."""

    provision: ProvisionRef
    """The provision that is compared."""
    says: Prose
    """What it says on the point, with its citation."""


class Row(Part):
    """One point on which provisions are compared."""

    id: Id
    """The anchor of the row."""
    point: Plain
    """What is compared: the trigger, the duty, who decides."""
    cells: tuple[Cell, ...] = Field(min_length=2)
    """One cell for each provision compared."""


class Comparison(Record):
    """Provisions set side by side, point by point."""

    kind: ClassVar[str] = "comparison"
    folder: ClassVar[str] = "comparisons"
    one: ClassVar[str] = "Comparison"
    many: ClassVar[str] = "Comparisons"
    lead: ClassVar[str] = "Provisions that are often confused, side by side."
    boost: ClassVar[float] = 1.5
    sourced: ClassVar[bool] = False

    provisions: tuple[ProvisionRef, ...] = Field(min_length=2)
    """The provisions compared, in the order of the columns."""
    rows: tuple[Row, ...] = Field(min_length=1)
    """The points of comparison."""

    def parts(self) -> dict[str, str]:
        """Return sections and rows."""
        return {row.id: row.point for row in self.rows} | super().parts()
