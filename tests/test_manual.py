"""The manual: each of its examples works as it stands, and each way to get it wrong is explained."""

from __future__ import annotations

import re
import shlex
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

from generator import cli, editors, pipeline
from generator.link import Dossier
from generator.manual import CHECK, marks, recipes
from generator.plan import Plan
from generator.publish import ROOT
from generator.recipes import Change, Command, Recipe, Step, Write
from generator.render import Renderer
from tests.folders import LIGHTHOUSE
from tests.test_preview import preview

TODAY = "2026-11-23"


class Editor:
    """Someone with a copy of a dossier, who does what the manual says."""

    def __init__(self, content: Path, into: Path) -> None:
        self.content = into / "content"
        shutil.copytree(content, self.content)

    def do(self, step: Step) -> None:
        match step:
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

    def codes(self) -> set[str]:
        return {problem.code.id for problem in pipeline.check(self.content)[1]}


def _tried(recipe: Recipe) -> Iterator[Step]:
    """Yield the steps of a recipe; the preview, which runs until it is stopped, is tried by itself."""
    yield from (step for step in recipe.steps if step != Command("explainer serve"))


def _dossier(content: Path) -> Dossier:
    linked, report = pipeline.check(content)
    assert linked, report.as_text()
    return linked


@pytest.mark.parametrize("content", [LIGHTHOUSE, ROOT / "content"], ids=["lighthouse", "real"])
def test_every_example_works_as_it_stands(content: Path, tmp_path: Path) -> None:
    editor = Editor(content, tmp_path)
    # A check of the real content takes long, and the last one sees all that the others would.
    steps = [step for recipe in recipes(_dossier(content), TODAY) for step in _tried(recipe)]
    for step in steps if content == LIGHTHOUSE else [*(s for s in steps if s != CHECK), CHECK]:
        editor.do(step)


@pytest.mark.parametrize("content", [LIGHTHOUSE, ROOT / "content"], ids=["lighthouse", "real"])
def test_no_example_is_left_out(content: Path) -> None:
    assert [recipe.id for recipe in recipes(_dossier(content), TODAY)] == [
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
    ]


def test_the_first_edit_is_on_the_preview_at_once(tmp_path: Path) -> None:
    for name in ("generator", "templates", "mkdocs.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    editor = Editor(LIGHTHOUSE, tmp_path)
    (first, *_) = recipes(_dossier(LIGHTHOUSE), TODAY)
    (change,) = (step for step in first.steps if isinstance(step, Change))
    address = re.sub(r"^content/(.*)\.yaml$", r"\1/", change.file)
    with preview(tmp_path, "generator", "serve", "--port", "PORT") as shown:
        assert "another word for it" not in shown.wait(address, "<h1>")
        began = time.monotonic()
        editor.change(change)
        shown.wait(address, "another word for it")
        assert time.monotonic() - began < 60


def test_the_page_shows_every_example(lighthouse: Plan) -> None:
    planned = editors.pages(ROOT / "templates")
    shown = Renderer(lighthouse, ROOT / "templates").for_editors(planned["editors/"], planned.values(), ())
    page = html.fragment_fromstring(shown.html, create_parent="div")
    front = lighthouse.dossier.front
    steps = [step for recipe in recipes(lighthouse.dossier, front.reviewed) for step in recipe.steps]
    found = [(str(pre.get("class")), pre.text_content()) for pre in page.xpath("//pre")]
    expected: list[tuple[str, str]] = []
    for step in steps:
        match step:
            case Command(words):
                expected.append(("command", words))
            case Write(_, text):
                expected.append(("file", text))
            case Change(before=before, after=after):
                expected += [("before", before), ("after", after)]
    assert found == expected
    assert [c.text_content() for c in page.xpath("//code[@class='mark']")] == [
        example for example, _ in marks(lighthouse.dossier)
    ]


@pytest.mark.parametrize("content", [LIGHTHOUSE, ROOT / "content"], ids=["lighthouse", "real"])
def test_every_mark_can_be_written_as_shown(content: Path, tmp_path: Path) -> None:
    editor = Editor(content, tmp_path)
    linked = _dossier(content)
    steps = {recipe.id: recipe for recipe in recipes(linked, TODAY)}["new-term"].steps
    for step in steps:
        if isinstance(step, Write):
            blocks = "\n\n".join(example for example, _ in marks(linked))
            body = "\n".join(f"  {line}".rstrip() for line in blocks.splitlines())
            text = step.text.replace("body: Nobody uses the word. [editors]\n", f"body: |\n{body}\n")
            assert text != step.text
            step = Write(step.file, text)
        editor.do(step)


# --- Each example, done wrong: the step, what is written instead of what, and the code that explains it.

WRONG: list[tuple[str, str, str, str]] = [
    ("first-edit", "aliases: [", "alias: [", "S01"),
    ("first-edit", "aliases: [another word for it]", "aliases: another word for it", "S03"),
    ("first-edit", "aliases: [another", "\taliases: [another", "Y05"),
    ("new-source", "sort: news", "sort: newspaper", "S04"),
    ("new-source", "address: https://example.org/report", "address: example.org/report", "S05"),
    ("new-source", "publisher: Example Press\n", "", "S02"),
    ("new-source", "title: A report", "title: Report: a report", "Y01"),
    ("new-event", f"date: {TODAY}", "date: 2026-02-31", "S05"),
    ("new-event", "strand: ", "strand: no such strand, ", "R20"),
    ("new-event", "met. [reported: @example-report]", "met.", "R01"),
    ("new-event", "@example-report]\n\n", "@example-reprot]\n\n", "C01"),
    ("new-event", "sources: [example-report]\n", "", "R02"),
    ("new-event", "Two sides met.", "“Two sides met.”", "R03"),
    ("new-event", "Two sides met.", "<b>Two sides</b> met.", "P01"),
    ("new-claim", "quotation: '", "quotation: 'Not ", "R03"),
    ("new-claim", "verdict: unsupported", "verdict: wrong", "R15"),
    ("new-claim", "verdict: unsupported", "verdict: false", "S04"),
    ("new-term", "related: [", "related: [no-such-record, ", "L01"),
    ("new-term", "word. [editors]", "word. [editors]  # fill in", "N01"),
    ("new-text", "missing: All but the first words.\n", "", "R08"),
    ("new-text", "language: zxx", "language: eng", "S04"),
]


RECIPES = {recipe.id: recipe for recipe in recipes(_dossier(LIGHTHOUSE), TODAY)}


def _before(editor: Editor, recipe: str) -> None:
    """Do what a recipe builds on."""
    if recipe == "new-event":
        for step in RECIPES["new-source"].steps:
            editor.do(step)


@pytest.mark.parametrize(("recipe", "right", "wrong", "code"), WRONG)
def test_a_wrong_version_is_explained_by_its_code(
    recipe: str, right: str, wrong: str, code: str, tmp_path: Path
) -> None:
    editor = Editor(LIGHTHOUSE, tmp_path)
    _before(editor, recipe)
    for step in _tried(RECIPES[recipe]):
        match step:
            case Write(file, text) if right in text:
                editor.do(Write(file, text.replace(right, wrong, 1)))
            case Change(file, line, before, after) if right in after:
                editor.do(Change(file, line, before, after.replace(right, wrong, 1)))
            case _ if step != CHECK:
                editor.do(step)
    assert code in editor.codes()


@pytest.mark.parametrize(
    ("recipe", "forgotten", "code"),
    [
        ("new-source", "", "C02"),  # nothing rests on it yet
        ("new-event", "related: [mutual-lamp-clause]\n", "L05"),
        ("new-text", "texts: [charter-4-1-en, example-text]", "R25"),  # no provision names it
    ],
)
def test_what_is_forgotten_is_explained(recipe: str, forgotten: str, code: str, tmp_path: Path) -> None:
    editor = Editor(LIGHTHOUSE, tmp_path)
    _before(editor, recipe)
    for step in _tried(RECIPES[recipe]):
        match step:
            case Write(file, text) if forgotten:
                editor.do(Write(file, text.replace(forgotten, "")))
            case Change(after=after) if after == forgotten:
                pass
            case _ if step != CHECK:
                editor.do(step)
    assert code in editor.codes()


def test_a_figure_changed_in_one_place_alone_is_explained(tmp_path: Path) -> None:
    editor = Editor(LIGHTHOUSE, tmp_path)
    path = editor.content / "votes/final-vote.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("total: {for: 3", "total: {for: 4"), encoding="utf-8"
    )
    assert editor.codes() == {"R12"}


def test_a_date_corrected_past_the_end_is_explained(tmp_path: Path) -> None:
    editor = Editor(LIGHTHOUSE, tmp_path)
    path = editor.content / "events/great-storm.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("date: 1907-03-01", "date: 1907-03-31"), encoding="utf-8"
    )
    assert editor.codes() == {"R09"}


def test_a_record_moved_by_hand_is_explained_with_the_way_to_do_it(tmp_path: Path) -> None:
    editor = Editor(LIGHTHOUSE, tmp_path)
    (editor.content / "sources/charter.yaml").rename(editor.content / "sources/the-charter.yaml")
    assert {"C01", "L01"} <= editor.codes()
