"""The JSON Schema of each kind of record, for editors' programs to complete, explain and underline with.

Nothing is said here that the models do not say: a schema is what pydantic makes of a model, in the form
of https://json-schema.org/draft/2020-12, without the id, which is the file's name.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ..model import KINDS
from ..model.field_path import FieldPath
from ..model.record import Record
from ..model.values import EXPECTED
from .record_files import record_files

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(".vscode/schemas")
"""Where the schemas are kept, beside the content folder: `.vscode/settings.json` ties each to its files."""


_TIED = re.compile(rb"^# yaml-language-server:", re.MULTILINE)


@cache
def schema_of(kind: type[Record]) -> Schema:
    """Return the JSON Schema of a kind's files."""
    schema = kind.model_json_schema()
    schema["properties"].pop("id")
    schema["required"] = [name for name in schema["required"] if name != "id"]
    return {"$schema": DIALECT} | schema | {"title": kind.one}


@dataclass(frozen=True)
class SchemaNode:
    """The schema of one value, with its references resolved and `null`, the other choice, left out.

    Nothing else reads the structure of a schema.

    Attributes:
        schema: the keywords about the value.
        definitions: the parts of the schema that it may refer to.
    """

    schema: Schema
    definitions: dict[str, Schema]

    @classmethod
    def root(cls, kind: type[Record]) -> SchemaNode:
        """Return the schema of a whole file of a kind."""
        schema = schema_of(kind)
        return cls(schema, schema.get("$defs", {}))

    def _node(self, schema: Schema) -> SchemaNode:
        """Return the node of a schema within this one; its own keywords go before those it refers to."""
        for option in schema.get("anyOf", ()):
            if option != {"type": "null"}:
                schema = {**option, **{k: v for k, v in schema.items() if k not in ("anyOf", "default")}}
        if "$ref" in schema:
            definition = self.definitions[schema["$ref"].rpartition("/")[2]]
            schema = {**definition, **{k: v for k, v in schema.items() if k != "$ref"}}
        return SchemaNode(schema, self.definitions)

    @property
    def type(self) -> str:
        """The JSON type: `object`, `array`, `string`, `integer` or `boolean`; of several the first."""
        found = self.schema["type"]
        return str(found if isinstance(found, str) else found[0])

    @property
    def description(self) -> str:
        """What the value is for, on one line; may be empty."""
        return " ".join(self.schema.get("description", "").split())

    @property
    def expected(self) -> str:
        """The form of the value in words; empty when the schema needs no words for it."""
        message = self.schema.get("patternErrorMessage", self.schema.get("errorMessage", ""))
        return str(message).removeprefix(EXPECTED)

    @cached_property
    def properties(self) -> dict[str, SchemaNode]:
        """The keys of an object whose keys are fixed."""
        return {name: self._node(schema) for name, schema in self.schema.get("properties", {}).items()}

    @property
    def required(self) -> frozenset[str]:
        """The keys that must be present."""
        return frozenset(self.schema.get("required", ()))

    @cached_property
    def keys(self) -> SchemaNode | None:
        """What each key of a mapping is, when the keys are not fixed."""
        return self._node(self.schema["propertyNames"]) if "propertyNames" in self.schema else None

    @cached_property
    def values(self) -> SchemaNode | None:
        """What each key of a mapping holds, when the keys are not fixed."""
        return self._node(self.schema["additionalProperties"]) if self.keys else None

    @cached_property
    def items(self) -> SchemaNode | None:
        """What each item of a list is."""
        return self._node(self.schema["items"]) if "items" in self.schema else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The values to choose from; none where they are so many that `expected` describes them."""
        return () if self.expected else tuple(self.schema.get("enum", ()))

    @property
    def constant(self) -> int | str | None:
        """The only value allowed, when there is only one."""
        found: int | str | None = self.schema.get("const")
        return found

    @property
    def examples(self) -> tuple[object, ...]:
        """Values that are valid, the best known first; may be empty."""
        return tuple(self.schema.get("examples", ()))

    @property
    def minimum(self) -> int:
        """The least value of a number."""
        return int(self.schema["minimum"])

    @property
    def min_items(self) -> int:
        """The least number of items in a list."""
        return int(self.schema.get("minItems", 0))

    @property
    def media_type(self) -> str:
        """`text/markdown` for prose, `text/plain` for the words of a document, else empty."""
        return str(self.schema.get("contentMediaType", ""))

    def at(self, path: FieldPath) -> SchemaNode | None:
        """Return the schema of the value at a path, or None where the schema allows no value."""
        node: SchemaNode | None = self
        for step in path:
            if node is None:
                return None
            node = node.items if isinstance(step, int) else node.properties.get(step, node.values)
        return node


def files() -> dict[str, str]:
    """Return the text of every kind's schema by the name of its file."""
    return {
        f"{name}.json": json.dumps(schema_of(kind), ensure_ascii=False, indent=1) + "\n"
        for name, kind in KINDS.items()
    }


def comment(kind: type[Record]) -> str:
    """Return the comment that ties a content file to its schema, for every editor with a language server.

    The form is that of https://github.com/redhat-developer/yaml-language-server#using-inlined-schema.
    """
    way = "../" * (kind.folder.count("/") + bool(kind.folder) + 1)
    return f"# yaml-language-server: $schema={way}{FOLDER.as_posix()}/{kind.kind}.json"


def tie(content: Path) -> list[Path]:
    """Write the comment at the top of each content file that has none, and return those files."""
    tied: list[Path] = []
    for path, kind in record_files(content):
        text = path.read_bytes()
        if not _TIED.search(text):
            newline = b"\r\n" if b"\r\n" in text else b"\n"
            path.write_bytes(comment(kind).encode() + newline + text)
            tied.append(path)
    return tied


def write(content: Path) -> Path:
    """Write the schemas beside a content folder, in place of all that stood there.

    Returns:
        The folder they are in.
    """
    folder = content.absolute().parent / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    texts = files()
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder
