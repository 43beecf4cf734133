"""The schemas that editors' programs check with: they say what the models say, no more and no less.

The verdicts are compared with those of `jsonschema`, a validator that knows nothing of our models.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from generator import cli
from generator.loading import json_schema
from generator.loading.json_schema import SchemaNode
from generator.loading.loader import load
from generator.model import KINDS
from generator.model.field_path import FieldPath
from generator.model.record import Record
from tests.folders import LIGHTHOUSE, dossier, lighthouse_file

ROOT = Path(__file__).parents[1]
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Data = dict[str, Json]

FOLDERS = {kind.folder: kind for kind in KINDS.values()}
VALIDATORS = {name: Draft202012Validator(json_schema.schema_of(kind)) for name, kind in KINDS.items()}


def test_the_kept_schemas_are_those_of_the_models(rewrite_golden: bool) -> None:
    if rewrite_golden:
        json_schema.write(ROOT / "content")
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / json_schema.FOLDER).iterdir()}
    assert kept == json_schema.files(), "run `explainer schema`"


def test_the_command_writes_them_and_takes_away_those_of_kinds_that_are_gone(tmp_path: Path) -> None:
    folder = tmp_path / json_schema.FOLDER
    (tmp_path / "content").mkdir()
    folder.mkdir(parents=True)
    (folder / "gone.json").touch()
    result = CliRunner().invoke(cli.main, ["schema", "--content", str(tmp_path / "content")])
    assert result.output == f"The schemas are in {folder}/\n"
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == json_schema.files()


def test_the_command_ties_each_file_that_is_not_tied_and_changes_nothing_else(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    json_schema.tie(content)
    before = load(content).records
    texts = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    for path, text in texts.items():
        kind = KINDS["dossier"] if path.parent == content else FOLDERS[path.parent.name]
        assert text.startswith(f"{json_schema.comment(kind)}\n".encode())
    assert before == load(LIGHTHOUSE).records
    term = content / "terms/wick.yaml"
    term.write_bytes(lighthouse_file("terms/wick.yaml").replace("\n", "\r\n").encode())
    result = CliRunner().invoke(cli.main, ["schema", "--content", str(content)])
    assert "1 of the files had no line that names their schema" in result.output
    assert term.read_bytes() == texts[term].replace(b"\n", b"\r\n")
    assert {path: path.read_bytes() for path in texts if path != term} == {
        path: text for path, text in texts.items() if path != term
    }


def test_the_workspace_ties_every_folder_to_its_schema() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    files = {name: f"{kind.folder}/*" if kind.folder else name for name, kind in KINDS.items()}
    assert settings["yaml.schemas"] == {
        f"{json_schema.FOLDER.as_posix()}/{name}.json": f"content/{file}.yaml"
        for name, file in files.items()
    }


@pytest.mark.parametrize("name", KINDS)
def test_the_comment_leads_from_a_content_file_to_its_schema(name: str) -> None:
    way = json_schema.comment(KINDS[name]).removeprefix("# yaml-language-server: $schema=")
    assert (
        ROOT / "content" / KINDS[name].folder / way
    ).resolve() == ROOT / json_schema.FOLDER / f"{name}.json"


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_is_valid(name: str) -> None:
    Draft202012Validator.check_schema(VALIDATORS[name].schema)


@pytest.mark.parametrize("name", KINDS)
def test_every_key_is_named_and_explained_and_every_form_has_its_message(name: str) -> None:
    for node in _nodes(VALIDATORS[name].schema):
        for key, field in node.get("properties", {}).items():
            assert field.get("description"), key
            assert field.get("title") or "$ref" in json.dumps(field), key
        assert ("pattern" in node) == ("patternErrorMessage" in node)
        if node.get("type") == "object" and "properties" in node:
            assert node["additionalProperties"] is False


def _nodes(node: object) -> Iterator[dict[str, Any]]:
    """Yield every schema within a schema."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(inner)


def _files(content: Path) -> dict[str, tuple[str, Data]]:
    """Return the kind and the data of every content file, by id."""
    loaded = load(content)
    assert not loaded.problems
    kinds = {record.id: record.kind for record in loaded.records}
    return {name: (kinds[name], _listed(document.data)) for name, document in loaded.documents.items()}


def _listed(value: object) -> Any:  # noqa: ANN401
    """Return data as JSON has it, with lists where the reader of YAML gives tuples."""
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    return [_listed(item) for item in value] if isinstance(value, tuple) else value


def _tupled(value: Json) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _tupled(item) for key, item in value.items()}
    return tuple(_tupled(item) for item in value) if isinstance(value, list) else value


@pytest.fixture(scope="module")
def lighthouse_files() -> dict[str, tuple[str, Data]]:
    return _files(LIGHTHOUSE)


@pytest.fixture(scope="module")
def real_files() -> dict[str, tuple[str, Data]]:
    return _files(ROOT / "content")


def _model_accepts(kind: str, data: Data) -> bool:
    model: type[Record] = KINDS[kind]
    try:
        model.model_validate(_tupled(data) | {"id": "an-id"})
    except ValidationError:
        return False
    return "id" not in data


def test_they_accept_every_record_of_the_real_content(
    real_files: dict[str, tuple[str, Data]],
) -> None:
    refused = {
        name: [error.message for error in VALIDATORS[kind].iter_errors(data)]
        for name, (kind, data) in real_files.items()
    }
    assert {name: errors for name, errors in refused.items() if errors} == {}


def test_the_schema_of_a_value_is_at_its_path(lighthouse_files: dict[str, tuple[str, Data]]) -> None:
    types = {dict: "object", list: "array", str: "string", int: "integer", bool: "boolean"}
    for kind, data in lighthouse_files.values():
        for path in _places(data):
            node = SchemaNode.root(KINDS[kind]).at(path)
            assert node, path
            assert types[type(_get(data, path))] in node.schema["type"], path  # of a date there are two


@pytest.mark.parametrize(
    "path", [("nonsense",), ("title", "of"), ("title", 0), ("sections", "id"), ("phrases", 0, "spans", 0)]
)
def test_there_is_no_schema_where_no_value_may_be(path: FieldPath) -> None:
    assert SchemaNode.root(KINDS["provision"]).at(path) is None


WORDS = "word " * 40
VALUES: Data = {
    "nothing": None,
    "true": True,
    "zero": 0,
    "one": 1,
    "below zero": -1,
    "a fraction": 1.5,
    "a year": 1969,
    "a year in two figures": 47,
    "a year in five figures": 12345,
    "a whole number with a point": 1.0,
    "empty text": "",
    "blank text": "  \n ",
    "padded at the start": " word.",
    "padded at the end": "word. ",
    "a line break at the end": "word.\n",
    "two lines": "one word.\nanother.",
    "straight quotation marks": 'the "word".',
    "a sentence": "A sentence.",
    "a question": "A question?",
    "no full stop": "No full stop",
    "thirty words": WORDS[: 30 * 5 - 1] + ".",
    "thirty-one words": WORDS[: 31 * 5 - 1] + ".",
    "words over two spaces": "two  words.",
    "an id": "an-id",
    "an id with a part": "an-id#part",
    "an id with a part left out": "an-id#",
    "an id with two parts": "an-id#part#part",
    "an id with capitals": "An-Id",
    "an id with a space": "an id",
    "an id with an accent": "an-ïd",
    "an id that climbs": "../an-id",
    "an id with two hyphens": "an--id",
    "an id of 64": "a" * 64,
    "an id of 65": "a" * 65,
    "a day": "1969-07-20",
    "a month": "1969-07",
    "a year as text": "1969",
    "a month that is none": "1969-13",
    "a day that is none": "1969-07-32",
    "a day its month does not have": "1969-02-31",
    "a date with a line break": "1969-07-20\n",
    "a date in short": "1969-7-2",
    "a date in words": "20 July 1969",
    "a date in other figures": "١٩٦٩",
    "a citation": "an-id, page 4",
    "a citation without its place": "an-id,",
    "a citation with a space before the comma": "an-id , page 4",
    "a citation over two lines": "an-id, page\n4",
    "a citation as in prose": "[@an-id, page 4]",
    "an address": "https://example.org/a?b=c#d",
    "an address with a space": "https://example.org/a b",
    "an address without its beginning": "example.org/a",
    "another kind of address": "ftp://example.org/",
    "a language": "en",
    "a language of few readers": "ii",
    "no language": "xx",
    "a language in capitals": "EN",
    "a word of a list": "confirmed",
    "a word of another list": "partial",
    "an empty list": [],
    "a list of words": ["word."],
    "a list of nothing": [None],
    "an empty mapping": {},
    "a mapping": {"nonsense": "word."},
    "a mapping of languages": {"en": "word."},
    "a mapping of no languages": {"xx": "word."},
}
CANNOT_SAY = {
    "a day its month does not have": "a pattern for the calendar, leap years and all, nobody could read",
    "a whole number with a point": "to JSON Schema 1.0 is a whole number (2020-12, Core, section 4.2.3)",
}
"""What a model refuses and its schema cannot. The marks in prose, references between records and the
rules are nothing a schema or a model looks at: they are told by `explainer check`."""


def _places(value: Json, at: FieldPath = ()) -> Iterator[FieldPath]:
    """Yield the way to everything in a record, of lists to the first item alone."""
    yield at
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _places(item, (*at, key))
    elif isinstance(value, list) and value:
        yield from _places(value[0], (*at, 0))


def _with(record: Data, at: FieldPath, new: Json) -> Data:
    """Return a copy of a record with another value at one place."""
    if not at:
        assert isinstance(new, dict)
        return new
    copy = deepcopy(record)
    holder = _get(copy, at[:-1])
    holder[at[-1]] = new
    return copy


def _get(value: Json, at: FieldPath) -> Any:  # noqa: ANN401
    found: Any = value
    for step in at:
        found = found[step]
    return found


def _changes(data: Data, at: FieldPath) -> Iterator[tuple[str, Data]]:
    """Yield every change at one place of a record: its name, and the record changed."""
    if at:
        for name, new in VALUES.items():
            yield name, _with(data, at, new)
    here = _get(data, at)
    if isinstance(here, dict):
        for key in here:
            rest = {k: v for k, v in here.items() if k != key}
            yield f"without {key}", _with(data, at, rest)
            yield f"{key} renamed", _with(data, at, rest | {f"{key}s": here[key]})
        for key in ("nonsense", "id", "kind"):
            yield f"with the key {key}", _with(data, at, here | {key: "an-id"})
    if isinstance(here, list):
        yield "an item twice", _with(data, at, here * 2)
        yield "an item too many", _with(data, at, [*here, {"nonsense": "an-id"}])


def _disagreements(kind: str, changes: Iterator[tuple[str, FieldPath, Data]]) -> tuple[int, list[str]]:
    count, found = 0, []
    for name, at, data in changes:
        count += 1
        by_model, by_schema = _model_accepts(kind, data), VALIDATORS[kind].is_valid(data)
        if by_model != by_schema and not (by_schema and name in CANNOT_SAY):
            found.append(f"{name} at {at}: the {'schema' if by_model else 'model'} alone refuses it")
    return count, found


@pytest.mark.parametrize("kind", KINDS)
def test_model_and_schema_give_the_same_verdict_on_every_change_of_a_record(
    kind: str, lighthouse_files: dict[str, tuple[str, Data]]
) -> None:
    seen: set[tuple[object, ...]] = set()
    for data in (data for name, data in lighthouse_files.values() if name == kind):
        fresh = [at for at in _places(data) if tuple(s for s in at if isinstance(s, str)) not in seen]
        seen |= {tuple(s for s in at if isinstance(s, str)) for at in fresh}
        count, found = _disagreements(kind, ((n, at, new) for at in fresh for n, new in _changes(data, at)))
        assert found == []
        assert count or not fresh


def test_model_and_schema_give_the_same_verdict_on_changes_of_every_real_record(
    real_files: dict[str, tuple[str, Data]],
) -> None:
    for file, (kind, data) in real_files.items():
        chance = random.Random(file)
        places = chance.choices(list(_places(data)), k=4)
        changes = [(at, *chance.choice(list(_changes(data, at)))) for at in places]
        _, found = _disagreements(kind, ((name, at, new) for at, name, new in changes))
        assert found == [], file


@pytest.mark.parametrize("name", CANNOT_SAY)
def test_what_a_schema_cannot_say_the_model_says(name: str) -> None:
    event: Data = {
        "title": "Storm",
        "summary": "A storm.",
        "reviewed": "1969-07-20",
        "strand": "storm",
        "when": {"of": "began", "date": VALUES[name]},
    }
    question: Data = {
        "title": "Is it?",
        "summary": "It is.",
        "reviewed": "1969-07-20",
        "number": VALUES[name],
        "answer": "Yes.",
    }
    kind, data = ("event", event) if isinstance(VALUES[name], str) else ("question", question)
    assert VALIDATORS[kind].is_valid(data)
    assert not _model_accepts(kind, data)
