"""Changes to a file at the offsets of its parts, so that all else in it stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.field_path import FieldPath
from .source_map import Document


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Other words for those between two offsets of a file."""

    start: int
    end: int
    words: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made; no two of them may overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


def replaced(document: Document, path: FieldPath, words: str) -> Edit:
    """Return the edit that writes another plain value at a path."""
    span = document.spans[path]
    return Edit(span.start, span.end, words)


def appended(document: Document, path: FieldPath, words: str) -> Edit:
    """Return the edit that adds a plain item to a list, in the style in which the list is written."""
    listed = document.value(path)
    assert isinstance(listed, tuple)
    start = document.spans[path].start
    if not listed:
        return Edit(start + 1, start + 1, words)
    end = document.spans[*path, len(listed) - 1].end
    if document.text[start] == "[":
        return Edit(end, end, f", {words}")
    return _line(document, end, f"{_margin(document, start)}- {words}")


def added(document: Document, path: FieldPath, key: str, words: str) -> Edit:
    """Return the edit that adds a key to the mapping that holds a plain value, behind that value."""
    holder = document.spans[path[:-1]].start
    if document.text[holder] == "{":
        return Edit(holder + 1, holder + 1, f"{key}: {words}, ")
    return _line(document, document.spans[path].end, f"{_margin(document, holder)}{key}: {words}")


def key_renamed(document: Document, old: str, new: str) -> Edit:
    """Return the edit that renames a key at the top of a file; its quotation marks stay."""
    start, end = document.spans[()].keys[old]
    quote = document.text[start] if document.text[start] in "'\"" else ""
    return Edit(start, end, f"{quote}{new}{quote}")


def key_added_first(document: Document, key: str, words: str) -> Edit:
    """Return the edit that adds a key with a plain value in front of all others at the top of a file."""
    top = document.spans[()]
    first = min(start for start, _ in top.keys.values())
    newline = _newline(document) + _margin(document, first)
    between = ", " if document.text[top.start] == "{" else newline
    return Edit(first, first, f"{key}: {words}{between}")


def _line(document: Document, at: int, line: str) -> Edit:
    """Return the edit that adds a line behind the one of an offset, ended as this file's lines are."""
    newline = _newline(document)
    end = document.text.find(newline, at)
    end = end if end >= 0 else len(document.text)
    return Edit(end, end, f"{newline}{line}")


def _newline(document: Document) -> str:
    return "\r\n" if "\r\n" in document.text else "\n"


def _margin(document: Document, at: int) -> str:
    return " " * (document.at(at).column - 1)
