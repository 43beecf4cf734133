"""What goes wrong at a desk and in a team: each has its message, and nothing is lost.

What a build meets is in `test_publish`, what `new` and `rename` refuse in `test_fresh` and `test_rename`.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.ids import Refused
from generator.authoring.inspect import show
from generator.authoring.rename import rename
from generator.check import check_dossier
from generator.diagnostics import reporters
from generator.diagnostics.problem import Report
from generator.loading import yaml_reader
from generator.loading.loader import load
from generator.loading.validation import validate
from generator.model import KINDS
from tests.folders import LIGHTHOUSE, dossier, lighthouse_file

TERM = "title: Damper\nsummary: A plate.\nreviewed: 2026-11-01\nrelated: [wick, keeper]\n"
FILES = sorted(LIGHTHOUSE.rglob("*.yaml"))


def _check(content: Path) -> Report:
    return check_dossier(content).report


def _told(report: Report) -> list[str]:
    return [f"{p.code.id} {p.location.path.removeprefix('content/')}:{p.location.line}" for p in report]


# --- A file saved half-way


@given(file=st.sampled_from(FILES), share=st.floats(0, 1))
def test_any_part_of_a_file_is_a_record_or_has_a_problem_on_one_of_its_lines(
    file: Path, share: float
) -> None:
    text = file.read_text(encoding="utf-8")
    half = text[: int(len(text) * share)]
    document, faults = yaml_reader.parse(half, file.name)
    folder = "" if file.stem == "dossier" else file.parent.name
    kind = next(kind for kind in KINDS.values() if kind.folder == folder)
    record, refusals = validate(document, file.stem, kind) if document.data else (None, [])
    assert record or faults or refusals
    lines = half.count("\n") + 1
    assert all(1 <= p.location.line <= lines and p.message for p in (*faults, *refusals))


@pytest.mark.parametrize(
    ("half", "told"),
    [
        ("", "Y02 terms/damper.yaml:1"),
        ("title: Damper\nsumm", "Y01 terms/damper.yaml:2"),
        ("title: Damper\nsummary:", "S03 terms/damper.yaml:2"),
        ("title: Damper\nsummary: A plate", "S05 terms/damper.yaml:2"),
        ("title: Damper\nsummary: A plate.\nreviewed: 2026-", "S05 terms/damper.yaml:3"),
        (TERM + 'body: "It is', "Y01 terms/damper.yaml:5"),
        (TERM + "body: It is [[wi", "P06 terms/damper.yaml:5"),
        (TERM + "body: It is [@hand", "P06 terms/damper.yaml:5"),
        (TERM + "body: It is", "R01 terms/damper.yaml:5"),
        (TERM + "sections:\n  - id: use\n    head", "Y01 terms/damper.yaml:7"),
    ],
)
def test_a_file_saved_half_way_is_explained_where_it_ends(half: str, told: str, tmp_path: Path) -> None:
    assert told in _told(_check(dossier(tmp_path, {"terms/damper.yaml": half})))


# --- What a team leaves


def test_a_merge_conflict_is_told_as_one_and_not_as_bad_yaml(tmp_path: Path) -> None:
    sides = "<<<<<<< ours\nsummary: A.\n=======\nsummary: B.\n>>>>>>> theirs\n"
    text = TERM.replace("summary: A plate.\n", sides)
    report = _check(dossier(tmp_path, {"terms/damper.yaml": text}))
    assert {problem.code.id for problem in report} == {"Y15"}
    assert {problem.location.line for problem in report} == {2, 4, 6}


def test_lines_of_signs_within_a_text_are_no_conflict(tmp_path: Path) -> None:
    text = lighthouse_file("texts/charter-9-3-de.yaml").rstrip() + "\n  =======\n  <<<<<<< not one\n"
    assert not _check(dossier(tmp_path, {"texts/charter-9-3-de.yaml": text}))


@pytest.mark.parametrize("name", ["terms/keeper.yaml", "sources/charter.yaml", "states/ostvik.yaml"])
def test_a_deleted_record_is_missed_at_every_place_that_refers_to_it(name: str, tmp_path: Path) -> None:
    content = dossier(tmp_path, {"terms/damper.yaml": TERM})
    id_ = Path(name).stem
    told = show(load(content), id_).partition("It is referred to by")[2]
    referring = {line.strip().rsplit(": ", 2)[0] for line in told.splitlines() if line.startswith("  ")}
    (content / name).unlink()
    missing = [problem for problem in _check(content) if problem.code.id in ("L01", "C01")]
    assert referring
    assert referring <= {f"{p.location.path}:{p.location.line}" for p in missing}
    assert all(f"`{id_}`" in problem.message for problem in missing)


def test_two_people_adding_one_id_are_told_of_each_other(tmp_path: Path) -> None:
    report = _check(dossier(tmp_path, {"events/wick.yaml": TERM}))
    assert "`wick` is also the id of content/events/wick.yaml" in reporters.text(report)


# --- Ids


@pytest.mark.parametrize(
    "name", ["Damper Plate", "Damper", "dämpfer", "damper_plate", "-damper", "damper--plate"]
)
def test_a_file_name_that_is_no_id(name: str, tmp_path: Path) -> None:
    assert _told(_check(dossier(tmp_path, {f"terms/{name}.yaml": TERM}))) == [f"F03 terms/{name}.yaml:1"]


@pytest.mark.parametrize("words", ["The Wick", "Wick", "wíck", "../wick", "wick.yaml", "terms/wick"])
def test_a_reference_that_is_no_id(words: str, tmp_path: Path) -> None:
    field = {"terms/damper.yaml": TERM.replace("[wick,", f'["{words}",')}
    assert _told(_check(dossier(tmp_path / "field", field))) == ["S05 terms/damper.yaml:4"]
    prose = {"terms/damper.yaml": TERM + f"body: See [[{words}]]. [@handbook]\n"}
    assert _told(_check(dossier(tmp_path / "prose", prose))) == ["P06 terms/damper.yaml:5"]
    citation = {"terms/damper.yaml": TERM + f"sources: ['{words}']\n"}
    assert _told(_check(dossier(tmp_path / "citation", citation))) == ["S05 terms/damper.yaml:5"]


@pytest.mark.parametrize("words", ["../wick", "../../etc/passwd", "wick/../keeper", "wick\n", "~", ""])
def test_no_id_leads_out_of_the_content_folder(words: str, tmp_path: Path) -> None:
    content = dossier(tmp_path)
    with pytest.raises(Refused):
        rename(content, "wick", words)
    with pytest.raises(Refused):
        show(load(content), words)


# --- Values


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2015-02-31", "there is no 31 February 2015"),
        ("2015-02-29", "there is no 29 February 2015"),
        ("1900-02-29", "there is no 29 February 1900"),
        ("2015-04-31", "there is no 31 April 2015"),
    ],
)
def test_a_day_that_its_month_does_not_have(date: str, said: str, tmp_path: Path) -> None:
    (problem,) = _check(dossier(tmp_path, {"terms/damper.yaml": TERM.replace("2026-11-01", date)}))
    assert (problem.code.id, problem.message) == ("S05", said)
    assert problem.expected.startswith("a day from 1 to ")


@pytest.mark.parametrize(
    "place", ["par. 3", "paragraph 3", "paragraphs 1 and 3", "recital Z", "citations 1 to 9"]
)
def test_a_citation_of_a_passage_that_the_source_lacks(place: str, tmp_path: Path) -> None:
    body = f"body: It was asked for. [@resolution-as-adopted, {place}]\n"
    (problem,) = _check(dossier(tmp_path, {"terms/damper.yaml": TERM + body}))
    assert problem.code.id == "C05"


@pytest.mark.parametrize("place", ["par. 1", "paragraphs 1 to 2", "recital A and par. 2", "title", "p. 9"])
def test_a_citation_of_a_passage_that_the_source_has(place: str, tmp_path: Path) -> None:
    body = f"body: It was asked for. [@resolution-as-adopted, {place}]\n"
    assert not _check(dossier(tmp_path, {"terms/damper.yaml": TERM + body}))


# --- The machine


@pytest.mark.parametrize(
    "name", [".DS_Store", ".wick.yaml.swp", "wick.yaml~", "#wick.yaml#", ".#wick.yaml"]
)
def test_what_programs_leave_while_a_file_is_edited_is_no_problem(name: str, tmp_path: Path) -> None:
    content = dossier(tmp_path, {f"terms/{name}": "title: [half"})
    assert not _check(content)


def test_windows_line_endings_change_nothing(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    before = load(content)
    for path in content.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(content).records == before.records
    assert not _check(content)


def test_a_file_that_may_not_be_read_is_told_and_the_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = dossier(tmp_path, {"terms/damper.yaml": TERM.replace("A plate.", "A plate")})
    original = Path.open

    def refuses(self: Path, *arguments: object, **named: object) -> object:
        if self.name == "wick.yaml":
            raise PermissionError(13, "Permission denied", str(self))
        return original(self, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuses)
    report = _check(content)
    assert _told(report) == ["S05 terms/damper.yaml:2", "Y14 terms/wick.yaml:1"]
    assert "Permission denied" in reporters.text(report)


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "generator", "serve", "--port", port]
        done = subprocess.run(
            [*command, "--content", str(LIGHTHOUSE)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 1
    assert f"The preview cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "Choose another --port." in done.stderr
    assert "Traceback" not in done.stderr
