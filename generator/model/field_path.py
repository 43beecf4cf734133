"""The address of a value inside a record."""

from __future__ import annotations

FieldPath = tuple[str | int, ...]
"""The keys and list indexes that lead from the top of a record to a value: `("sections", 0, "body")`."""
