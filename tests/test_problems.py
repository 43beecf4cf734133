"""Every kind of problem, as an editor meets it.

A case is a folder below `tests/problems`, called after the code it shows:

* `change.txt`: lines of one file of the lighthouse dossier, as they were and as they are;
* `content/`: files laid over the lighthouse dossier; `ledger/`: what is kept beside it;
* `delete.txt`: files of the lighthouse dossier to leave out, one a line;
* `recipe.txt`: what git does not store well, made by one of `RECIPES`: its name, then a file;
* `report.txt`: the report, to the letter. `pytest --rewrite-golden` writes it anew, to be read in
  the diff.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli
from generator.check import check_dossier
from generator.diagnostics import reporters
from generator.diagnostics.catalogue import CODES
from generator.diagnostics.problem import Location, Problem, Report, nearest
from generator.diagnostics.visible_text import HIDDEN
from generator.loading.file_text import MAX_BYTES
from generator.planning.resources import ROOT
from tests.folders import LIGHTHOUSE, changed, dossier, lighthouse_file, write

CATALOGUE = "".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "generator" / "diagnostics" / "catalogue").iterdir()
    if path.suffix == ".py"
)
CASES = sorted((Path(__file__).parent / "problems").iterdir())


def _link(path: Path) -> None:
    path.symlink_to(path.parent / "wick.yaml")


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere.yaml")


def _large(path: Path) -> None:
    path.write_bytes(b"#" * (MAX_BYTES + 1))


def _long(path: Path) -> None:
    path.write_text(f"title: Damper\nsummary: A {'long ' * 4000}one.\n", encoding="utf-8")


RECIPES: dict[str, Callable[[Path], None]] = {
    "link": _link,
    "dangling": _dangling,
    "large": _large,
    "long": _long,
}


def _build(case: Path, into: Path) -> Path:
    without = case / "delete.txt"
    content = dossier(
        into,
        overlay=case / "content",
        without=without.read_text(encoding="utf-8").split() if without.exists() else (),
    )
    change = case / "change.txt"
    if change.exists():
        name, _, lines = change.read_text(encoding="utf-8").partition("\n")
        write(content, {name: changed(lighthouse_file(name), lines)})
    if (case / "ledger").exists():
        shutil.copytree(case / "ledger", into / "ledger")
    recipe = case / "recipe.txt"
    if recipe.exists():
        name, _, target = recipe.read_text(encoding="utf-8").strip().partition(" ")
        RECIPES[name](content / target)
    return content


def _told(report: Report) -> list[str]:
    """Return the place and code of each problem, as `terms/wick.yaml:2:1 S01`."""
    return [
        f"{p.location.path.removeprefix('content/')}:{p.location.line}:{p.location.column} {p.code.id}"
        for p in report
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_report_says_this_to_the_letter(case: Path, tmp_path: Path, rewrite_golden: bool) -> None:
    golden = case / "report.txt"
    result = check_dossier(_build(case, tmp_path))
    printed = reporters.text(result.report, result.help_url)
    if rewrite_golden:
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


def test_every_code_has_a_case() -> None:
    assert {case.name.partition("-")[0] for case in CASES} == set(CODES)


def test_each_report_tells_the_code_its_case_is_called_after() -> None:
    for case in CASES:
        report = (case / "report.txt").read_text(encoding="utf-8")
        told = re.findall(r"^(?:content|ledger)/.+:\d+:\d+: (\w+) ", report, re.MULTILINE)
        assert case.name.partition("-")[0] in told, case.name


def test_reports_are_in_words_for_editors() -> None:
    python = re.compile(r"None|\bTuple\b|\btuple\b|\bString\b|\bdict|should have|validation")
    assert [
        (case.name, match[0])
        for case in CASES
        for match in python.finditer((case / "report.txt").read_text(encoding="utf-8"))
    ] == []


# Ten files, one mistake in each: what is changed, and where it is told.
TEN_MISTAKES: Mapping[str, tuple[tuple[str, str], str]] = {
    "actors/wick-group.yaml": (("actor_kind: group\n", ""), "1:1 S02"),
    "events/great-storm.yaml": (("strand: storm", "strand: strom"), "11:9 R20"),
    "motions/joint-motion.yaml": (("title: Joint motion", "title: Motion: joint"), "1:14 Y01"),
    "pages/method.yaml": (("  2. Each statement", "  2. Each<br> statement"), "7:10 P01"),
    "questions/is-one-lamp-enough.yaml": (("@assembly-minutes", "@assembly-minute"), "6:62 C01"),
    "recommendations/spare-lamps.yaml": (("[lamp-office]", "[lamp-ofice]"), "8:14 L01"),
    "sources/handbook.yaml": (("source_kind: reference work", "source_kind: referencework"), "4:14 S04"),
    "states/ostvik.yaml": (("code: ÖV\n", "code: ÖV\ncode: OV\n"), "7:1 Y03"),
    "terms/keeper.yaml": (("2026-11-01", "2026-11-31"), "3:11 S05"),
    "votes/vote-on-paragraph-2.yaml": (("result: adopted", "result: rejected"), "11:9 R14"),
}


def test_ten_mistakes_in_ten_files_are_told_in_one_run_in_order(tmp_path: Path) -> None:
    files = {name: lighthouse_file(name, change) for name, (change, _) in TEN_MISTAKES.items()}
    result = check_dossier(dossier(tmp_path, files))
    report = result.report
    assert (result.dossier, result.plan) == (None, None)
    assert reporters.text(report).endswith("\n\n10 problems in 10 files\n")
    assert _told(report) == [f"{name}:{place}" for name, (_, place) in TEN_MISTAKES.items()]


RECORDS = sorted(p.relative_to(LIGHTHOUSE).as_posix() for p in LIGHTHOUSE.rglob("*.yaml"))


@pytest.mark.parametrize("broken", ["nonsense: x\n", "nonsense: [\n"], ids=["schema", "syntax"])
@pytest.mark.parametrize("name", RECORDS)
def test_a_mistake_is_told_once_and_not_again_by_those_who_rely_on_the_record(
    name: str, broken: str, tmp_path: Path
) -> None:
    report = check_dossier(dossier(tmp_path, {name: lighthouse_file(name) + broken})).report
    assert [problem.location.path for problem in report] == [f"content/{name}"]


TERM = """\
title: Damper
summary: A plate that dims the lamp.
reviewed: 2026-11-01
related: [wick, keeper]
"""
LET_THROUGH: Mapping[str, str] = {
    "two sections with one anchor": TERM
    + "sections:\n"
    + "  - {id: use, heading: Use, body: 'Turn it. [@handbook]'}\n" * 2,
    "quotation without words": TERM + "body: It says “”. [@keepers-blog]\n",
    "character that cannot be seen, as an escape": TERM + 'abbreviation: "d\\u202e."\n',
    "control character, as an escape": TERM + 'abbreviation: "d\\0."\n',
    "private-use character, as an escape": TERM + 'body: "A \\ue0007\\ue001 plate. [@handbook]"\n',
    "list with stars, printed as stars": TERM + "body: |\n  * to dim;\n  * to put out. [@handbook]\n",
}


@pytest.mark.parametrize("text", LET_THROUGH.values(), ids=LET_THROUGH.keys())
def test_this_is_a_problem_too(text: str, tmp_path: Path) -> None:
    report = check_dossier(dossier(tmp_path, {"terms/damper.yaml": text})).report
    assert report


def test_the_command_prints_the_report_and_fails_when_there_is_a_problem(tmp_path: Path) -> None:
    content = dossier(tmp_path, {"terms/wick.yaml": ""})
    result = CliRunner().invoke(cli.main, ["check", "--content", str(content)])
    assert result.exit_code == 1
    assert result.stdout == ""
    checked = check_dossier(content)
    assert result.stderr == reporters.text(checked.report, checked.help_url)


def test_what_files_are_called_in_reports_does_not_depend_on_where_one_stands(tmp_path: Path) -> None:
    report = check_dossier(dossier(tmp_path, {"terms/wick.yaml": ""})).report
    assert _told(report) == ["terms/wick.yaml:1:1 Y02"]


CODE = CODES["S05"]


def _problem(path: str, line: int, column: int, message: str = "wrong") -> Problem:
    return Problem(Location(path, line, column), CODE, message)


def test_problems_are_in_the_order_of_files_lines_and_columns_and_without_repeats() -> None:
    ordered = [
        _problem("a", 2, 1),
        _problem("a", 10, 1),
        _problem("a", 10, 2),
        _problem("b", 1, 1),
        _problem("b", 1, 1, "wrong too"),
    ]
    assert list(Report.from_problems([*reversed(ordered), *ordered])) == ordered


@pytest.mark.parametrize(
    ("address", "pages"),
    [
        ("https://lighthouses.example", ["https://lighthouses.example/editors/problems/s01/"]),
        ('"https://lighthouses.example/\\x15/"', []),
        ('"\\n::error ::lighthouses.example"', []),
        ("lighthouses.example", []),
    ],
    ids=["in order", "a control in it", "a command to the host", "no address"],
)
def test_the_page_about_a_code_is_named_when_its_address_is_known(
    address: str, pages: list[str], tmp_path: Path
) -> None:
    front = re.sub("(?m)^address: .*$", lambda _: f"address: {address}", lighthouse_file("dossier.yaml"))
    content = dossier(tmp_path, {"dossier.yaml": front, "terms/damper.yaml": "bogus: 1\n"})
    result = check_dossier(content)
    printed = reporters.text(result.report, result.help_url)
    assert re.findall(r"= see (\S+s01\S*)\n", printed) == pages
    assert HIDDEN.search(printed) is None


def test_a_report_without_problems_is_false_and_says_so() -> None:
    assert not Report()
    assert reporters.text(Report()) == "no problems\n"


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        (Location("a.yaml", 3, 5, "key: value", 5), "    3 | key: value\n      |     ^^^^^"),
        (Location("a.yaml", 3, 2, "\tkey", 3), "    3 | \tkey\n      | \t^^^"),
        (Location("a.yaml", 3, 4, "key", 9), "    3 | key\n      |    ^"),
        (Location("a.yaml", 3, 1, "key", 99), "    3 | key\n      | ^^^"),
    ],
    ids=["a part of the line", "after a tab", "past the line's end", "on into the next line"],
)
def test_the_caret_stands_below_what_is_meant(location: Location, shown: str) -> None:
    printed = reporters.problem_text(Problem(location, CODE, "wrong"), "https://lamps.example/{}/".format)
    see = "see https://lamps.example/S05/"
    assert printed == f"a.yaml:3:{location.column}: S05 wrong\n{shown}\n      = {CODE.fix}\n      = {see}"


def test_each_code_has_an_id_of_its_own() -> None:
    named = re.findall(r"^([A-Z]\d\d) = Code\(\s*\"(\w+)\"", CATALOGUE, re.MULTILINE)
    assert [id_ for _, id_ in named] == [name for name, _ in named]
    assert sorted(name for name, _ in named) == list(CODES)


@pytest.mark.parametrize(
    ("found", "known", "near"),
    [
        ("wik", ["keeper", "wick"], "wick"),
        ("lamp", ["bell", "oil"], ""),
        ("lamp", [], ""),
        ("", ["lamp"], ""),
    ],
)
def test_the_nearest_word_is_one_that_is_near(found: str, known: list[str], near: str) -> None:
    assert nearest(found, known) == near
