"""The manual: each of its examples works as it stands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

from generator import cli
from generator.dossier.dossier import Dossier
from generator.model import KINDS
from generator.outputs.manual.examples import CHECK, PREVIEW, READY, recipes
from generator.outputs.manual.marks import marks
from generator.outputs.manual.steps import Change, Command, Recipe, Step, Write
from generator.planning.plan import Plan
from generator.planning.resources import ROOT
from tests.folders import LIGHTHOUSE, checked
from tests.sites import Pages
from tests.test_preview import preview

TODAY = "2026-11-23"


class Editor:
    """Someone with a copy of a dossier, who does what the manual says."""

    def __init__(self, content: Path, into: Path) -> None:
        self.content = into / "content"
        shutil.copytree(content, self.content)

    def clone(self) -> None:
        """Make the copy one of a repository, as an editor's is."""
        top = self.content.parent
        bare = top.with_name(f"{top.name}.git")
        for command in (
            f"git init --quiet --bare {bare}",
            "git init --quiet --initial-branch=main",
            "git config user.name Ada",
            "git config user.email ada@lighthouses.example",
            "git add content",
            "git commit --quiet --message=Begin",
            f"git remote add origin {bare}",
        ):
            self.git(command)

    def git(self, words: str) -> None:
        done = subprocess.run(shlex.split(words), cwd=self.content.parent, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def do(self, step: Step) -> None:
        match step:
            case Command(words, says) if words.startswith("git "):
                self.git(words)
            case Command(words, says):
                result = self.run(words)
                assert says in result.output, result.output
            case Write(file, text):
                path = self.content.parent / file
                assert path.is_file()  # `explainer new` has written it
                path.write_text(text, encoding="utf-8")
            case Change():
                self.change(step)

    def run(self, words: str) -> Result:
        program, *arguments = shlex.split(words)
        assert program == "explainer"
        return CliRunner().invoke(cli.main, [*arguments, "--content", str(self.content)])

    def change(self, step: Change) -> None:
        path = self.content.parent / step.file
        lines = path.read_text(encoding="utf-8").split("\n")
        before = step.before.split("\n")
        assert lines[step.line - 1 : step.line - 1 + len(before)] == before
        lines[step.line - 1 : step.line - 1 + len(before)] = step.after.split("\n")
        path.write_text("\n".join(lines), encoding="utf-8")


def tried(recipe: Recipe) -> Iterator[Step]:
    """Yield the steps of a recipe; what makes and finds the environment is tried by itself."""
    yield from (step for step in recipe.steps if step not in (PREVIEW, READY))


def dossier_of(content: Path) -> Dossier:
    """Return the dossier of a content folder that has no problems."""
    return checked(content)


@pytest.mark.parametrize("content", [LIGHTHOUSE, ROOT / "content"], ids=["lighthouse", "real"])
def test_every_example_works_as_it_stands(content: Path, tmp_path: Path) -> None:
    editor = Editor(content, tmp_path / "copy")
    editor.clone()
    # A check of the real content takes long, and the last one sees all that the others would.
    steps = [step for recipe in recipes(dossier_of(content), TODAY) for step in tried(recipe)]
    for step in steps if content == LIGHTHOUSE else [*(s for s in steps if s != CHECK), CHECK]:
        editor.do(step)


@pytest.mark.parametrize("content", [LIGHTHOUSE, ROOT / "content"], ids=["lighthouse", "real"])
def test_no_example_is_left_out(content: Path) -> None:
    assert [recipe.id for recipe in recipes(dossier_of(content), TODAY)] == [
        "first-edit",
        "new-source",
        "new-event",
        "withdrawn-statement",
        "moved-record",
        "corrected-date",
        "new-phrase-note",
        "new-claim",
        "changed-figure",
        "new-term",
        "new-text",
        "reviewers-question",
        "hand-in",
    ]


def test_the_first_commands_start_the_preview_and_tell_a_terminal_where_the_others_are() -> None:
    planned = subprocess.run(
        shlex.split(f"{PREVIEW.words} --dry-run --no-print-directory"),
        cwd=ROOT,
        env=os.environ | {"MAKEFLAGS": ""},  # the tests themselves may have been started by make
        capture_output=True,
        text=True,
    )
    assert planned.returncode == 0
    assert planned.stdout.splitlines()[-1] == ".venv/bin/explainer serve"
    known = subprocess.run(
        ["sh", "-c", f"{READY.words} && command -v explainer"], cwd=ROOT, capture_output=True, text=True
    )
    assert known.stdout.strip() == str(ROOT / ".venv/bin/explainer")


def test_the_first_edit_is_on_the_preview_at_once(tmp_path: Path) -> None:
    for name in ("generator", "templates", "mkdocs.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    editor = Editor(LIGHTHOUSE, tmp_path)
    (first, *_) = recipes(dossier_of(LIGHTHOUSE), TODAY)
    (change,) = (step for step in first.steps if isinstance(step, Change))
    address = re.sub(r"^content/(.*)\.yaml$", r"\1/", change.file)
    with preview(tmp_path, "generator", "serve", "--port", "PORT") as shown:
        assert PREVIEW.says.startswith("Serving on http://127.0.0.1:")
        assert "another word for it" not in shown.wait(address, "<h1>")
        began = time.monotonic()
        editor.change(change)
        shown.wait(address, "another word for it")
        assert time.monotonic() - began < 60


def test_the_page_shows_every_example(lighthouse: Plan) -> None:
    content = Pages(lighthouse).parts("editors/").content
    page = html.fragment_fromstring(content, create_parent="div")
    front = lighthouse.dossier.front
    steps = [step for recipe in recipes(lighthouse.dossier, front.reviewed) for step in recipe.steps]
    found = [
        (str(pre.get("class")), pre.text_content()) for pre in page.xpath("//pre[@class != 'settings']")
    ]
    expected: list[tuple[str, str]] = []
    for step in steps:
        match step:
            case Command(words):
                expected.append(("command", words))
            case Write(_, text):
                expected.append(("file", text))
            case Change(before=before, after=after):
                expected += [("before", before), ("after", step.below or step.above or after)]
    assert found == expected
    assert [c.text_content() for c in page.xpath("//code[@class='mark']")] == [
        example for example, _ in marks(lighthouse.dossier)
    ]


@pytest.mark.parametrize("content", [LIGHTHOUSE, ROOT / "content"], ids=["lighthouse", "real"])
def test_every_mark_can_be_written_as_shown(content: Path, tmp_path: Path) -> None:
    editor = Editor(content, tmp_path)
    linked = dossier_of(content)
    steps = {recipe.id: recipe for recipe in recipes(linked, TODAY)}["new-term"].steps
    for step in steps:
        if isinstance(step, Write):
            blocks = "\n\n".join(example for example, _ in marks(linked))
            body = "\n".join(f"  {line}".rstrip() for line in blocks.splitlines())
            text = step.text.replace("body: Nobody uses the word. [editors]\n", f"body: |\n{body}\n")
            assert text != step.text
            step = Write(step.file, text)
        editor.do(step)


# A provision that names its texts has them, as the check sees to.
@pytest.mark.parametrize("missing", sorted(KINDS.keys() - {"dossier", "text"}))
def test_a_dossier_without_records_of_a_kind_has_a_manual_too(lighthouse: Plan, missing: str) -> None:
    whole = lighthouse.dossier
    few = {id_: record for id_, record in whole.records.items() if record.kind != missing}
    dossier = replace(whole, records=few)
    assert "We say so ourselves. [editors]" in dict(marks(dossier))
    assert len(recipes(dossier, TODAY)) >= 8
