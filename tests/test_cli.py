"""The commands as a person or CI types them: what they print, where, and how they exit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.planning.resources import ROOT
from tests.folders import LIGHTHOUSE, dossier, write

BROKEN = {"terms/wick.yaml": "title: Wick\n"}
COMMANDS = ["check", "build", "serve"]


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(arg) for arg in args], prog_name="explainer")


def process(*args: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a program as a shell does, from some folder."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(args, capture_output=True, text=True, cwd=cwd, env=environment)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return dossier(tmp_path)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return dossier(tmp_path, BROKEN)


class TestCheck:
    def test_sound_content_is_said_to_be_so(self, sound: Path) -> None:
        result = run("check", "--content", sound)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "no problems\n", "")

    def test_problems_go_to_the_error_stream(self, broken: Path) -> None:
        result = run("check", "--content", broken)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "content/terms/wick.yaml:1:1: S02 the key `summary` is missing" in result.stderr

    def test_the_last_line_counts_them(self, broken: Path) -> None:
        assert run("check", "--content", broken).stderr.endswith("\n\n2 problems in 1 file\n")

    def test_an_empty_folder_has_one_problem(self, tmp_path: Path) -> None:
        result = run("check", "--content", tmp_path)
        assert result.exit_code == 1
        assert result.stderr.endswith("\n1 problem in 1 file\n")

    def test_it_writes_nothing(self, broken: Path) -> None:
        before = sorted(broken.parent.rglob("*"))
        run("check", "--content", broken)
        assert sorted(broken.parent.rglob("*")) == before

    def test_content_is_looked_for_where_one_stands(
        self, broken: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(broken.parent)
        assert run("check").stderr == run("check", "--content", broken).stderr

    def test_a_slash_at_the_end_changes_nothing(self, broken: Path) -> None:
        assert run("check", "--content", f"{broken}/").stderr == run("check", "--content", broken).stderr

    @pytest.mark.parametrize(("folder", "name"), [(".", "."), ("terms", "..")])
    def test_the_folder_has_its_own_name_however_it_is_written(
        self, broken: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str
    ) -> None:
        monkeypatch.chdir(broken / folder)
        assert run("check", "--content", name).stderr == run("check", "--content", broken).stderr


class TestBuild:
    def test_problems_go_to_the_error_stream(self, broken: Path, tmp_path: Path) -> None:
        result = run("build", "--content", broken, "--site", tmp_path / "out")
        assert result.exit_code == 1
        assert "content/terms/wick.yaml:1:1: S02 the key `summary` is missing" in result.stderr

    def test_that_nothing_was_built_is_said_there_too(self, broken: Path, tmp_path: Path) -> None:
        result = run("build", "--content", broken, "--site", tmp_path / "out")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "nothing was built" in result.stderr

    def test_a_place_that_cannot_be_written_is_said_plainly(self, sound: Path) -> None:
        result = run("build", "--content", sound, "--site", sound / "dossier.yaml/site")
        assert result.exit_code in (1, 2)
        assert isinstance(result.exception, SystemExit)
        assert "dossier.yaml" in result.stderr

    def test_a_folder_is_named_as_it_is_in_a_check(self, broken: Path, tmp_path: Path) -> None:
        checked = run("check", "--content", broken).stderr
        assert checked in run("build", "--content", broken, "--site", tmp_path / "out").stderr


MISUSES: dict[str, list[str]] = {
    "no such command": ["publish"],
    "an unknown option": ["check", "--strict"],
    "an unknown option of build": ["build", "--clean"],
    "a word too many": ["check", "content"],
    "a folder that is not there": ["check", "--content", "nowhere"],
    "content that is not there, for build": ["build", "--content", "nowhere"],
    "content that is not there, for serve": ["serve", "--content", "nowhere"],
    "a file instead of a folder": ["check", "--content", "dossier.yaml"],
    "a site that is a file": ["build", "--content", ".", "--site", "dossier.yaml"],
    "a port that is no number": ["serve", "--content", ".", "--port", "http"],
    "a port that cannot be": ["serve", "--content", ".", "--port", "70000"],
}


class TestWrongUse:
    @pytest.mark.parametrize("args", MISUSES.values(), ids=MISUSES)
    def test_it_exits_with_2_and_says_how_it_is_used(
        self, sound: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]
    ) -> None:
        monkeypatch.chdir(sound)
        result = run(*args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Usage: explainer")
        assert "Error: " in result.stderr

    def test_no_folder_of_content_here_is_wrong_use_too(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for command in COMMANDS:
            assert run(command).exit_code == 2

    def test_wrong_use_builds_nothing(self, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(sound.parent)
        run("build", "--clean")
        assert not (sound.parent / "site").exists()


class TestHelp:
    def test_it_names_every_command(self) -> None:
        result = run("--help")
        assert result.exit_code == 0
        assert [name for name in COMMANDS if f"\n  {name} " not in result.stdout] == []

    def test_without_a_command_it_is_shown(self) -> None:
        result = run()
        assert result.exit_code == 2
        assert run("--help").stdout.strip() in result.output

    @pytest.mark.parametrize(
        ("command", "options"),
        [
            ("check", ["--content", "--format"]),
            ("build", ["--content", "--site"]),
            ("serve", ["--content", "--host", "--port"]),
        ],
    )
    def test_each_command_explains_its_options_and_their_defaults(
        self, command: str, options: list[str]
    ) -> None:
        result = run(command, "--help")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith(f"Usage: explainer {command} [OPTIONS]\n")
        assert [option for option in options if option not in result.stdout] == []
        assert result.stdout.count("[default: ") == len(options)

    @pytest.mark.parametrize("command", COMMANDS)
    def test_help_needs_no_content(
        self, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert run(command, "--help").exit_code == 0


class TestAsAProcess:
    """The same, through the programs that are installed; what they do is tested above."""

    EXPLAINER = Path(sys.executable).parent / "explainer"
    MODULE = (sys.executable, "-m", "generator")

    def test_both_ways_to_call_it_are_one(self, broken: Path) -> None:
        command = process(self.EXPLAINER, "check", "--content", broken)
        module = process(*self.MODULE, "check", "--content", broken)
        assert command.returncode == module.returncode == 1
        assert (command.stdout, command.stderr) == (module.stdout, module.stderr)
        assert command.stderr == run("check", "--content", broken).stderr

    def test_both_call_themselves_by_one_name(self) -> None:
        assert process(*self.MODULE, "build", "--help").stdout == run("build", "--help").stdout

    def test_a_build_works_from_any_folder_and_makes_the_site_there(self, tmp_path: Path) -> None:
        shutil.copytree(LIGHTHOUSE, tmp_path / "content")
        built = process(*self.MODULE, "build", cwd=tmp_path)
        assert (built.returncode, built.stdout, built.stderr) == (0, "The site is in site/\n", "")
        assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["content", "site"]

    def test_a_failed_build_says_so_without_a_traceback(self, tmp_path: Path) -> None:
        shutil.copytree(LIGHTHOUSE, tmp_path / "content")
        write(tmp_path / "content", BROKEN)
        built = process(*self.MODULE, "build", cwd=tmp_path)
        assert built.returncode == 1
        assert built.stdout == ""
        assert "nothing was built" in built.stderr
        assert "Traceback" not in built.stderr
        assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["content"]
