"""The keys of a kind of record, one by one, as the page about the kind explains them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...loading.json_schema import SchemaNode
from ...model.record import Record


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        name: the key as it is written.
        depth: how many keys it stands within.
        needed: whether it must be there.
        form: what it holds, in words.
        words: what it is for.
        values: the words it may hold, when only some may.
    """

    name: str
    depth: int
    needed: bool
    form: str
    words: str
    values: tuple[str, ...]


def keys(kind: type[Record]) -> tuple[Key, ...]:
    """Return the keys of a kind's files, each followed by those within it."""
    return tuple(_keys(SchemaNode.root(kind), 0))


def _keys(parent: SchemaNode, depth: int) -> Iterator[Key]:
    for name, node in parent.properties.items():
        item = node.items or node
        yield Key(name, depth, name in parent.required, _form(node), node.description, item.choices)
        yield from _keys(item, depth + 1)


def _form(node: SchemaNode) -> str:
    """Say in words what a value is."""
    if node.choices:
        return "one of the words listed"
    if node.constant is not None:
        return f"`{node.constant}`"
    if node.items:
        least = f", {node.min_items} at least" if node.min_items else ""
        return f"a list{least}, each {_form(node.items)}"
    if node.keys and node.values:
        return f"keys, each {_form(node.keys)}; behind each: {_form(node.values)}"
    if node.properties:
        return "keys of its own"
    if node.media_type == "text/markdown":
        return "prose with marks"
    if node.expected:
        return node.expected
    return "true or false" if node.type == "boolean" else f"a whole number, {node.minimum} or more"
