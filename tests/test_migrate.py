"""`explainer migrate`: an older dossier gets today's keys, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.check import check_dossier
from tests.folders import dossier

OLD_KEYS = {"actors": "actor_kind", "sources": "source_kind"}


def run(content: Path) -> Result:
    return CliRunner().invoke(cli.main, ["migrate", "--content", str(content)])


def texts(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*.yaml")}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The lighthouse dossier as format 1 wrote it, with a comment and other line ends in one file."""
    content = dossier(tmp_path)
    for folder, key in OLD_KEYS.items():
        for path in (content / folder).glob("*.yaml"):
            path.write_bytes(path.read_bytes().replace(f"{key}:".encode(), b"sort:"))
    front = content / "dossier.yaml"
    front.write_bytes(front.read_bytes().replace(b"format: 2\n", b""))
    handbook = content / "sources/handbook.yaml"
    commented = handbook.read_bytes().replace(b"sort:", b"# What it is.\nsort:  ").replace(b"\n", b"\r\n")
    handbook.write_bytes(commented)
    return content


def test_an_older_dossier_is_refused_with_the_command_to_run(old: Path) -> None:
    (problem,) = check_dossier(old).report
    assert problem.code.id == "F06"
    assert "explainer migrate" in problem.code.fix


def test_only_the_keys_that_have_changed_change(old: Path) -> None:
    before = texts(old)
    result = run(old)
    assert result.exit_code == 0, result.output
    for name, text in texts(old).items():
        key = OLD_KEYS.get(name.partition("/")[0])
        if name == "dossier.yaml":
            assert text.replace(b"format: 2\n", b"") == before[name]
        else:
            assert text == (before[name].replace(b"sort:", f"{key}:".encode()) if key else before[name])
    assert not check_dossier(old).report


def test_a_dossier_in_the_current_format_is_left_alone(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    before = texts(content)
    assert run(content).exit_code == 0
    assert texts(content) == before


def test_a_newer_dossier_is_left_alone_and_the_program_is_to_be_updated(tmp_path: Path) -> None:
    content = dossier(tmp_path)
    front = content / "dossier.yaml"
    front.write_bytes(front.read_bytes().replace(b"format: 2\n", b"format: 99\n"))
    before = texts(content)
    result = run(content)
    assert result.exit_code == 1
    assert "F07" in result.stderr
    assert texts(content) == before


def test_a_file_that_cannot_be_read_stops_all_of_it(old: Path) -> None:
    (old / "sources/charter.yaml").write_text("title: [", encoding="utf-8")
    before = texts(old)
    result = run(old)
    assert result.exit_code == 1
    assert "nothing is changed" in result.stderr
    assert "sources/charter.yaml" in result.stderr
    assert texts(old) == before
