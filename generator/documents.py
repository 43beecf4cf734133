"""Strict YAML: one file to plain data, with the position of every value beside it.

Read with libyaml's event stream (YAML 1.1, https://yaml.org/spec/1.1/), of which only the plain part
is allowed: mappings with text keys, sequences and scalars. What YAML 1.1 reads in a surprising way
(``NO`` as false, ``12:30`` as 750) must be quoted, so that a file means what it looks like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from generator.problems import Code, Location, Problem, declare, nearest

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12

Y01 = declare(
    "Y01", "The file is not valid YAML", "Mend the line; a text with a colon or a # needs quotes."
)
Y02 = declare("Y02", "The file is empty", "Write the record, or delete the file.")
Y03 = declare("Y03", "A key stands twice", "Keep one of the two.")
Y04 = declare("Y04", "A value that YAML reads in a surprising way", "Put the value in quotes.")
Y05 = declare("Y05", "A tab", "Use spaces.")
Y06 = declare("Y06", "The file is not UTF-8", "Save the file as UTF-8.")
Y07 = declare("Y07", "The file begins with a byte-order mark", "Save the file as UTF-8 without a BOM.")
Y08 = declare("Y08", "A list or a lone value where a record is expected", "Begin with `title:`.")
Y09 = declare("Y09", "An anchor, alias or tag", "Write the value out; files refer to each other by id.")
Y10 = declare("Y10", "Nested too deeply", "Flatten the record; no kind of record needs such depth.")
Y11 = declare("Y11", "The file is too large", "Split the record.")
Y12 = declare("Y12", "A character that cannot be seen", "Delete the character, or write the visible one.")
Y13 = declare("Y13", "A key that is not a word", "Write the key as a plain word.")
Y14 = declare("Y14", "The file cannot be read", "Make it a plain file that you may read.")

Step = str | int
Place = tuple[Step, ...]
Value = None | bool | int | float | str | tuple["Value", ...] | dict[str, "Value"]

# YAML 1.1 makes something other than text of these; we make of them only what everyone expects.
_SURPRISING = re.compile(
    r"""(?ix) yes|no|on|off|y|n                      # booleans
    | [-+]?0[0-7_]+ | [-+]?0[xob][0-9a-f_]+          # octal, hexadecimal, binary
    | [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?   # base 60
    | [-+]?[0-9][0-9,]*_[0-9_,]*                     # 1_000
    | [-+]?(\.[0-9]+|[0-9]+\.|[0-9.]+e[-+]?[0-9]+)   # .5, 5., 1e3
    | \+[0-9.]+ | [-+]?\.(inf|nan) | <<|=
    | \d{4}-\d\d?-\d\d?[Tt\s].+                      # date with time
    """
)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_CONSTANTS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
# Controls, bidirectional overrides and isolates, zero-width and private-use characters, the mark of
# a damaged character: what a reviewer cannot see or read in a diff (Unicode TR 36 and TR 39).
_REFUSED = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ue000-\uf8ff\ufff0-\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)


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
    spans: dict[Place, Span] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\r\n|\r|\n", self.text))]

    def at(self, offset: int, width: int = 1) -> Location:
        """Return the location of an offset into the text, `width` characters wide on its line."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        whole = self.text[start:end].rstrip("\r\n")
        return Location(self.path, line, offset - start + 1, whole, max(1, width))

    def locate(self, path: Place, offset: int | None = None, width: int = 1) -> Location:
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
        value = self._value(path)
        if offset is not None and isinstance(value, str):
            places = scalar_offsets(self.text, span, value)
            return self.at(places[min(offset, len(places) - 1)] if places else span.start, width)
        if isinstance(value, str) and span.style in ("", "'", '"'):
            return self.at(span.start, span.end - span.start)
        return self.at(span.start)

    def locate_key(self, path: Place, key: str) -> Location:
        """Return where `key` stands in the mapping at `path`."""
        start, end = self.spans[path].keys[key]
        return self.at(start, end - start)

    def _value(self, path: Place) -> Value:
        value: Value = self.data
        for step in path:
            value = value[step]  # type: ignore[index] # a path in spans fits the data
        return value


def scalar_offsets(text: str, span: Span, value: str) -> list[int]:
    """Map each character of a scalar's value to the offset it is written at in the file.

    Characters other than white space stand in the file in the same order as in the value, once
    escapes are read and a block's header is passed over; white space takes the place after the
    character before it.
    """
    at, end = span.start, span.end
    if span.style in ("|", ">"):
        at = text.find("\n", at) + 1 or end
    elif span.style in ("'", '"'):
        at, end = at + 1, end - 1
    written = _written(text, at, end, span.style)
    places: list[int] = []
    last = at
    for char in value:
        if char.isspace():
            places.append(last)
            last = min(last + 1, end)
            continue
        for place, found in written:
            if found == char:
                last = place + 1
                places.append(place)
                break
        else:
            places.append(last)
    return places


_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_ESCAPES |= {"e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


def _written(text: str, at: int, end: int, style: str) -> Iterator[tuple[int, str]]:
    """Yield offset and meaning of each character written between two offsets."""
    while at < end:
        char, step = text[at], 1
        if style == "'" and char == "'":
            step = 2
        elif style == '"' and char == "\\":
            sign = text[at + 1]
            digits = {"x": 2, "u": 4, "U": 8}.get(sign, 0)
            char = chr(int(text[at + 2 : at + 2 + digits], 16)) if digits else _ESCAPES.get(sign, sign)
            step = 2 + digits
        yield at, char
        at += step


def read(path: Path, name: str) -> tuple[Document, list[Problem]]:
    """Read one file strictly.

    Args:
        path: the file.
        name: how messages call it.

    Returns:
        The document and its problems. Without sensible data, as after a syntax error, the data is empty.
    """
    try:
        if path.is_symlink():
            raise OSError("it is a symbolic link")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        return Document(name, ""), [Problem(Location(name), Y14, f"the file cannot be read: {reason}")]
    if len(raw) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES // 1024} KiB"
        return Document(name, ""), [Problem(Location(name), Y11, message)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        message = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
        return Document(name, ""), [Problem(Location(name, line, column), Y06, message)]
    return parse(text, name)


def parse(text: str, name: str) -> tuple[Document, list[Problem]]:
    """Parse the text of one file strictly; see `read`."""
    empty = Document(name, text)
    if text.startswith("\ufeff"):
        return empty, [Problem(Location(name), Y07, "the file begins with a byte-order mark")]
    refused = [
        Problem(empty.at(m.start()), Y05, "a tab stands here")
        if m[0] == "\t"
        else Problem(empty.at(m.start()), Y12, f"the character U+{ord(m[0]):04X} cannot be seen")
        for m in _REFUSED.finditer(text)
    ]
    if refused:
        return empty, refused
    builder = _Builder(empty)
    try:
        builder.run()
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax(empty, error))
    except _Stop:
        pass
    data = builder.data if isinstance(builder.data, dict) else {}
    return Document(name, text, data, builder.spans), builder.problems


def _syntax(document: Document, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    where = document.at(min(mark.index, len(document.text)) if mark else 0)
    words = [error.context, error.problem]
    return Problem(where, Y01, f"not valid YAML: {', '.join(w for w in words if w)}")


def _start(event: yaml.Event) -> int:
    assert event.start_mark is not None  # libyaml marks every event
    return event.start_mark.index


def _end(event: yaml.Event) -> int:
    assert event.end_mark is not None
    return event.end_mark.index


class _Stop(Exception):  # noqa: N818 - ends the reading of a file; the problem is already noted
    """The rest of the file cannot be read sensibly."""


class _Builder:
    """Builds data and spans from libyaml's events, noting what strict YAML refuses."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.spans: dict[Place, Span] = {}
        self.data: Value = None
        self._events: Iterator[yaml.Event] = iter(())

    def run(self) -> None:
        text = self.document.text
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)
        next(self._events)  # the stream's start
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self._stop(0, Y02, "the file is empty")
        first = next(self._events)
        if isinstance(first, yaml.ScalarEvent) and not first.value.strip() and not first.style:
            self._stop(0, Y02, "the file is empty")
        if not isinstance(first, yaml.MappingStartEvent):
            found = "a list" if isinstance(first, yaml.SequenceStartEvent) else "a lone value"
            self._stop(_start(first), Y08, f"{found} stands where a record is expected")
        self.data = self._value(first, ())
        next(self._events)  # the document's end
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._stop(_start(after), Y01, "a second document begins here")

    def _note(self, at: int, code: Code, message: str, nearest: str = "", width: int = 1) -> None:
        self.problems.append(Problem(self.document.at(at, width), code, message, nearest=nearest))

    def _stop(self, at: int, code: Code, message: str) -> None:
        self._note(at, code, message)
        raise _Stop

    def _value(self, event: yaml.Event, path: Place) -> Value:
        start = _start(event)
        if isinstance(event, yaml.AliasEvent):
            self._stop(start, Y09, f"the alias *{event.anchor}")
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._note(start, Y09, f"the anchor &{event.anchor}")
        if getattr(event, "tag", None):
            self._note(start, Y09, f"the tag {event.tag}")  # type: ignore[attr-defined]
        if len(path) > MAX_DEPTH:
            self._stop(start, Y10, f"nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, path)
        assert isinstance(event, yaml.ScalarEvent)
        return self._scalar(event, path)

    def _mapping(self, event: yaml.Event, path: Place) -> Value:
        found: dict[str, Value] = {}
        keys: dict[str, tuple[int, int]] = {}
        self.spans[path] = Span(_start(event), _start(event), keys=keys)
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            at = _start(key)
            if not isinstance(key, yaml.ScalarEvent):
                self._stop(at, Y13, "a key that is not a word")
            assert isinstance(key, yaml.ScalarEvent)
            name = key.value
            if not key.style and _SURPRISING.fullmatch(name):
                self._note(at, Y04, f"YAML does not read the key {name} as text", f'"{name}"')
            if name in found:
                first = self.document.at(keys[name][0]).line
                self._note(at, Y03, f"the key `{name}` already stands in line {first}", width=len(name))
                self._skip(next(self._events))
                continue
            keys[name] = (at, _end(key))
            found[name] = self._value(next(self._events), (*path, name))
        return found

    def _sequence(self, event: yaml.Event, path: Place) -> Value:
        items: list[Value] = []
        self.spans[path] = Span(_start(event), _start(event))
        while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(item, (*path, len(items))))
        return tuple(items)

    def _scalar(self, event: yaml.ScalarEvent, path: Place) -> Value:
        start, end = _start(event), _end(event)
        self.spans[path] = Span(start, end, event.style or "")
        text: str = event.value
        if event.style:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INTEGER.fullmatch(text) and len(text) < 16:
            return int(text)
        if _DECIMAL.fullmatch(text) and len(text) < 16:
            return float(text)
        if _SURPRISING.fullmatch(text):
            self._note(start, Y04, f"YAML does not read {text} as text", f'"{text}"', end - start)
        elif (
            near := nearest(text, ("true", "false", "null"))
            if text.lower() in ("true", "false", "null")
            else ""
        ):
            self._note(start, Y04, f"{text} is not written as YAML's {near}", near, end - start)
        return text

    def _skip(self, event: yaml.Event) -> None:
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            event = next(self._events)
