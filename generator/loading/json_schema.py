"""The JSON Schema of each kind of record, for editors' programs to complete, explain and underline with.

Nothing is said here that the models do not say: a schema is what pydantic makes of a model, in the form
of https://json-schema.org/draft/2020-12, without the id, which is the file's name.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from ..model import KINDS
from ..model.record import Record

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


def resolved(node: Schema, definitions: dict[str, Schema]) -> Schema:
    """Return what a key may hold besides nothing, in whatever way the schema says it."""
    for option in node.get("anyOf", ()):
        if option != {"type": "null"}:
            node = {**option, **{k: v for k, v in node.items() if k not in ("anyOf", "default")}}
    if "$ref" in node:
        definition = definitions[node["$ref"].rpartition("/")[2]]
        node = {**definition, **{k: v for k, v in node.items() if k != "$ref"}}
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
    for kind in KINDS.values():
        pattern = f"{kind.folder}/*.yaml" if kind.folder else f"{kind.kind}.yaml"
        for path in sorted(content.glob(pattern)):
            text = path.read_bytes()
            if path.is_symlink() or _TIED.search(text):
                continue
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
