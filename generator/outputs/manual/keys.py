"""The keys of a kind of record, one by one, as the page about the kind explains them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...loading.json_schema import Schema, resolved, schema_of
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
    schema = schema_of(kind)
    return tuple(_keys(schema, schema.get("$defs", {}), 0))


def _keys(node: Schema, definitions: dict[str, Schema], depth: int) -> Iterator[Key]:
    for name, field in node["properties"].items():
        inner = resolved(field, definitions)
        needed = name in node.get("required", ())
        item = resolved(inner["items"], definitions) if "items" in inner else inner
        if "enum" in item.get("propertyNames", {}):
            values = tuple(item["propertyNames"]["enum"])
        else:
            values = tuple(item.get("enum", ()))
        words = " ".join(field.get("description", inner.get("description", "")).split())
        yield Key(name, depth, needed, _form(inner, definitions), words, values)
        if "properties" in item:
            yield from _keys(item, definitions, depth + 1)


def _form(node: Schema, definitions: dict[str, Schema]) -> str:
    """Say in words what a value is."""
    if "enum" in node:
        return "one of the words listed"
    if "items" in node:
        least = f", {node['minItems']} at least" if "minItems" in node else ""
        return f"a list{least}, each {_form(resolved(node['items'], definitions), definitions)}"
    if "properties" in node:
        return "keys of its own"
    if "propertyNames" in node:
        return f"keys of the words listed, each {_form(node['additionalProperties'], definitions)}"
    if node["type"] == "integer":
        return f"a whole number, {node['minimum']} or more"
    if node["type"] == "boolean":
        return "true or false"
    if node.get("contentMediaType") == "text/markdown":
        return "prose with marks"
    return str(node["patternErrorMessage"]).removeprefix("Expected ")
