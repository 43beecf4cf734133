"""One document to a record of its kind, or all that hinders it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ..diagnostics.catalogue.prose import P01, P02, P03, P04, P05, P06, P07
from ..diagnostics.catalogue.schema import S01, S02, S03, S04, S05
from ..diagnostics.problem import Code, Problem, nearest
from ..model.field_path import FieldPath
from ..model.prose import Prose
from ..model.record import Record, leaves
from .json_schema import SchemaNode
from .source_map import Document

_FAULTS: dict[str, Code] = {
    "html": P01,
    "address": P02,
    "attributes": P03,
    "markdown": P04,
    "straight": P05,
    "open": P06,
    "citation": P07,
}


def validate(
    document: Document,
    id: str,
    kind: type[Record],
) -> tuple[Record | None, list[Problem]]:
    """Make a record of a document's data, or say all that hinders it."""
    problems: list[Problem] = []
    if "id" in document.data:
        message = "the key `id`; the file's name is the id"
        problems.append(Problem(document.locate_key((), "id"), S01, message))
    try:
        record = kind.model_validate(document.data | {"id": id})
    except ValidationError as error:
        problems += [_schema_problem(document, kind, e) for e in error.errors()]
        return None, [*problems, *_prose_problems(document, fields(document, kind))]
    problems += _prose_problems(document, record)
    return (None if problems else record), problems


def fields(document: Document, kind: type[Record]) -> dict[str, object]:
    """Return the fields of a refused record that are valid each by itself."""
    sound: dict[str, object] = {}
    for name, info in kind.model_fields.items():
        if name in document.data and name != "id":
            annotated: Any = Annotated[info.annotation, info]
            with suppress(ValidationError):
                sound[name] = TypeAdapter[object](annotated).validate_python(document.data[name])
    return sound


def _prose_problems(document: Document, value: object) -> list[Problem]:
    return [
        Problem(
            document.locate(path, fault.start, fault.end - fault.start),
            _FAULTS[fault.kind],
            fault.message,
            fault.expected,
            fault.nearest,
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
_BOUNDS = {
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "too_short": "{min_length} at least",
}


def _schema_problem(document: Document, kind: type[Record], error: ErrorDetails) -> Problem:
    sort, found = error["type"], error["input"]
    # Pydantic says by a last step of its own that a key of a mapping is meant, not its value.
    of_key = error["loc"][-1] == "[key]" and sort != "extra_forbidden"
    path = error["loc"][:-1] if of_key else error["loc"]
    if sort == "extra_forbidden":
        key = str(path[-1])
        known = _keys(kind, path[:-1])
        where = document.locate_key(path[:-1], key)
        expected = f"one of {', '.join(known)}"
        return Problem(where, S01, f"the key `{key}` is unknown here", expected, nearest(key, known))
    if sort == "missing":
        message = f"the key `{path[-1]}` is missing"
        missing = SchemaNode.root(kind).at(path)
        expected = f"`{path[-1]}:` and behind it: {missing.description}" if missing else ""
        return Problem(document.locate(path[:-1]), S02, message, expected)
    where = document.locate_key(path[:-1], str(path[-1])) if of_key else document.locate(path)
    if sort == "literal_error":
        known = [w.strip(" '") for w in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        expected = f"one of {', '.join(known)}"
        stands = f"`{found}`" if isinstance(found, str) else _named(found)
        return Problem(where, S04, f"{stands} stands here", expected, nearest(str(found), known))
    if sort in _TYPES:
        known = _keys(kind, path)
        expected = f"keys of its own: {', '.join(known)}" if known else _TYPES[sort]
        return Problem(where, S03, f"{_named(found)} stands here", expected, _retyped(sort, found))
    if sort == "refused":
        return Problem(where, S05, error["msg"], error["ctx"]["expected"], error["ctx"]["nearest"])
    return Problem(where, S05, f"{_named(found)} stands here", _BOUNDS[sort].format(**error["ctx"]))


def _retyped(sort: str, value: object) -> str:
    """Return a value as it would be written for another type, where that is plain."""
    if sort == "tuple_type" and isinstance(value, str) and not re.search(r"[,\[\]{}:#]", value):
        return f"[{value}]"
    if sort == "string_type" and isinstance(value, int | float) and not isinstance(value, bool):
        return f'"{value}"'
    if sort == "bool_type" and isinstance(value, str):
        return {"yes": "true", "no": "false"}.get(value.casefold(), "")
    return ""


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


def _keys(kind: type[Record], path: FieldPath) -> list[str]:
    """Return the keys that the object at a path into a kind's files may have."""
    node = SchemaNode.root(kind).at(path)
    return sorted(node.properties) if node else []
