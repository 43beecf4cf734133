"""`explainer show` and `explainer where`: from an id or a sentence to the files, with the places."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

from generator import cli
from generator.authoring.find import where
from generator.authoring.ids import Refused
from generator.authoring.inspect import mentions, show
from generator.dossier.dossier import Dossier
from generator.dossier.linker import link
from generator.loading.loader import load
from generator.model.prose import Prose
from generator.model.record import Record, leaves
from generator.planning.plan import Plan
from generator.rendering.citations import Notes
from generator.rendering.prose_html import to_html
from generator.rules.quotations import kept_by_source
from tests.folders import LIGHTHOUSE, dossier, lighthouse_file


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, [*arguments, "--content", str(LIGHTHOUSE)])


# --- show


def test_a_record_is_shown_with_what_it_refers_to_and_what_refers_to_it() -> None:
    result = _run("show", "lamp-office")
    assert result.exit_code == 0
    told = result.output.splitlines()
    assert told[0] == "actor `lamp-office`: Lamp Office"
    assert told[1] == "content/actors/lamp-office.yaml, confirmed, reviewed 2026-11-01"
    headings = [line for line in told if line.startswith("It ")]
    assert [line.rstrip(":") for line in headings] == [
        "It refers to nothing.",
        "It cites",
        "It is referred to by",
    ]


def test_every_mention_is_shown_at_both_ends_with_the_line_it_stands_on() -> None:
    loaded = load(LIGHTHOUSE)
    shown = {record.id: show(loaded, record.id) for record in loaded.records}
    found = [m for m in mentions(loaded) if m.origin != m.target]
    assert len(found) > 100
    for mention in found:
        at = f"  {mention.where.path}:{mention.where.line}: "
        assert f"{at}{_kind(loaded.records, mention.target)} `{mention.target}`" in shown[mention.origin]
        assert f"{at}{_kind(loaded.records, mention.origin)} `{mention.origin}`" in shown[mention.target]
        assert mention.target in mention.where.text


def _kind(records: tuple[Record, ...], id: str) -> str:
    return next(record.kind for record in records if record.id == id)


def test_the_nearest_id_is_named_when_there_is_none() -> None:
    result = _run("show", "Lamp Ofice")
    assert result.exit_code == 1
    assert result.output == "Error: there is no record `Lamp Ofice`; did you mean `lamp-office`?\n"


def test_it_works_while_other_files_are_broken(tmp_path: Path) -> None:
    broken = lighthouse_file("terms/wick.yaml") + "nonsense: [[keeper]]\n"
    loaded = load(dossier(tmp_path, {"terms/wick.yaml": broken, "terms/damper.yaml": "title: [\n"}))
    assert show(loaded, "keeper").startswith("term `keeper`: ")
    with pytest.raises(Refused, match=r"content/terms/wick.yaml cannot be read as a record"):
        show(loaded, "wick")


def test_a_reference_to_nothing_is_shown_as_such(tmp_path: Path) -> None:
    term = "title: Damper\nsummary: A plate.\nreviewed: 2026-11-01\nrelated: [nowhere]\n"
    told = show(load(dossier(tmp_path, {"terms/damper.yaml": term})), "damper")
    assert "  content/terms/damper.yaml:4: `nowhere`, no record\n" in told


# --- where


def test_the_command_prints_place_record_and_line() -> None:
    title = "The storm of *three* nights"
    result = _run("where", "the", "STORM", "of three", "nights.")
    assert (result.exit_code, result.output.splitlines()[0]) == (
        0,
        f"content/events/great-storm.yaml:1:8: event `great-storm`: {title}",
    )
    assert result.output.splitlines()[1] == f"    1 | title: {title}"


def test_every_block_of_prose_is_found_as_a_reader_copies_it(lighthouse: Plan) -> None:
    """That is with the numbers of sources, the words of links, and the signs of confidence."""
    looked_for = 0
    for page in lighthouse.pages.values():
        for _, leaf in leaves(page.record):
            if isinstance(leaf, Prose) and page.record:
                shown = to_html(leaf, Notes(lighthouse, page.address, kept_by_source(lighthouse.dossier)))
                for block in html.fragment_fromstring(shown, create_parent="div").iter("p", "li"):
                    found = where(lighthouse.dossier, block.text_content())
                    hits = found.exact or found.nearest
                    assert page.record.id in {hit.record for hit in hits}, block.text_content()
                    looked_for += 1
    assert looked_for > 30


def _body(linked: Dossier, record: str) -> Prose:
    body = linked.records[record].body
    assert body
    return body


@pytest.mark.parametrize(
    ("body", "text", "place"),
    [
        ("One. [editors] The *oil* burns. [editors]", "The oil burns.", (4, 22)),
        ("|\n  One. [editors]\n\n  The oil\n  burns. [editors]", "the oil burns", (7, 3)),
        ("The [[keeper|oil burns]] low. [editors]", "OIL BURNS low", (4, 20)),
        ("The [[keeper]] burns. [editors]", "The Keeper burns", (4, 7)),
        ("It says “the oil burns”. [@handbook]", 'says "the oil burns"', (4, 10)),
        ("The oil — lit — burns in 1907. [editors]", "the oil - lit - burns in 1907", (4, 7)),
        ("The keeper’s oil burns. [editors]", "the keeper's oil burns", (4, 7)),
        ("The oil burns. [@handbook] It is blue. [editors]", "The oil burns.1 It is blue. 2", (4, 7)),
        ('"The \\x6fil bur\\\n  ns. [editors]"', "The oil burns", (4, 8)),
        (">-\n  - The oil\n  burns. [editors]", "The oil burns", (5, 5)),
    ],
)
def test_differences_between_file_and_page_do_not_matter(
    body: str, text: str, place: tuple[int, int], tmp_path: Path
) -> None:
    term = f"title: Damper\nsummary: A plate.\nreviewed: 2026-11-01\nbody: {body}\n"
    linked, _ = link(load(dossier(tmp_path, {"terms/damper.yaml": term})))
    assert linked
    (hit,) = where(linked, text).exact
    assert (hit.record, hit.where.line, hit.where.column) == ("damper", *place)


def test_words_of_fields_are_found_too(lighthouse: Plan) -> None:
    source = lighthouse.dossier.records["handbook"]
    assert {hit.record for hit in where(lighthouse.dossier, source.summary).exact} == {"handbook"}


def test_the_nearest_is_told_when_nothing_says_it_exactly(lighthouse: Plan) -> None:
    words = " ".join(_body(lighthouse.dossier, "great-storm").text.split()[:9])
    found = where(lighthouse.dossier, f"{words} zebra crossing")
    assert not found.exact
    assert [hit.record for hit in found.nearest] == ["great-storm"]


def test_nothing_near_is_told_as_such() -> None:
    result = _run("where", "zebra crossing on the moon")
    assert (result.exit_code, result.output) == (1, "No record says this.\n")
    result = _run("where", "...")
    assert (result.exit_code, result.output) == (1, "No record says this.\n")
