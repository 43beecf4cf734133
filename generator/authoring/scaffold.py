"""A new record: a commented file with every key of its kind, valid as it stands, to be filled in.

The file is made from the kind's JSON Schema. Lines that begin with ``##`` explain; lines that begin with
``#`` are keys that may be used. What an editor must write over ends in a comment that `explainer check`
looks for (rule ``unfinished``), so that nothing made up is published by mistake.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from ..diagnostics.problem import nearest
from ..loading.json_schema import SchemaNode, comment
from ..loading.loader import load
from ..model import KINDS
from ..model.record import Record
from ..rules.unfinished import FILL_IN
from . import ids
from .ids import Refused, meant

TEXT = "To be written."
WIDTH = 100


def new(content: Path, kind: str, id: str, today: str) -> Path:
    """Write the file of a new record.

    Args:
        content: the content folder.
        kind: the name of the kind, or of its folder.
        id: the id the record is to have.
        today: the day of its review, as 1969-07-20.

    Returns:
        The file.

    Raises:
        Refused: when there is no such kind, or the id is taken or is none.
    """
    named = {name: cls for cls in KINDS.values() for name in (cls.kind, cls.folder) if name}
    if kind not in named:
        raise Refused(meant(f"there is no kind `{kind}`", nearest(kind, KINDS)))
    ids.free(id, load(content))
    cls = named[kind]
    if not cls.folder and id != cls.kind:
        raise Refused(f"the {cls.kind}'s own record has the id `{cls.kind}`")
    path = content / cls.folder / f"{id}.yaml"
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(skeleton(cls, today))
    return path


def to_fill_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each line of a file that is to be filled in."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.endswith(FILL_IN) and not line.lstrip().startswith("#"):
            yield number, line.removesuffix(FILL_IN).strip()


def skeleton(kind: type[Record], today: str) -> str:
    """Return the text of a fresh file of a kind: the keys it needs, then those it may have."""
    schema = SchemaNode.root(kind)
    needed = schema.required | ({"sources"} if kind.sourced else set())
    said = f"A new record of the kind “{kind.kind}”. {schema.description}"
    how = (
        f"Fill in each line that ends in `{FILL_IN.strip()}`, then delete that comment. A line that begins "
        "with a single # is a key you may use: take the # away. Delete what you do not need, this too."
    )
    lines = [comment(kind), *_explained(said), *_explained(how)]
    writer = _Writer(today)
    for name, node in schema.properties.items():
        if name in needed:
            lines += ["", *writer.key(name, node)]
    for name in sorted(schema.properties, key=Record.model_fields.__contains__):  # those of the kind first
        if name not in needed:
            lines += ["", *writer.optional(name, schema.properties[name])]
    return "\n".join(lines) + "\n"


def _explained(words: str) -> list[str]:
    return textwrap.wrap(" ".join(words.split()), WIDTH, initial_indent="## ", subsequent_indent="## ")


class _Writer:
    """Writes the keys of one kind as lines."""

    def __init__(self, today: str) -> None:
        self.today = today

    def key(self, name: str, node: SchemaNode) -> list[str]:
        """Return a key with its explanation and a value that is valid."""
        closed = f" One of: {', '.join(node.choices)}." if node.choices else ""
        return [*_explained(f"{node.description}{closed}"), *self._entry(f"{name}:", node, name)]

    def optional(self, name: str, node: SchemaNode) -> list[str]:
        """Return a key as `key` does, as a comment that can be used."""
        return [line if line.startswith("##") else f"# {line}" for line in self.key(name, node)]

    def _entry(self, head: str, node: SchemaNode, name: str = "") -> list[str]:
        """Return a value behind what leads it in, `key:` or `-`."""
        if node.properties:
            inner = self._mapping(node)
        elif node.keys and node.values:
            inner = self._entry(f"{node.keys.examples[0]}:", node.values)
        elif node.items:
            item = node.items
            inner = [line for _ in range(node.min_items or 1) for line in self._entry("-", item)]
        elif node.media_type:
            return [f"{head} |{FILL_IN}", f"  {_value(node)}"]
        elif node.constant is not None:
            return [f"{head} {node.constant}"]
        elif name == "reviewed":
            return [f"{head} {self.today}"]
        else:
            return [f"{head} {_value(node)}{FILL_IN}"]
        if head != "-":
            return [head, *(f"  {line}" for line in inner)]
        first = next(i for i, line in enumerate(inner) if not line.startswith("#"))
        rest = [f"  {line}" for line in inner[first + 1 :]]
        return [*inner[:first], f"- {inner[first]}", *rest]

    def _mapping(self, node: SchemaNode) -> list[str]:
        lines: list[str] = []
        for name, inner in node.properties.items():
            lines += self.key(name, inner) if name in node.required else self.optional(name, inner)
        return lines


def _value(node: SchemaNode) -> str:
    """Return a valid value as YAML writes it."""
    if node.examples or node.choices:
        return str((node.examples or node.choices)[0])
    if node.type == "boolean":
        return "true"
    return str(node.minimum) if node.type == "integer" else TEXT
