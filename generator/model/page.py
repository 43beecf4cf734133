"""A page of plain prose."""

from __future__ import annotations

from typing import ClassVar

from .record import Record


class Page(Record):
    """A page of plain prose, such as the method."""

    kind: ClassVar[str] = "page"
    folder: ClassVar[str] = "pages"
    one: ClassVar[str] = "Page"
    many: ClassVar[str] = "About this site"
    lead: ClassVar[str] = "How this site is made, and how to use it."
    sourced: ClassVar[bool] = False
