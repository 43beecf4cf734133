"""Where each value of a YAML file stands: kept beside the data, never inside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..diagnostics.problem import Location
from ..model.field_path import FieldPath

Value = None | bool | int | float | str | tuple["Value", ...] | dict[str, "Value"]

# What ends a line in YAML 1.1; a file's own line ends are counted as people's editors count them.
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


LONGEST_LINE = 2000
"""A longer line is not shown with a problem: nobody would find the place in it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands: offsets of its first character and past its last, and its style."""

    start: int
    end: int
    style: str = ""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """One YAML file: its data and where each value of it stands.

    Attributes:
        path: the file as messages name it.
        text: the whole text.
        data: mappings, tuples and scalars.
        spans: for each path into the data, where it stands in the text.
    """

    path: str
    text: str
    data: dict[str, Value] = field(default_factory=dict)
    spans: dict[FieldPath, Span] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\r\n|\r|\n", self.text))]

    @cached_property
    def _places(self) -> dict[FieldPath, list[int]]:
        """Where each character of a text is written, of the texts that were asked for."""
        return {}

    def at(self, offset: int, width: int = 1) -> Location:
        """Return the location of an offset into the text, `width` characters wide on its line."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        whole = self.text[start:end].rstrip("\r\n")
        shown = whole if len(whole) <= LONGEST_LINE else ""
        return Location(self.path, line, offset - start + 1, shown, max(1, width))

    def locate(self, path: FieldPath, offset: int | None = None, width: int = 1) -> Location:
        """Return where the value at `path` stands, or where a part of that text stands.

        Args:
            path: keys and indexes from the top; the nearest enclosing value is taken when the path
                leads past what the file holds.
            offset: index into the text value at `path`; the location is then that of the character
                in the file, whatever the scalar's style.
            width: how many characters the finding covers.
        """
        while path and path not in self.spans:
            path = path[:-1]
        if path not in self.spans:
            return self.at(0)
        span = self.spans[path]
        value = self.value(path)
        if offset is not None and isinstance(value, str):
            places = self._places.setdefault(path, []) or scalar_offsets(self.text, span, value)
            self._places[path] = places
            return self.at(places[min(offset, len(places) - 1)] if places else span.start, width)
        if isinstance(value, str) and span.style in ("", "'", '"'):
            return self.at(span.start, span.end - span.start)
        return self.at(span.start)

    def written(self, path: FieldPath, start: int, end: int) -> tuple[int, int]:
        """Return the offsets between which a part of the text value at `path` is written in the file."""
        value = self.value(path)
        assert isinstance(value, str)
        places = scalar_places(self.text, self.spans[path], value)
        return places[start][0], places[end - 1][1]

    def locate_key(self, path: FieldPath, key: str) -> Location:
        """Return where `key` stands in the mapping at `path`."""
        start, end = self.spans[path].keys[key]
        return self.at(start, end - start)

    def value(self, path: FieldPath) -> Value:
        """Return the value at a path that `spans` holds."""
        value: Value = self.data
        for step in path:
            value = value[step]  # type: ignore[index] # a path in spans fits the data
        return value


def scalar_offsets(text: str, span: Span, value: str) -> list[int]:
    """Map each character of a scalar's value to the offset it is written at in the file."""
    return [start for start, _ in scalar_places(text, span, value)]


def scalar_places(text: str, span: Span, value: str) -> list[tuple[int, int]]:
    """Map each character of a scalar's value to the offsets its writing begins at and ends before.

    Characters other than white space stand in the file in the same order as in the value, once
    escapes are read and a block's header is passed over; white space takes the place after the
    character before it.
    """
    at, end = span.start, span.end
    if span.style in ("|", ">"):
        header = _LINE_END.search(text, at, end)
        at = header.end() if header else end
    elif span.style in ("'", '"'):
        at, end = at + 1, end - 1
    written = _written(text, at, end, span.style)
    places: list[tuple[int, int]] = []
    last = at
    for char in value:
        if char.isspace():
            places.append((last, last))
            last = min(last + 1, end)
            continue
        for place, past, found in written:
            if found == char:
                last = past
                places.append((place, past))
                break
        else:
            places.append((last, last))
    return places


_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_ESCAPES |= {"e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


def _written(text: str, at: int, end: int, style: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each character written between two offsets begins and ends, and what it means."""
    while at < end:
        char, step = text[at], 1
        if style == "'" and char == "'":
            step = 2
        elif style == '"' and char == "\\":
            sign = text[at + 1]
            digits = {"x": 2, "u": 4, "U": 8}.get(sign, 0)
            char = chr(int(text[at + 2 : at + 2 + digits], 16)) if digits else _ESCAPES.get(sign, sign)
            step = 2 + digits
        yield at, at + step, char
        at += step
