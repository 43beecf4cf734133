"""The format of a dossier: its number, and the steps that bring the files of an older format to it.

The number is `format` in the dossier's own file; a dossier without it is in format 1. Whoever changes the
keys that editors write adds a step to `STEPS`, and with it the number goes up by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..diagnostics.catalogue.files import F06, F07
from ..diagnostics.problem import Location, Problem
from ..model.record import Record
from . import file_text, yaml_reader
from .editing import Edit, edited, key_added_first, key_renamed, replaced
from .record_files import DOSSIER_FILE, record_files
from .source_map import Document, Value

KEY = "format"


@dataclass(frozen=True, slots=True)
class KeyRename:
    """A step of a migration: the files of a kind get another key at their top, in place of an old one."""

    kind: str
    old: str
    new: str


STEPS: tuple[tuple[KeyRename, ...], ...] = (
    (KeyRename("actor", "sort", "actor_kind"), KeyRename("source", "sort", "source_kind")),
)
"""What each format changed, the step from format 1 to format 2 first."""

CURRENT = 1 + len(STEPS)
"""The format that this version reads and writes."""


@dataclass(frozen=True)
class Upgrade:
    """The files of a content folder in the current format.

    Attributes:
        texts: the new text of each file that changes.
        problems: why a file could not be brought to the format.
    """

    texts: dict[Path, str]
    problems: tuple[Problem, ...]


def check(content: Path) -> Problem | None:
    """Return the problem of a dossier that is in another format than the current one.

    A number that no format has is left to the schema.
    """
    path = content / DOSSIER_FILE
    if not path.is_file():
        return None
    document = _read(content, path)[0]
    number = _format_of(document)
    if number == CURRENT:
        return None
    where = document.locate((KEY,)) if KEY in document.data else document.at(0)
    message = f"the dossier is in format {number}, and this version of the program reads format {CURRENT}"
    return Problem(where, F06 if number < CURRENT else F07, message)


def upgrade(content: Path) -> Upgrade:
    """Bring the files of a dossier in an older format to the current one.

    Nothing is written. A file changes at the offsets of its keys alone, so comments, order, quotation
    marks and line ends stay.
    """
    texts: dict[Path, str] = {}
    problems: list[Problem] = []
    documents = {path: (kind, *_read(content, path)) for path, kind in record_files(content)}
    _, front, _ = documents.get(content / DOSSIER_FILE, (None, Document("", ""), []))
    steps = [step for steps in STEPS[_format_of(front) - 1 :] for step in steps]
    for path, (kind, document, faults) in documents.items():
        new, others = _upgraded(document, kind, steps) if not faults else ("", faults)
        problems.extend(others)
        if not others and new != document.text:
            texts[path] = new
    return Upgrade(texts, tuple(problems))


def _read(content: Path, path: Path) -> tuple[Document, list[Problem]]:
    name = f"{content.name}/{path.relative_to(content).as_posix()}"
    text, faults = file_text.read(path, name)
    return (Document(name, text), faults) if faults else yaml_reader.parse(text, name)


def _format_of(front: Document) -> int:
    """Return the format of a dossier by its own file; the current one where the file gives no number."""
    if not front.data:
        return CURRENT
    number = front.data.get(KEY, 1)
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else CURRENT


def _upgraded(document: Document, kind: type[Record], steps: list[KeyRename]) -> tuple[str, list[Problem]]:
    """Return the text of a file after some steps, or what is wrong with it."""
    keys: dict[str, str] = {key: key for key in document.data}  # the keys as written, and as they become
    for step in steps:
        if step.kind == kind.kind:
            keys = {written: step.new if key == step.old else key for written, key in keys.items()}
    edits: list[Edit] = [key_renamed(document, old, new) for old, new in keys.items() if old != new]
    expected: dict[str, Value] = {new: document.data[old] for old, new in keys.items()}
    if not kind.folder:
        number = str(CURRENT)
        edits.append(
            replaced(document, (KEY,), number)
            if KEY in document.data
            else key_added_first(document, KEY, number)
        )
        expected[KEY] = CURRENT
    new = edited(document.text, edits)
    again, faults = yaml_reader.parse(new, document.path)
    if not faults and again.data != expected:
        where = Location(document.path)
        faults = [Problem(where, F06, "the file is written in a way in which its keys cannot be changed")]
    return new, faults
