"""The preview: what is saved is shown, what is broken is told, and it comes back when mended."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.planning.resources import ROOT
from tests.folders import LIGHTHOUSE

EVENT = "events/great-storm"
PATIENCE = 40.0


class Preview:
    """A running preview of a copy of the project."""

    def __init__(self, project: Path, port: int, process: subprocess.Popen[str]) -> None:
        self.project = project
        self.content = project / "content"
        self.process = process
        self._top = f"http://127.0.0.1:{port}/"

    def page(self, address: str) -> str:
        """Return a page as it is served now; empty while nothing answers."""
        try:
            with urllib.request.urlopen(self._top + address, timeout=5) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait(self, address: str, holds: str, *, gone: bool = False) -> str:
        """Return the page once it holds some words, or once they are gone."""
        end = time.monotonic() + PATIENCE
        page = ""
        while time.monotonic() < end:
            assert self.process.poll() is None, "the preview has stopped"
            page = self.page(address)
            if page and (holds in page) != gone:
                return page
            time.sleep(0.1)
        raise AssertionError(f"{address} {'still' if gone else 'never'} held {holds!r}:\n{page[:2000]}")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change words in a file of the project."""
        path = self.project / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@contextmanager
def preview(project: Path, *command: str) -> Iterator[Preview]:
    """Start a preview with the project's own copy of the generator; stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (project / "log.txt").open("w", encoding="utf-8") as log:
        arguments = [word.replace("PORT", str(port)) for word in command]
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=project, stdout=log, stderr=log, text=True
        )
        try:
            yield Preview(project, port, process)
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the generator with the lighthouse dossier as its content."""
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(LIGHTHOUSE, tmp_path / "content")
    return tmp_path


COMMANDS = {
    "explainer serve": ("generator", "serve", "--port", "PORT"),
    "mkdocs serve": ("mkdocs", "serve", "--dev-addr", "127.0.0.1:PORT"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_a_change_of_content_shows_and_a_broken_record_tells_its_problem_until_it_is_mended(
    project: Path, command: tuple[str, ...]
) -> None:
    with preview(project, *command) as running:
        title = running.wait(f"{EVENT}/", "<h1>").split("<h1>")[1].split("</h1>")[0]
        running.edit(f"content/{EVENT}.yaml", "title: ", "title: Newly named, ")
        running.wait(f"{EVENT}/", "<h1>Newly named, ")

        running.edit(f"content/{EVENT}.yaml", "title: Newly named, ", "titel: ")
        broken = running.wait(f"{EVENT}/", 'class="problems"')
        assert f"content/{EVENT}.yaml:1:1" in broken
        assert "did you mean `title`?" in broken
        assert "<h1>Newly named, " in broken, "the last good page stays below"
        # The misspelt key and the one that is missing, above the page and at their place in it.
        assert broken.count(f"content/{EVENT}.yaml:1:1</strong>") == 4
        assert 'class="problems"' in running.page(""), "every page tells it"

        running.edit(f"content/{EVENT}.yaml", "titel: ", "title: ")
        mended = running.wait(f"{EVENT}/", 'class="problems"', gone=True)
        assert f"<h1>{title}</h1>" in mended
    log = (project / "log.txt").read_text(encoding="utf-8")
    assert f"content/{EVENT}.yaml:1:1: S01" in log, "the terminal tells it too"
    assert "Traceback" not in log


def test_a_change_of_a_template_or_of_code_shows_without_a_restart_by_hand(project: Path) -> None:
    with preview(project, *COMMANDS["explainer serve"]) as running:
        running.wait("terms/", "<h1>")
        running.edit("templates/index.html", '<p class="summary">', '<p class="summary">Freshly: ')
        running.wait("terms/", "Freshly: ")

        running.edit("generator/model/term.py", '"Glossary"', '"Words and what they mean"')
        running.wait("terms/", "<h1>Words and what they mean</h1>")

        running.edit("generator/model/term.py", "class Term(Record):", "class Term(Record:")
        end = time.monotonic() + PATIENCE
        while "old code kept" not in (project / "log.txt").read_text(encoding="utf-8"):
            assert time.monotonic() < end
            assert running.page("terms/"), "who asks for a page has the preview look at what was saved"
            time.sleep(0.1)
        running.wait("terms/", "<h1>Words and what they mean</h1>")


def test_a_preview_of_broken_content_shows_the_problem_and_then_the_site(
    project: Path,
) -> None:
    record = project / f"content/{EVENT}.yaml"
    sound = record.read_text(encoding="utf-8")
    record.write_text("title: [\n", encoding="utf-8")
    with preview(project, *COMMANDS["explainer serve"]) as running:
        running.wait("", f"content/{EVENT}.yaml:")
        record.write_text(sound, encoding="utf-8")
        running.wait(f"{EVENT}/", "<h1>")


def test_a_port_that_is_taken_is_said_plainly(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "generator", "serve", "--port", port],
            cwd=project,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "Choose another --port" in done.stderr
    assert "Traceback" not in done.stderr
