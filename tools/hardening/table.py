"""The table that `make hardening` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes:
        measure: what is measured.
        to_reach: the value to reach, as one would say it.
        value: the value measured.
        reached: whether it is.
    """

    measure: str
    to_reach: str
    value: str
    reached: bool


def as_text(rows: Sequence[Row]) -> str:
    """Return the table, a line for each row, the columns in line."""
    lines = [("measure", "to reach", "measured", "")]
    lines += [(r.measure, r.to_reach, r.value, "pass" if r.reached else "FAIL") for r in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
