"""`explainer new`: a file with every key of its kind, valid as it stands, not published unfilled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.authoring.ids import Refused
from generator.authoring.scaffold import new, skeleton, to_fill_in
from generator.check import check_dossier
from generator.diagnostics import reporters
from generator.loading import json_schema, yaml_reader
from generator.loading.loader import load
from generator.loading.validation import validate
from generator.model import KINDS
from generator.model.record import Record
from generator.prose.marks import suggested
from tests.folders import checked, dossier

TODAY = "1969-07-20"
# What a fresh record cannot know: who refers to it, and the records and sources it will refer to.
OPEN = {"N01", "L01", "L05", "C01", "C02"}


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(a) for a in arguments])


def _record(text: str, kind: type[Record]) -> Record:
    document, faults = yaml_reader.parse(text, "fresh.yaml")
    record, refusals = validate(document, "fresh", kind)
    assert [reporters.problem_text(problem) for problem in (*faults, *refusals)] == []
    assert record
    return record


def _with_every_key(text: str) -> str:
    """Return a fresh file with every key in use, also those within keys."""
    while (more := re.sub(r"^( *)# (?!yaml-language-server)", r"\1", text, flags=re.MULTILINE)) != text:
        text = more
    return text


@pytest.mark.parametrize("kind", KINDS)
def test_a_fresh_file_is_valid_as_it_stands(kind: str) -> None:
    text = skeleton(KINDS[kind], TODAY)
    record = _record(text, KINDS[kind])
    assert record.reviewed == TODAY
    needed = {name for name, info in KINDS[kind].model_fields.items() if info.is_required()}
    assert record.model_fields_set - {"sources"} == needed
    assert bool(record.sources) == record.sourced


@pytest.mark.parametrize("kind", KINDS)
def test_with_every_key_in_use_it_is_valid_too(kind: str) -> None:
    record = _record(_with_every_key(skeleton(KINDS[kind], TODAY)), KINDS[kind])
    assert record.model_fields_set == set(KINDS[kind].model_fields)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained_in_the_words_of_the_model(kind: str) -> None:
    text = _with_every_key(skeleton(KINDS[kind], TODAY))
    explained = " ".join(line.lstrip(" #") for line in text.splitlines() if line.lstrip().startswith("##"))
    properties = json_schema.schema_of(KINDS[kind])["properties"]
    assert [n for n, p in properties.items() if " ".join(p["description"].split()) not in explained] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind].folder])
def test_all_that_is_left_to_do_is_named_by_the_check(kind: str, tmp_path: Path) -> None:
    content = dossier(tmp_path)
    path = new(content, kind, "fresh", TODAY)
    assert path == content / KINDS[kind].folder / "fresh.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == json_schema.comment(KINDS[kind])
    report = check_dossier(content).report
    fresh = [p for p in report if p.location.path.endswith("/fresh.yaml")]
    assert [p.location.line for p in fresh if p.code.id == "N01"] == [line for line, _ in to_fill_in(text)]
    # A kind's own rules may have a word too: what a vote adds up to, which strands there are.
    assert {p.code.id for p in fresh if not p.code.id.startswith("R")} <= OPEN


def test_what_is_left_is_named_whatever_an_editor_does_to_the_line_ends(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    path = new(content, "term", "fresh", TODAY)
    path.write_bytes(path.read_bytes().replace(b"# fill in\n", b"# fill in  \r\n"))
    report = check_dossier(content).report
    assert [p.location.line for p in report if p.code.id == "N01"] == [7, 10]


def test_the_command_says_what_to_fill_in(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    result = _run("new", "term", "tide-table", "--content", content)
    assert result.exit_code == 0
    assert result.output == (
        f"{content}/terms/tide-table.yaml is written. Fill in:\n"
        "  line   7: title: To be written.\n"
        "  line  10: summary: To be written.\n"
        "Then run `explainer check`: it names what is left.\n"
    )


def test_once_filled_in_it_is_published(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    path = new(content, "terms", "tide-table", TODAY)
    text = path.read_text(encoding="utf-8")
    text = text.replace("title: To be written.  # fill in", "title: Tide table")
    text = text.replace("summary: To be written.  # fill in", "summary: A list of tides.")
    text = text.replace("# related:\n#   - id-of-a-record  # fill in", "related:\n  - wick\n  - keeper")
    path.write_text(text, encoding="utf-8")
    assert checked(content).records["tide-table"].title == "Tide table"


@pytest.mark.parametrize(
    ("kind", "id", "said"),
    [
        ("therm", "tide", "there is no kind `therm`; did you mean `term`?"),
        ("ship", "tide", "there is no kind `ship`"),
        ("term", "wick", "`wick` is the id of content/terms/wick.yaml already"),
        ("event", "wick", "`wick` is the id of content/terms/wick.yaml already"),
        ("term", "Tide Table", "did you mean `tide-table`?"),
        ("term", "marée", "did you mean `maree`?"),
        ("term", "../tide", "did you mean `tide`?"),
        ("term", "tide.yaml", "did you mean `tide`?"),
        ("term", "/etc/tide", "did you mean `etc-tide`?"),
        ("term", "tide--table", "did you mean `tide-table`?"),
        ("term", "a" * 65, f"did you mean `{'a' * 64}`?"),
        (
            "term",
            "潮",
            "`潮` is no id: ids are of small letters a to z, digits and single hyphens, 64 at most",
        ),
        ("dossier", "another", "the dossier's own record has the id `dossier`"),
    ],
)
def test_what_cannot_be_is_refused_with_the_nearest_that_can(
    kind: str, id: str, said: str, tmp_path: Path
) -> None:
    content = dossier(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = _run("new", kind, id, "--content", content)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert result.output.endswith(f"{said}\n")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_former_id_is_not_given_again(tmp_path: Path) -> None:
    formerly = [record for record in load(dossier(tmp_path)).records if record.formerly]
    with pytest.raises(Refused, match=f"a former id of `{formerly[0].id}`"):
        new(tmp_path / "content", "term", formerly[0].formerly[0], TODAY)


def test_the_first_record_of_a_dossier_is_its_own(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    assert new(content, "dossier", "dossier", TODAY) == content / "dossier.yaml"


@pytest.mark.parametrize(
    ("text", "id"),
    [("Le Château", "le-chateau"), ("  x  ", "x"), ("A/B_c", "a-b-c"), ("", ""), ("Ærø", "r")],
)
def test_the_id_suggested_for_a_text(text: str, id: str) -> None:
    assert suggested(text) == id
