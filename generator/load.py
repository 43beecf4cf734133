"""A content folder to records: every file read, every schema problem noted, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator import documents
from generator.documents import Document
from generator.model import KINDS
from generator.model.common import Prose, Record, leaves, schema_of
from generator.model.dossier import Front
from generator.model.marks import ID
from generator.problems import Code, Location, Problem, declare, nearest

F01 = declare("F01", "A folder that is no kind of record", "Move the files into the folder of their kind.")
F02 = declare(
    "F02", "A file that is no record", "Records are files that end in .yaml; move others elsewhere."
)
F03 = declare("F03", "A file name that is no id", "Rename the file: small letters, digits and hyphens.")
F04 = declare("F04", "The dossier's own file is missing", "Write dossier.yaml at the top of the folder.")
F05 = declare("F05", "Two files with one id", "Rename one of the two; ids are unique across all kinds.")
S01 = declare("S01", "An unknown key", "Correct the key, or delete it.")
S02 = declare("S02", "A key is missing", "Add the key.")
S03 = declare("S03", "A value of the wrong type", "Write the value in the form that is expected.")
S04 = declare("S04", "A value that is not one of those allowed", "Choose one of the allowed values.")
S05 = declare("S05", "A value that does not fit", "Write the value as is expected.")
P01 = declare("P01", "Raw HTML in prose", "Write plain words; layout is the templates' work.")
P02 = declare("P02", "An address in prose", "Make a source record and cite it.")
P03 = declare("P03", "An attribute list in prose", "Delete it.")
P04 = declare("P04", "Markdown that prose does not use", "Use paragraphs, lists and *emphasis*.")
P05 = declare(
    "P05", "A straight quotation mark in prose", "Quote with “ and ”; name words with *emphasis*."
)
P06 = declare("P06", "A mark that is not complete", "Close the bracket or the quotation.")
P07 = declare("P07", "A citation that cannot be read", "Write [@source, place] or [@a, place; @b, place].")

_FAULTS: dict[str, Code] = {
    "html": P01,
    "address": P02,
    "attributes": P03,
    "markdown": P04,
    "straight": P05,
    "open": P06,
    "citation": P07,
}
FRONT_FILE = "dossier.yaml"


@dataclass(frozen=True)
class Loaded:
    """What could be read of a content folder.

    Attributes:
        records: every record that is in order by itself.
        fragments: of records that are not, the fields that are, so that what these refer to can be
            checked in the same run.
        documents: the file behind each id.
        problems: every problem met on the way.
    """

    records: tuple[Record, ...] = ()
    fragments: dict[str, dict[str, object]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def load(content: Path) -> Loaded:
    """Read every file below `content`; file names in problems begin with the folder's own name.

    A record with a problem is left out; its id is still known through `documents`.
    """
    records: list[Record] = []
    fragments: dict[str, dict[str, object]] = {}
    found: dict[str, Document] = {}
    problems: list[Problem] = []
    folders = {cls.folder: cls for cls in KINDS.values()}
    for path, name in _files(content):
        kind = folders.get(path.parent.relative_to(content).as_posix().removeprefix("."))
        problem = _misplaced(path, name, kind, folders)
        if problem:
            problems.append(problem)
            continue
        assert kind is not None
        document, faults = documents.read(path, name)
        problems.extend(faults)
        if path.stem in found:
            message = f"`{path.stem}` is also the id of {found[path.stem].path}"
            problems.append(Problem(document.at(0), F05, message))
            continue
        found[path.stem] = document
        if document.data:
            record, refusals = validate(document, path.stem, kind)
            problems.extend(refusals)
            if record:
                records.append(record)
            else:
                fragments[path.stem] = _fields(document, kind)
    if Path(FRONT_FILE).stem not in found:
        where = Location(f"{content.name}/{FRONT_FILE}")
        problems.append(Problem(where, F04, f"there is no {FRONT_FILE}"))
    return Loaded(tuple(records), fragments, found, tuple(problems))


def _files(content: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file and its name in messages, in an order that does not depend on the disk."""
    paths = [p for p in content.rglob("*") if p.is_symlink() or not p.is_dir()]
    for path in sorted(paths, key=lambda p: p.relative_to(content).as_posix()):
        yield path, f"{content.name}/{path.relative_to(content).as_posix()}"


def _misplaced(
    path: Path, name: str, kind: type[Record] | None, folders: dict[str, type[Record]]
) -> Problem | None:
    where = Location(name)
    if kind is None:
        folder = name.split("/", 1)[1].rpartition("/")[0]
        known = [f for f in folders if f]
        message = f"`{folder}` is no folder of records"
        return Problem(where, F01, message, f"one of {', '.join(known)}", nearest(folder, known))
    if path.suffix != ".yaml" or (kind is Front and path.name != FRONT_FILE):
        return Problem(where, F02, f"`{path.name}` is no record")
    if not ID.fullmatch(path.stem) or len(path.stem) > 64:
        message = f"`{path.stem}` is no id"
        return Problem(where, F03, message, "small letters a to z, digits and single hyphens")
    return None


def validate(
    document: Document,
    id: str,
    kind: type[Record],
) -> tuple[Record | None, list[Problem]]:
    """Make a record of a document's data, or say all that hinders it."""
    if "id" in document.data:
        message = "the key `id`; the file's name is the id"
        return None, [Problem(document.locate_key((), "id"), S01, message)]
    try:
        record = kind.model_validate(document.data | {"id": id})
    except ValidationError as error:
        problems = [_schema_problem(document, kind, e) for e in error.errors()]
        return None, [*problems, *_prose_problems(document, _fields(document, kind))]
    problems = _prose_problems(document, record)
    return (None if problems else record), problems


def _fields(document: Document, kind: type[Record]) -> dict[str, object]:
    """Return the fields of a refused record that are valid each by itself."""
    fields: dict[str, object] = {}
    for name, info in kind.model_fields.items():
        if name in document.data:
            annotated: Any = Annotated[info.annotation, info]
            with suppress(ValidationError):
                fields[name] = TypeAdapter[object](annotated).validate_python(document.data[name])
    return fields


def _prose_problems(document: Document, value: object) -> list[Problem]:
    return [
        Problem(
            document.locate(path, fault.start, fault.end - fault.start),
            _FAULTS[fault.kind],
            fault.message,
            fault.expected,
        )
        for path, leaf in leaves(value)
        if isinstance(leaf, Prose)
        for fault in leaf.marked.faults
    ]


_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "dataclass_type": "a mapping of keys to values",
}


def _schema_problem(document: Document, kind: type[Record], error: ErrorDetails) -> Problem:
    path = tuple(step for step in error["loc"] if step != "[key]")
    sort, found = error["type"], error["input"]
    if sort == "extra_forbidden":
        key = str(path[-1])
        known = _keys(schema_of(kind), path[:-1])
        where = document.locate_key(path[:-1], key)
        expected = f"one of {', '.join(known)}"
        return Problem(where, S01, f"the key `{key}` is unknown here", expected, nearest(key, known))
    if sort == "missing":
        return Problem(document.locate(path[:-1]), S02, f"the key `{path[-1]}` is missing")
    if "[key]" in error["loc"]:
        where = document.locate_key(path[:-1], str(path[-1]))
    else:
        where = document.locate(path)
    if sort == "literal_error":
        known = [w.strip(" '") for w in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        expected = f"one of {', '.join(known)}"
        return Problem(where, S04, f"`{found}` stands here", expected, nearest(str(found), known))
    if sort in _TYPES:
        return Problem(where, S03, f"{_named(found)} stands here", _TYPES[sort])
    if sort == "refused":
        return Problem(where, S05, error["msg"], error["ctx"]["expected"])
    return Problem(
        where, S05, f"{_named(found)} stands here", error["msg"].removeprefix("Input should be ")
    )


def _named(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case tuple():
            return "a list" if value else "an empty list"
        case dict():
            return "a mapping"
    return f"the text `{str(value)[:60]}`"


def _keys(schema: dict[str, Any], path: tuple[int | str, ...]) -> list[str]:
    """Return the keys allowed at a path into a kind's files, read off its JSON Schema."""
    node = schema
    for step in (*path, None):
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        for option in node.get("anyOf", ()):
            if "$ref" in option:
                node = schema["$defs"][option["$ref"].rpartition("/")[2]]
        if isinstance(step, int):
            node = node.get("items", {})
        elif step is not None:
            node = node.get("properties", {}).get(step) or node.get("additionalProperties") or {}
    return sorted(node.get("properties", {}))
