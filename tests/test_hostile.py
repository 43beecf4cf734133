"""Content as an attack: what is refused, what is harmless text, and what never happens.

Here stand single cases, each of something that was found and mended; `tools/hardening` builds thousands
out of every field of every kind.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import build_site
from generator.check import check_dossier
from generator.diagnostics import reporters
from generator.diagnostics.problem import Report
from generator.loading import yaml_reader
from generator.model.prose import Prose
from generator.planning.plan import plan
from generator.rendering.structured_data import how_to_cite
from tests.folders import checked, dossier, lighthouse_file
from tools.hardening.fuzzer import fuzz
from tools.hardening.hostile import batch
from tools.hardening.targets import TARGETS

TERM = "title: Damper\nsummary: A plate.\nreviewed: 2026-11-01\nrelated: [wick, keeper]\n"


def _check(content: Path) -> Report:
    return check_dossier(content).report


def _codes(text: str, tmp_path: Path) -> list[str]:
    return [problem.code.id for problem in _check(dossier(tmp_path, {"terms/damper.yaml": text}))]


# --- Files


def _folder_elsewhere(terms: Path) -> None:
    (terms / "etc~").symlink_to("/etc")


def _circle(terms: Path) -> None:
    (terms / "again").symlink_to(terms)


def _pipe(terms: Path) -> None:
    os.mkfifo(terms / "damper.yaml")


def _no_utf_8(terms: Path) -> None:
    Path(os.fsdecode(os.fsencode(terms) + b"/\xff\xfe.yaml")).write_text(TERM, encoding="utf-8")


def _command(terms: Path) -> None:
    (terms / "x\n::error::harm.yaml").write_text(TERM, encoding="utf-8")


def _device(terms: Path) -> None:
    (terms / "con.yaml").write_text(TERM, encoding="utf-8")


def _picture(terms: Path) -> None:
    (terms / "x.svg").write_text("<svg onload='window.harmed=1'/>", encoding="utf-8")


FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link to a folder elsewhere, called as a backup is": (_folder_elsewhere, "F02"),
    "a link to the folder that holds it": (_circle, "F02"),
    "a pipe that nobody writes to": (_pipe, "Y14"),
    "a name that is no UTF-8": (_no_utf_8, "F03"),
    "a name with a command to the host of a pull request": (_command, "F03"),
    "the name of a device": (_device, "F03"),
    "a picture with a script": (_picture, "F02"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_an_attack_is_refused(name: str, tmp_path: Path) -> None:
    content = dossier(tmp_path)
    make, code = FILES[name]
    make(content / "terms")
    report = _check(content)
    assert [problem.code.id for problem in report] == [code]
    for form in reporters.REPORTERS.values():
        form(report).encode()  # as it is printed
    assert "\n::" not in reporters.text(report)


def test_folders_nested_a_thousand_deep_are_refused(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    home, deep = Path.cwd(), 1100
    try:
        os.chdir(content)
        for _ in range(deep):
            Path("a").mkdir()
            os.chdir("a")
        assert {problem.code.id for problem in _check(content)} == {"F01"}
    finally:
        for _ in range(deep):  # the library's own removal goes no deeper than a thousand
            os.chdir("..")
            Path("a").rmdir()
        os.chdir(home)


def test_nothing_of_the_content_folder_is_published_as_it_is(tmp_path: Path) -> None:
    content = dossier(tmp_path, {"terms/x.html~": "<script>window.harmed=1</script>", "terms/#y#": "y"})
    (content / "terms" / "secret~").symlink_to("/etc/hostname")
    build_site(content, tmp_path / "site")
    assert sorted(path.name for path in (tmp_path / "site" / "terms").iterdir()) == [
        "index.html",
        "keeper",
        "wick",
    ]


# --- YAML


BOMBS = {
    "a tag that makes an object": ("aliases: !!python/object/apply:os.system ['x']\n", "Y09"),
    "an alias": ("aliases: &a [x]\nnot_called: [*a]\n", "Y09"),
    "a merge of keys": ("<<: {title: x}\n", "Y04"),
    "lists within lists": (f"aliases: {'[' * 50_000}\n", "Y10"),
    "lists within lists, under a key that stands already": (f"title: {'[' * 50_000}\n", "Y10"),
    "a text of half the file": (f"body: '{'a ' * 100_000}'\n", "Y16"),
    "a key of half the file": (f"? '{'a' * 100_000}'\n: x\n", "S01"),
    "a character by its number that cannot be seen": ('aliases: ["\\e[31mred"]\n', "Y12"),
    "a line's end by its number": ('aliases: ["x\\rUR  - https://harm.example"]\n', "Y12"),
    "half of a character": ('aliases: ["\\ud800"]\n', "Y01"),
    "a tower of marks by their numbers": ('aliases: ["a' + r"\u0301" * 9 + '"]\n', "Y12"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_yaml_that_is_an_attack_is_refused(name: str, tmp_path: Path) -> None:
    lines, code = BOMBS[name]
    assert code in _codes(TERM + lines, tmp_path)


def test_a_number_so_large_that_it_could_not_be_drawn_is_refused(tmp_path: Path) -> None:
    name = "votes/vote-on-paragraph-2.yaml"
    text = lighthouse_file(name)
    figure = next(line for line in text.splitlines() if "for:" in line)
    huge = text.replace(figure, figure.replace("for: ", "for: 99999999"), 1)
    assert "S05" in {p.code.id for p in _check(dossier(tmp_path, {name: huge}))}


@pytest.mark.parametrize("number", ["9\u00b2", "\u0664", "9" * 5000])
def test_a_provision_may_have_any_number(number: str, tmp_path: Path) -> None:
    name = "provisions/fog-bell-clause.yaml"
    lines = [
        f"number: '{number}'" if line.startswith("number:") else line
        for line in lighthouse_file(name).splitlines()
    ]
    assert not _check(dossier(tmp_path, {name: "\n".join(lines)}))


# --- What is told of an attack


def test_what_is_told_cannot_move_a_terminal_nor_command_a_host(tmp_path: Path) -> None:
    text = TERM + 'reviewed_by: x\n"\\e]0;x\\n::error::harm": x\naliases: ["\\u202e\\n"]\n'
    report = _check(dossier(tmp_path, {"terms/damper.yaml": text}))
    assert report
    for name in ("text", "github"):
        told = reporters.REPORTERS[name](report)
        assert all(c.isprintable() or c == "\n" for c in told)
        assert "\n::error::harm" not in told


def test_no_more_is_told_of_a_file_than_a_person_can_read(tmp_path: Path) -> None:
    for sign in ('"', "\t", "\u200b", "<b>", "[["):
        text = f"{TERM}body: |\n  {sign * 5000} [editors]\n"
        document, faults = yaml_reader.parse(text, "terms/damper.yaml")
        body = document.data.get("body")
        found = faults or Prose(str(body)).marked.faults
        assert len(found) == 100


# --- What leaves the site


def test_a_title_stays_within_its_field_of_a_reference(tmp_path: Path) -> None:
    title = "Damper}}, url = {https://harm.example}, note = {{\\"
    text = TERM.replace("title: Damper", f"title: '{title}'")
    linked = checked(dossier(tmp_path, {"terms/damper.yaml": text}))
    planned = plan(linked)
    cited = how_to_cite(planned, planned.pages["terms/damper/"])
    (line,) = (line for line in cited.bibtex.splitlines() if "Damper" in line)
    value = line.partition("{{")[2].removesuffix("}},")
    depth = [value[: i + 1].count("{") - value[: i + 1].count("}") for i in range(len(value))]
    assert min(depth) >= 0
    assert depth[-1] == 0
    assert "\\{" not in value


@pytest.mark.parametrize("anchor", ["content", "toc", "s-0123abcd"])
def test_no_part_takes_the_address_of_a_part_of_every_page(anchor: str, tmp_path: Path) -> None:
    sections = f"sections:\n  - id: {anchor}\n    heading: Use\n    body: 'None. [editors]'\n"
    assert _codes(TERM + sections, tmp_path) == ["R26"]


# --- Many at once, of which `make hardening` makes thousands


def test_hostile_values_in_every_kind_of_record_are_refused_or_harmless_text() -> None:
    found = batch(7, 2)
    assert (found.exceptions, found.astray, found.harmful) == ([], [], [])
    assert found.cases > 100
    assert found.shown > 20


@pytest.mark.browser
def test_no_script_of_a_hostile_page_runs_and_nothing_is_asked_for() -> None:
    found = batch(8, 1, browser=True)
    assert (found.exceptions, found.ran) == ([], [])
    assert found.opened > 50


FINDINGS = sorted((Path(__file__).parent / "hardening" / "findings").glob("*"))


def test_what_the_fuzzer_has_found_stays_mended() -> None:
    for finding in FINDINGS:
        TARGETS[finding.name.partition("-")[0]](finding.read_bytes().decode("utf-8", "ignore"))


def test_the_fuzzer_runs(tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    fuzzed = fuzz("prose", 300, tmp_path / "prose")
    assert fuzzed.failure == ""
    assert fuzzed.runs >= 300
