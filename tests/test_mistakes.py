"""Each change of a working week, done wrong: the check says enough to mend it.

What it says of each is kept in `tests/mistakes`, a file for each example of the manual.
`pytest --rewrite-golden` writes them anew, to be read in the diff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from generator.check import CheckCache, check_dossier
from generator.diagnostics import reporters
from generator.diagnostics.problem import Problem
from generator.dossier.dossier import Dossier
from generator.loading.loader import load
from generator.outputs.manual.examples import CHECK, recipes
from generator.outputs.manual.steps import Change, Command, Recipe, Step, Write
from generator.planning.resources import ROOT
from tests.folders import LIGHTHOUSE
from tests.test_manual import TODAY, Editor, dossier_of, tried

MISTAKES = Path(__file__).parent / "mistakes"
CITED = "[reported: @example-report]"


@dataclass(frozen=True)
class Mistake:
    """What an editor does instead.

    Attributes:
        recipe: the example of the manual.
        called: what goes wrong.
        right, wrong: words of a step, and what is written in their place; with nothing right, the
            last change of the example is forgotten.
        code: the code that explains it; empty when a command refuses it.
    """

    recipe: str
    called: str
    right: str
    wrong: str
    code: str = ""


def mistakes(dossier: Dossier) -> Iterator[Mistake]:
    """Yield the mistakes, in the order of the manual."""
    opening = dossier.front.opening.id
    made = {recipe.id: recipe for recipe in recipes(dossier, TODAY)}
    (corrected,) = (step for step in made["corrected-date"].steps if isinstance(step, Change))
    day, month = (text.partition("date: ")[2].strip(" }") for text in (corrected.before, corrected.after))
    year, first = month[:4], "first-edit"
    yield Mistake(first, "a key misspelt", "aliases: [", "alias: [", "S01")
    yield Mistake(first, "no list", "aliases: [another word for it]", "aliases: another word for it", "S03")
    yield Mistake(first, "a tab", "aliases: [another", "\taliases: [another", "Y05")
    yield Mistake(first, "a bracket left open", "for it]", "for it", "Y01")
    yield Mistake("new-source", "no kind of source", "source_kind: news", "source_kind: newspaper", "S04")
    yield Mistake("new-source", "an address cut short", "https://example.org", "example.org", "S05")
    yield Mistake("new-source", "a key deleted", "publisher: Example Press\n", "", "S02")
    yield Mistake("new-source", "a colon in the title", "A report for", "Report: a report for", "Y01")
    yield Mistake("new-source", "nothing rests on it yet", "title: A", "title: The", "C02")
    yield Mistake("new-event", "31 February", f"date: {TODAY}", "date: 2026-02-31", "S05")
    yield Mistake("new-event", "a day with points", f"date: {TODAY}", "date: 23.11.2026", "S05")
    yield Mistake("new-event", "a date alone", f"when: {{of: met, date: {TODAY}}}", f"when: {TODAY}", "S03")
    yield Mistake("new-event", "an unknown strand", "strand: ", "strand: no such strand, ", "R20")
    yield Mistake("new-event", "no citation", f"met. {CITED}", "met.", "R01")
    yield Mistake("new-event", "a source misspelt", f"met. {CITED}", "met. [@exampel-report]", "C01")
    yield Mistake("new-event", "no sources", "sources: [example-report]\n", "", "R02")
    yield Mistake("new-event", "no link", f"related: [{opening}]\n", "", "L05")
    yield Mistake(
        "new-event", "words quoted that no source has", "Two sides met.", "“Two sides met.”", "R03"
    )
    yield Mistake("new-event", "straight quotation marks", "Two sides met.", 'Two "sides" met.', "P05")
    yield Mistake("new-event", "bold type", "Two sides met.", "<b>Two sides</b> met.", "P01")
    yield Mistake("new-event", "a bracket left open", f"met. {CITED}", "met. [@example-report", "P06")
    yield Mistake(
        "withdrawn-statement", "its citation alone is deleted", CITED, f"{CITED}\n\n  Soon.", "R01"
    )
    yield Mistake("withdrawn-statement", "its citation stays", CITED, f"{CITED}\n\n  {CITED}", "R27")
    yield Mistake("withdrawn-statement", "nothing is left", f"  Two sides met. {CITED}", "", "S05")
    yield Mistake("moved-record", "onto another id", "example-first-meeting", opening)
    yield Mistake("moved-record", "with capitals and a space", "example-first-meeting", "'First Meeting'")
    yield Mistake("moved-record", "its id misspelt", "rename example-meeting", "rename example-meting")
    yield Mistake("corrected-date", "31 February", month, f"{year}-02-31", "S05")
    yield Mistake("corrected-date", "a month with one figure", month, f"{year}-3", "S05")
    yield Mistake("corrected-date", "in words", month, f"March {year}", "S05")
    yield (
        Mistake("corrected-date", "of nothing", "{of: ", "{what: ", "S01")
        if "{of: " in corrected.after
        else (Mistake("corrected-date", "a range", month, f"{day} to {month}", "S05"))
    )
    yield Mistake("new-phrase-note", "no citation", "nothing. [editors]", "nothing.", "R01")
    yield Mistake("new-phrase-note", "too far left", "      In an example", " In an example", "Y01")
    yield Mistake("new-phrase-note", "a link to nothing", "the phrase", "the [[no-such-phrase]]", "L01")
    yield Mistake("new-phrase-note", "a part that is none", "phrase", f"[[{opening}#no-such-part]]", "L03")
    yield Mistake("new-claim", "another quotation", "quotation: '", "quotation: 'Not ", "R03")
    yield Mistake("new-claim", "no evidence", "verdict: unsupported", "verdict: wrong", "R15")
    yield Mistake("new-claim", "a verdict that is none", "verdict: unsupported", "verdict: false", "S04")
    yield Mistake("new-claim", "a source that is none", "made_in: ", "made_in: not-", "L01")
    figures = [step.after for step in made["changed-figure"].steps if isinstance(step, Change)]
    figure = re.findall(r"abstained: \d+", figures[0])[0]
    yield Mistake("changed-figure", "in words", figure, "abstained: one", "S03")
    yield Mistake("changed-figure", "below zero", figure, "abstained: -1", "S05")
    if len(figures) > 1:
        yield Mistake("changed-figure", "the other is forgotten", "", "", "R12")
    yield Mistake("new-term", "a link to nothing", "related: [", "related: [no-such-record, ", "L01")
    yield Mistake("new-term", "a comment left", "word. [editors]", "word. [editors]  # fill in", "N01")
    yield Mistake("new-term", "no full stop", "can be explained.", "can be explained", "S05")
    yield Mistake(
        "new-text", "what is missing is not said", "missing: All but the first words.\n", "", "R08"
    )
    yield Mistake("new-text", "a language with three letters", "language: zxx", "language: eng", "S05")
    yield Mistake("new-text", "no provision names it", "", "", "R25")


def _before(recipe: str, made: dict[str, Recipe]) -> Iterator[Step]:
    """Yield what an example builds on."""
    needed = {"new-event": 1, "withdrawn-statement": 2, "moved-record": 2}.get(recipe, 0)
    for id_ in ("new-source", "new-event")[:needed]:
        yield from (step for step in made[id_].steps if step != CHECK)


def _wrong(mistake: Mistake, recipe: Recipe) -> Iterator[Step]:
    """Yield the steps of an example with a mistake in one of them."""
    steps = [step for step in tried(recipe) if step != CHECK]
    if not mistake.right:
        steps.remove([step for step in steps if isinstance(step, Change)][-1])
        yield from steps
        return
    met = False
    for step in steps:
        match step:
            case Write(text=text) if mistake.right in text:
                step = replace(step, text=text.replace(mistake.right, mistake.wrong, 1))
            case Change(after=after) if mistake.right in after:
                step = replace(step, after=after.replace(mistake.right, mistake.wrong, 1))
            case Command(words=words) if mistake.right in words and not mistake.code:
                step = Command(words.replace(mistake.right, mistake.wrong, 1))
            case _:
                yield step
                continue
        met = True
        yield step
    assert met, mistake


LINKED = dossier_of(LIGHTHOUSE)
MADE = {recipe.id: recipe for recipe in recipes(LINKED, TODAY)}


@pytest.mark.parametrize("recipe", [id_ for id_ in MADE if id_ not in ("reviewers-question", "hand-in")])
def test_every_mistake_is_explained_to_the_letter(
    recipe: str, tmp_path: Path, rewrite_golden: bool
) -> None:
    told = ""
    found = [mistake for mistake in mistakes(LINKED) if mistake.recipe == recipe]
    for number, mistake in enumerate(found):
        editor = Editor(LIGHTHOUSE, tmp_path / str(number))
        for step in _before(recipe, MADE):
            editor.do(step)
        steps = list(_wrong(mistake, MADE[recipe]))
        if mistake.code:
            for step in steps:
                editor.do(step)
            checked = check_dossier(editor.content)
            report = checked.report
            assert mistake.code in {problem.code.id for problem in report}, (mistake, report)
            told += f"### {mistake.called}\n\n{reporters.text(report, checked.help_url)}\n"
        else:
            (command,) = steps
            assert isinstance(command, Command)
            result = editor.run(command.words)
            assert result.exit_code == 1
            told += f"### {mistake.called}\n\n{result.output}\n"
            told = told.replace(str(editor.content), "content")
    assert len(found) >= 2
    golden = MISTAKES / f"{recipe}.txt"
    if rewrite_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == told


def test_no_golden_file_is_left_of_an_example_that_is_gone() -> None:
    assert {path.stem for path in MISTAKES.iterdir()} == {mistake.recipe for mistake in mistakes(LINKED)}


def test_mistakes_in_the_real_content_are_explained_in_the_file_that_holds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many at once, as a check of the real content takes long: no two of them in one file."""
    linked = dossier_of(ROOT / "content")
    made = {recipe.id: recipe for recipe in recipes(linked, TODAY)}
    groups: list[dict[str, tuple[Mistake, list[Step]]]] = []
    for number, mistake in enumerate(m for m in mistakes(linked) if m.code):
        wrong = list(_wrong(mistake, made[mistake.recipe]))
        fresh = any(isinstance(step, Write) for step in wrong)  # and then no other file is looked at
        steps = [_as_another(step, number) for step in wrong if not (fresh and isinstance(step, Change))]
        file = next(s.file for s in reversed(steps) if isinstance(s, Write | Change))
        by_form = mistake.code[0] in "SYP"
        for group in groups:
            others = [other for other, _ in group.values()]
            if file not in group and all((other.code[0] in "SYP") == by_form for other in others):
                break
        else:
            groups.append(group := {})
        group[file] = (mistake, steps)
    cache = CheckCache()  # what stays as it is from group to group is read once
    monkeypatch.setattr("generator.authoring.scaffold.load", partial(load, known=cache.files))
    for number, group in enumerate(groups):
        editor = Editor(ROOT / "content", tmp_path / str(number))
        for step in _before("withdrawn-statement", made):
            editor.do(step)
        for _, steps in group.values():
            for step in steps:
                editor.do(step)
        found: dict[str, list[Problem]] = {}
        for problem in check_dossier(editor.content, cache).report:
            found.setdefault(problem.location.path, []).append(problem)
        for file, (mistake, _) in group.items():
            assert mistake.code in {p.code.id for p in found.get(file, ())}, (mistake, found.get(file))


def _as_another(step: Step, number: int) -> Step:
    """Return a step that writes a record as one that writes another record, of an id of its own."""
    match step:
        case Command(words=words, says=says) if words.startswith("explainer new"):
            return Command(f"{words}-{number}", says.replace(".yaml", f"-{number}.yaml"))
        case Write(file=file):
            return replace(step, file=file.replace(".yaml", f"-{number}.yaml"))
    return step
