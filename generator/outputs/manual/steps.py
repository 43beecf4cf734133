"""Step by step: what an editor types and writes to do one thing."""

from __future__ import annotations

from dataclasses import dataclass

from ...loading.editing import Edit, edited
from ...loading.json_schema import comment
from ...loading.source_map import Document
from ...model.record import Record


@dataclass(frozen=True, slots=True)
class Command:
    """A command to type, and words that it prints."""

    words: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Write:
    """The text of a file, once it is filled in."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of a file from a line on, as they were and as they are to be."""

    file: str
    line: int
    before: str
    after: str

    @property
    def above(self) -> str:
        """The lines that come above those that stay; empty when it is another change than that."""
        stays = f"\n{self.before}"
        return self.after.removesuffix(stays) if self.after.endswith(stays) else ""

    @property
    def below(self) -> str:
        """The lines that come below those that stay; empty when it is another change than that."""
        stays = f"{self.before}\n"
        return self.after.removeprefix(stays) if self.after.startswith(stays) else ""


Step = Command | Write | Change


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to do one thing.

    Attributes:
        id: the anchor of its section.
        title: what is done.
        words: what to know about it.
        steps: what to type and to write, in order.
    """

    id: str
    title: str
    words: str
    steps: tuple[Step, ...]


def new(kind: type[Record], id: str) -> Command:
    """Return the command that writes a fresh record."""
    return Command(
        f"explainer new {kind.kind} {id}", f"content/{kind.folder}/{id}.yaml is written. Fill in:"
    )


def write(kind: type[Record], id: str, today: str, title: str, summary: str, *rest: str) -> Write:
    """Return the file of a record, from the lines of its keys."""
    lines = [comment(kind), title, summary, f"reviewed: {today}", *rest]
    return Write(f"content/{kind.folder}/{id}.yaml", "\n".join(lines) + "\n")


def quoted(words: str) -> str:
    """Return words as YAML writes them between single quotation marks."""
    return "'" + words.replace("'", "''") + "'"


def change(document: Document, edit: Edit) -> Change:
    """Return an edit as the whole lines that it changes."""
    first = document.text.rfind("\n", 0, edit.start) + 1
    last = document.text.find("\n", edit.end)
    last = last if last >= 0 else len(document.text)
    before = document.text[first:last]
    shift = [Edit(edit.start - first, edit.end - first, edit.words)]
    return Change(document.path, document.at(first).line, before, edited(before, shift))
