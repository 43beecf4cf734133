"""The built package: installed elsewhere it is `mkdocs_explainer`, and needs nothing of the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from generator.planning.resources import CODE, ROOT

PROGRAMS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed, made from the source distribution without an index.

    It is built from a copy, because setuptools rewrites the metadata in the folder that it works in.
    """
    built, folder = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("installed")
    source = tmp_path_factory.mktemp("source")
    for name in ("generator", "tools/packaging"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    options = ["--offline", "--no-cache", "--no-build-isolation", "--python", sys.executable]
    _run(PROGRAMS / "uv", "build", *options, "--out-dir", built, source)
    (wheel,) = built.glob("*.whl")
    _run(PROGRAMS / "pip", "install", "--no-index", "--no-deps", "--target", folder, wheel)
    return folder


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _python(installed: Path, code: str) -> str:
    """Run code that can import the installed package and its dependencies, and not the checkout.

    Without the module `site` Python does not read the `.pth` file of the editable install.
    """
    path = [str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return _run(sys.executable, "-I", "-S", "-c", f"import sys; sys.path += {path!r}\n{code}")


def test_the_wheel_holds_every_module_under_its_public_name_and_nothing_else(installed: Path) -> None:
    package = installed / "mkdocs_explainer"
    modules = {path.relative_to(CODE) for path in CODE.rglob("*.py")}
    assert {p.relative_to(package) for p in package.rglob("*") if p.suffix not in ("", ".pyc")} == modules
    assert {path.suffix or path.name for path in installed.iterdir()} == {
        "mkdocs_explainer",
        ".dist-info",
        "bin",
    }


def test_every_module_is_imported_from_the_wheel(installed: Path) -> None:
    code = """
import importlib, pkgutil, mkdocs_explainer
for module in pkgutil.walk_packages(mkdocs_explainer.__path__, "mkdocs_explainer."):
    if not module.name.endswith("__main__"):
        print(importlib.import_module(module.name).__file__)
assert "generator" not in sys.modules
"""
    files = _python(installed, code).splitlines()
    assert len(files) > 100
    assert [file for file in files if not Path(file).is_relative_to(installed)] == []


@pytest.mark.parametrize(
    ("group", "target"),
    [
        ("console_scripts", "mkdocs_explainer.cli:main"),
        ("mkdocs.plugins", "mkdocs_explainer.mkdocs_plugin:ExplainerPlugin"),
    ],
)
def test_entry_points_lead_into_the_wheel(group: str, target: str, installed: Path) -> None:
    code = f"""
from importlib.metadata import entry_points
(entry,) = entry_points(group={group!r}, name="explainer")
print(entry.value, entry.load().__module__, "generator" in sys.modules)
"""
    assert _python(installed, code).split() == [target, target.partition(":")[0], "False"]


def test_the_command_runs_from_the_wheel(installed: Path) -> None:
    code = """
import runpy
sys.argv = ["explainer", "--help"]
runpy.run_module("mkdocs_explainer", run_name="__main__")
"""
    assert "Usage: " in _python(installed, code)


def test_a_checkout_has_the_package_under_its_own_name_only() -> None:
    """In an editable install `mkdocs_explainer` would be a second copy of each module."""
    code = """
import importlib.util
from importlib.metadata import entry_points
print([name for name in ("generator", "mkdocs_explainer") if importlib.util.find_spec(name)])
print(sorted(e.module for e in entry_points(name="explainer")))
"""
    assert _run(sys.executable, "-I", "-c", code).splitlines() == [
        "['generator']",
        "['generator.cli', 'generator.mkdocs_plugin']",
    ]
