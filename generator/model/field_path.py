"""Where a value stands in a record: the keys and indexes that lead to it."""

from __future__ import annotations

Path = tuple[str | int, ...]
