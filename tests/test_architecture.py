"""The shape of the generator: how long a module is, and that it knows no dossier."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "generator"
TEMPLATES = ROOT / "templates"


def test_stages_and_packages_keep_to_their_contracts() -> None:
    """The contracts are in `pyproject.toml`; this says which import breaks one."""
    lint = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_six_files_are_at_the_top_of_the_generator() -> None:
    assert {path.name for path in GENERATOR.glob("*.py")} == {
        *("__init__.py", "__main__.py", "check.py", "build.py", "mkdocs_plugin.py", "mkdocs_frame.py")
    }


MODULES = sorted(path.relative_to(GENERATOR).as_posix() for path in GENERATOR.rglob("*.py"))


MOST_LINES = 320


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short_enough_to_be_read_at_once(module: str) -> None:
    lines = (GENERATOR / module).read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert [m for m in MODULES if re.search(r"(^|/)(utils?|helpers?|misc)(\.py|/)", m)] == []


LONGEST_LINE = 120
HTML = sorted(path.relative_to(ROOT).as_posix() for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("template", HTML)
def test_no_line_of_a_template_is_too_long_to_read(template: str) -> None:
    lines = (ROOT / template).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


# Names of the dossier in `content`.
DOSSIER = re.compile(r"42\(7\)|42\.7|\bfrance\b|\bfrench\b|hollande|mogherini|mutual defence", re.I)

TEXTS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (GENERATOR, TEMPLATES)
    for path in folder.rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)


@pytest.mark.parametrize("name", TEXTS)
def test_neither_generator_nor_templates_name_the_dossier(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
    assert [line for line in text.splitlines() if DOSSIER.search(line)] == []
    assert not DOSSIER.search(name)
