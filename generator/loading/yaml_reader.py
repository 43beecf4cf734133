"""Strict YAML: one file to plain data, with the position of every value beside it.

Read with libyaml's event stream (YAML 1.1, https://yaml.org/spec/1.1/), of which only the plain part
is allowed: mappings with text keys, sequences and scalars. What YAML 1.1 reads in a surprising way
(``NO`` as false, ``12:30`` as 750) must be quoted, so that a file means what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from ..diagnostics.catalogue.yaml import Y01, Y02, Y03, Y04, Y08, Y09, Y10, Y12, Y13, Y16
from ..diagnostics.problem import Code, Problem
from ..diagnostics.visible_text import UNSAFE
from ..model.field_path import FieldPath
from . import file_text, yaml_errors
from .source_map import Document, Span, Value

MAX_DEPTH = 12
LONGEST_TEXT = 20_000
"""Characters of one value: several printed pages."""
LONGEST_NUMBER = 15  # digits a floating-point number keeps

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


def read(path: Path, name: str) -> tuple[Document, list[Problem]]:
    """Read one file strictly.

    Args:
        path: the file.
        name: how messages call it.

    Returns:
        The document and its problems. Without sensible data, as after a syntax error, the data is empty.
    """
    text, problems = file_text.read(path, name)
    return (Document(name, text), problems) if problems else parse(text, name)


def parse(text: str, name: str) -> tuple[Document, list[Problem]]:
    """Parse the text of one file strictly; see `read`."""
    empty = Document(name, text)
    refused = file_text.refused(empty)
    if refused:
        return empty, refused
    builder = _Builder(empty)
    try:
        builder.run()
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax(empty, error))
    except _StopError:
        pass
    data = builder.data if isinstance(builder.data, dict) else {}
    return Document(name, text, data, builder.spans if data else {}), builder.problems


def _syntax(document: Document, error: yaml.MarkedYAMLError) -> Problem:
    found = yaml_errors.explained(document.text, error)
    return Problem(document.at(found.at), Y01, found.message, found.expected, found.nearest)


def _start(event: yaml.Event) -> int:
    assert event.start_mark is not None  # libyaml marks every event
    return event.start_mark.index


def _end(event: yaml.Event) -> int:
    assert event.end_mark is not None
    return event.end_mark.index


class _StopError(Exception):
    """The rest of the file cannot be read sensibly; the problem is already noted."""


class _Builder:
    """Builds data and spans from libyaml's events, noting what strict YAML refuses."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.spans: dict[FieldPath, Span] = {}
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
        raise _StopError

    def _value(self, event: yaml.Event, path: FieldPath) -> Value:
        start = _start(event)
        if isinstance(event, yaml.AliasEvent):
            self._stop(start, Y09, f"the alias *{event.anchor}")
        self._refuse_marks(event)
        if len(path) > MAX_DEPTH:
            self._stop(start, Y10, f"nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, path)
        assert isinstance(event, yaml.ScalarEvent)
        return self._scalar(event, path)

    def _refuse_marks(self, event: yaml.Event) -> None:
        start = _start(event)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._note(start, Y09, f"the anchor &{event.anchor}")
        if tag := getattr(event, "tag", None):
            self._note(start, Y09, f"the tag {tag.replace('tag:yaml.org,2002:', '!!')}")

    def _mapping(self, event: yaml.Event, path: FieldPath) -> Value:
        found: dict[str, Value] = {}
        keys: dict[str, tuple[int, int]] = {}
        self.spans[path] = Span(_start(event), _start(event), keys=keys)
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            at = _start(key)
            if not isinstance(key, yaml.ScalarEvent):
                self._stop(at, Y13, "a key that is not a word")
            assert isinstance(key, yaml.ScalarEvent)
            name = key.value
            self._refuse_marks(key)
            if not key.style and _SURPRISING.fullmatch(name):
                message = f"YAML does not read the key {name} as text"
                self._note(at, Y04, message, f'"{name}"', len(name))
            if name in found:
                first = self.document.at(keys[name][0]).line
                self._note(at, Y03, f"the key `{name}` already stands in line {first}", width=len(name))
                self._skip(next(self._events))
                continue
            keys[name] = (at, _end(key))
            found[name] = self._value(next(self._events), (*path, name))
        return found

    def _sequence(self, event: yaml.Event, path: FieldPath) -> Value:
        items: list[Value] = []
        self.spans[path] = Span(_start(event), _start(event))
        while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(item, (*path, len(items))))
        return tuple(items)

    def _scalar(self, event: yaml.ScalarEvent, path: FieldPath) -> Value:
        start, end = _start(event), _end(event)
        self.spans[path] = Span(start, end, event.style or "")
        text: str = event.value
        if len(text) > LONGEST_TEXT:
            self._stop(start, Y16, f"a text of {len(text)} characters; {LONGEST_TEXT} are the most")
        # What an escape writes can be as invisible as the character itself; a tab may be meant.
        if event.style == '"' and (hidden := UNSAFE.search(text)):
            message = f"the character U+{ord(hidden[0]):04X} cannot be seen"
            self._note(start, Y12, message, width=end - start)
        if event.style == '"' and any(file_text.towers(text)):
            self._note(start, Y12, file_text.TOWER, width=end - start)
        if event.style:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INTEGER.fullmatch(text) and len(text) <= LONGEST_NUMBER:
            return int(text)
        if _DECIMAL.fullmatch(text) and len(text) <= LONGEST_NUMBER:
            return float(text)
        if _SURPRISING.fullmatch(text) or _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text):
            self._note(start, Y04, f"YAML does not read {text} as text", f'"{text}"', end - start)
        elif (near := text.lower()) in _CONSTANTS:
            self._note(start, Y04, f"{text} is not written as YAML's {near}", near, end - start)
        return text

    def _skip(self, event: yaml.Event) -> None:
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                self._stop(_start(event), Y10, f"nested more than {MAX_DEPTH} deep")
            if depth == 0:
                return
            event = next(self._events)
