"""A planned page to HTML: the small pieces, whole pages to the letter, and what holds on every page.

Whole pages are kept in `tests/pages`, one file an address with dots for slashes. `pytest
--rewrite-golden` writes them anew, to be read in the diff.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import functools
import shutil
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateNotFound
from lxml import html
from lxml.html import HtmlElement
from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.check import check_dossier
from generator.diagnostics.problem import Report
from generator.model import KINDS
from generator.model.dossier import Front
from generator.model.record import Record
from generator.outputs.redirects import redirect
from generator.planning.plan import Plan, PlannedPage, plan
from generator.planning.resources import ROOT
from generator.rendering.filters import day, paragraphs, spans
from generator.rendering.renderer import problems_page
from tests.folders import checked, dossier, lighthouse_file
from tests.sites import Pages

TEMPLATES = ROOT / "templates"
GOLDEN = Path(__file__).parent / "pages"


@pytest.fixture(scope="module")
def pages(lighthouse: Plan) -> Pages:
    return Pages(lighthouse)


def page(pages: Pages, address: str) -> HtmlElement:
    """Return a page of a plan as a tree."""
    return tree(pages.parts(address).content)


def ordinary(pages: Pages) -> list[PlannedPage]:
    """Return the pages that show one record or list one kind."""
    planned = pages.plan.pages.values()
    return [page for page in planned if page.record or page.template.startswith("indexes/")]


def tree(fragment: str) -> HtmlElement:
    return html.fragment_fromstring(fragment, create_parent="div")


def changed(tmp_path: Path, files: dict[str, str]) -> Pages:
    """Return the lighthouse dossier with some files changed, ready to be rendered."""
    return Pages(plan(checked(dossier(tmp_path, files))))


def navigation(pages: Pages, address: str) -> str:
    """Return the navigation beside a page, without its table of contents."""
    aside = pages.parts(address).aside
    start = aside.find('<nav class="site-nav"')
    return aside[start:] if start >= 0 else ""


def select(top: HtmlElement, query: str) -> list[HtmlElement]:
    elements = top.xpath(query)
    assert isinstance(elements, list)
    return [element for element in elements if isinstance(element, HtmlElement)]


def words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def facts(top: HtmlElement) -> list[tuple[str, str]]:
    """Return the facts at the top of a page, each with its label, without the signs of sources."""
    for sign in select(top, "//sup"):
        sign.drop_tree()
    return [(words(f.find("dt")), words(f.find("dd"))) for f in select(top, "//dl/div")]


class TestDates:
    @pytest.mark.parametrize(
        ("date", "expected"),
        [
            ("2015", '<time datetime="2015">2015</time>'),
            ("2015-11", '<time datetime="2015-11">November 2015</time>'),
            ("2015-11-17", '<time datetime="2015-11-17">17 November 2015</time>'),
            ("1907-03-04", '<time datetime="1907-03-04">4 March 1907</time>'),
        ],
    )
    def test_a_date_is_no_more_precise_than_it_is_known(self, date: str, expected: str) -> None:
        assert day(date) == expected

    @given(st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31)))
    def test_a_day_reads_as_one_says_it(self, date: datetime.date) -> None:
        assert f">{date.day} {date:%B} {date.year}<" in day(date.isoformat())


class TestKeptTexts:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("One.", ["One."]),
            ("One\nlamp.\n", ["One lamp."]),
            ("One.\n\nTwo.", ["One.", "Two."]),
            ("One.\n  \n\n Two.\n", ["One.", "Two."]),
            ("One   lamp.", ["One lamp."]),
        ],
    )
    def test_an_empty_line_parts_paragraphs(self, text: str, expected: list[str]) -> None:
        assert paragraphs(text) == expected

    @given(st.text("ab \n"))
    def test_no_word_is_lost(self, text: str) -> None:
        assert " ".join(paragraphs(text)).split() == text.split()

    @pytest.mark.parametrize(
        ("text", "marked", "expected"),
        [
            ("one two", {}, [("one two", "")]),
            ("one two", {"a": "two"}, [("one ", ""), ("two", "a")]),
            ("one two", {"a": "one", "b": "two"}, [("one", "a"), (" ", ""), ("two", "b")]),
            ("one two", {"b": "two", "a": "one"}, [("one", "a"), (" ", ""), ("two", "b")]),
            ("one two", {"a": "one two"}, [("one two", "a")]),
            ("one two", {"a": "three"}, [("one two", "")]),
            ("one two", {"a": "two", "b": "one two"}, [("one two", "b")]),
            ("one two three", {"a": "one two", "b": "two three"}, [("one two", "a"), (" three", "")]),
            ("one one", {"a": "one"}, [("one", "a"), (" one", "")]),
            ("", {"a": "one"}, []),
        ],
    )
    def test_phrases_are_cut_out_of_their_text(
        self, text: str, marked: dict[str, str], expected: list[tuple[str, str]]
    ) -> None:
        assert spans(text, marked) == expected

    _text = st.text("ab ", max_size=30)
    _phrases = st.dictionaries(st.sampled_from("xyz"), st.text("ab ", min_size=1, max_size=4))

    @given(_text, _phrases)
    def test_the_pieces_give_the_text_back(self, text: str, marked: dict[str, str]) -> None:
        assert "".join(piece for piece, _ in spans(text, marked)) == text

    @given(_text, _phrases)
    def test_a_marked_piece_is_the_phrase_to_the_letter(self, text: str, marked: dict[str, str]) -> None:
        for piece, anchor in spans(text, marked):
            assert piece
            assert not anchor or piece == marked[anchor]

    @given(_text, _phrases)
    def test_a_phrase_is_marked_once_at_most(self, text: str, marked: dict[str, str]) -> None:
        anchors = [anchor for _, anchor in spans(text, marked) if anchor]
        assert len(set(anchors)) == len(anchors)

    @given(_text, st.text("ab ", min_size=1, max_size=4))
    def test_a_lone_phrase_that_stands_in_the_text_is_marked(self, text: str, phrase: str) -> None:
        assert ((phrase, "x") in spans(text, {"x": phrase})) == (phrase in text)


SHOWN = [
    "",
    "actors/ada-fennimore/",
    "claims/claim-1/",
    "comparisons/lamp-and-bell/",
    "events/great-storm/",
    "events/lamp-relit/",
    "invocations/skerrymoor-1907/",
    "motions/joint-motion/",
    "pages/method/",
    "provisions/mutual-lamp-clause/",
    "questions/who-must-help/",
    "recommendations/oil-store/",
    "recommendations/spare-lamps/",
    "requests/spare-lamp/",
    "resolutions/lamp-resolution/",
    "responses/marram-answer/",
    "responses/ostvik-answer/",
    "sources/letter-of-skerrymoor/",
    "sources/reported-gazette/",
    "states/marram/",
    "terms/wick/",
    "texts/charter-9-3-de/",
    "votes/final-vote/",
    "votes/vote-on-paragraph-2/",
    *(f"{kind.folder}/" for kind in KINDS.values() if kind is not Front),
]
"""A page of each kind of record, the index of each kind and the home page."""


def golden(address: str) -> Path:
    return GOLDEN / f"{address.strip('/').replace('/', '.') or 'home'}.html"


class TestWholePages:
    @pytest.mark.parametrize("address", SHOWN, ids=lambda address: address or "home")
    def test_a_page_is_this_to_the_letter(self, pages: Pages, address: str, rewrite_golden: bool) -> None:
        kept = golden(address)
        rendered = pages.parts(address).content
        if rewrite_golden:
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(rendered, encoding="utf-8")
        assert rendered == kept.read_text(encoding="utf-8")

    def test_every_kind_is_shown(self, lighthouse: Plan) -> None:
        shown = {lighthouse.pages[address].kind for address in SHOWN if lighthouse.pages[address].record}
        assert shown == set(KINDS.values())

    def test_no_file_is_left_over(self) -> None:
        assert sorted(GOLDEN.iterdir()) == sorted(golden(address) for address in SHOWN)


class TestEveryPage:
    def test_it_has_one_first_heading_which_is_its_name(self, pages: Pages) -> None:
        for planned in ordinary(pages):
            name = planned.record.title if planned.record else planned.kind.many
            headings = [words(h) for h in select(page(pages, planned.address), "//h1")]
            assert headings == [" ".join(name.split())]

    def test_its_table_of_contents_holds_the_headings_that_lead_to_themselves(self, pages: Pages) -> None:
        for address, planned in pages.plan.pages.items():
            rendered = pages.parts(planned.address)
            headings = [
                (int(str(link.getparent().tag)[1]), f"#{link.getparent().get('id')}", link.getparent().text)
                for link in select(
                    tree(rendered.content), "//*[self::h2 or self::h3]/a[@class='headerlink']"
                )
            ]
            assert headings == [(h.level, f"#{h.id}", h.title) for h in rendered.headings], address

    def test_its_table_of_contents_leaves_out_no_heading_of_the_second_level(self, pages: Pages) -> None:
        for planned in ordinary(pages):
            rendered = pages.parts(planned.address)
            seconds = [h.get("id") for h in select(tree(rendered.content), "//h2")]
            assert seconds == [h.id for h in rendered.headings if h.level == 2], planned.address

    def test_headings_skip_no_level(self, pages: Pages) -> None:
        for address in pages.plan.pages:
            level = 0
            for heading in select(page(pages, address), "//h1|//h2|//h3|//h4"):
                assert int(str(heading.tag)[1]) <= level + 1, address
                level = int(str(heading.tag)[1])

    def test_an_id_stands_once(self, pages: Pages) -> None:
        for address in pages.plan.pages:
            ids = Counter(element.get("id") for element in select(page(pages, address), "//*[@id]"))
            assert [id_ for id_, count in ids.items() if count > 1] == [], address

    def test_every_part_of_a_record_is_on_its_page(self, pages: Pages) -> None:
        for address, planned in pages.plan.pages.items():
            ids = {element.get("id") for element in select(page(pages, address), "//*[@id]")}
            assert planned.record is None or set(planned.record.parts()) <= ids, address

    def test_a_list_holds_nothing_but_items(self, pages: Pages) -> None:
        for address in pages.plan.pages:
            for element in select(page(pages, address), "//ul|//ol"):
                assert {child.tag for child in element} == {"li"}, address

    def test_the_trail_leads_to_the_pages_above(self, pages: Pages) -> None:
        steps = select(page(pages, "votes/final-vote/"), "//nav[@class='trail']//a")
        assert [(step.get("href"), words(step)) for step in steps] == [
            ("../../", "Home"),
            ("../../resolutions/", "The resolution"),
            ("../../votes/", "Votes"),
        ]

    def test_its_neighbours_are_named(self, pages: Pages) -> None:
        links = select(page(pages, "events/lamp-relit/"), "//nav[@class='neighbours']/a")
        assert [(a.get("rel"), a.get("href"), words(a)) for a in links] == [
            ("prev", "../../events/great-storm/", "Previous The storm of *three* nights")
        ]

    def test_a_record_leads_to_the_file_it_is_edited_in(self, pages: Pages) -> None:
        link = select(page(pages, "terms/wick/"), "//a[@class='edit']")[0]
        assert link.get("href") == "https://lighthouses.example/edit/terms/wick.yaml"


def wick_with_parts(*ids: str) -> str:
    """Return the record of the wick with a section for each of some ids."""
    sections = "".join(f"  - {{id: {id_}, heading: Part, body: 'Words. [editors]'}}\n" for id_ in ids)
    return lighthouse_file("terms/wick.yaml", ("related:", f"sections:\n{sections}related:"))


class TestPartsOfARecord:
    @pytest.mark.parametrize(
        "id_", ["sources", "see-also", "referred-to-by", "cited-1", "source-handbook", "in-full"]
    )
    def test_they_may_be_called_as_the_templates_call_theirs(self, tmp_path: Path, id_: str) -> None:
        wick = page(changed(tmp_path, {"terms/wick.yaml": wick_with_parts(id_, "other")}), "terms/wick/")
        ids = Counter(element.get("id") for element in select(wick, "//*[@id]"))
        assert max(ids.values()) == 1
        assert ids[id_] == 1

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("terms/wick.yaml", wick_with_parts("oil", "oil")),
            (
                "provisions/mutual-lamp-clause.yaml",
                lighthouse_file(
                    "provisions/mutual-lamp-clause.yaml", ("- id: vow-of-darkness", "- id: by-every-lamp")
                ),
            ),
            (
                "resolutions/lamp-resolution.yaml",
                lighthouse_file(
                    "resolutions/lamp-resolution.yaml", ("- id: recital-a", "- id: citation-1")
                ),
            ),
            (
                "comparisons/lamp-and-bell.yaml",
                lighthouse_file("comparisons/lamp-and-bell.yaml", ("- id: duty", "- id: trigger")),
            ),
        ],
        ids=["sections", "phrases", "passages", "rows"],
    )
    def test_two_of_one_id_are_refused(self, tmp_path: Path, name: str, text: str) -> None:
        assert check_dossier(dossier(tmp_path, {name: text})).report

    def test_a_cell_without_a_column_is_refused(self, tmp_path: Path) -> None:
        text = lighthouse_file(
            "comparisons/lamp-and-bell.yaml",
            (
                "provisions: [mutual-lamp-clause, fog-bell-clause]",
                "provisions: [mutual-lamp-clause, third]",
            ),
        )
        third = lighthouse_file("provisions/fog-bell-clause.yaml")
        files = {"comparisons/lamp-and-bell.yaml": text, "provisions/third.yaml": third}
        assert check_dossier(dossier(tmp_path, files)).report

    def test_a_row_without_a_cell_says_so(self, tmp_path: Path) -> None:
        text = lighthouse_file(
            "comparisons/lamp-and-bell.yaml",
            ("lamp-clause, fog-bell-clause]", "lamp-clause, fog-bell-clause, third]"),
        )
        third = lighthouse_file("provisions/fog-bell-clause.yaml", ("Article 4(1) of the Charter", "Third"))
        files = {"comparisons/lamp-and-bell.yaml": text, "provisions/third.yaml": third}
        top = page(changed(tmp_path, files), "comparisons/lamp-and-bell/")
        assert [words(row[-1]) for row in select(top, "//tbody/tr")] == ["not compared", "not compared"]


class TestCitations:
    def test_they_are_numbered_in_the_order_of_the_text(self, pages: Pages) -> None:
        for planned in ordinary(pages):
            signs = select(page(pages, planned.address), "//sup[@class='sign']/a")
            firsts = list(dict.fromkeys(int(words(sign)) for sign in signs))
            assert firsts == list(range(1, len(firsts) + 1)), planned.address

    def test_each_leads_to_its_source_in_the_list_and_the_list_leads_back(self, pages: Pages) -> None:
        for planned in ordinary(pages):
            top = page(pages, planned.address)
            listed = select(top, "//ol[@class='sources']/li")
            signs = {f"#{a.get('id')}": a for a in select(top, "//sup[@class='sign']/a")}
            back: list[str] = []
            for number, entry in enumerate(listed, 1):
                for link in select(entry, ".//a[@class='back']"):
                    sign = signs[str(link.get("href"))]
                    assert (sign.get("href"), words(sign)) == (f"#{entry.get('id')}", str(number))
                    back.append(str(link.get("href")))
            assert sorted(back) == sorted(signs), planned.address

    def test_the_list_names_the_places(self, pages: Pages) -> None:
        top = page(pages, "comparisons/lamp-and-bell/")
        places = select(top, "//ol[@class='sources']/li[1]/*[@class='place']")
        assert [words(place).removeprefix("Here: ") for place in places] == [
            "Article 9(3) ↩ ↩",
            "Article 4(1) ↩ ↩",
        ]

    def test_a_place_without_words_and_signs_is_not_listed(self, tmp_path: Path) -> None:
        text = lighthouse_file("terms/keeper.yaml", ("[@assembly-minutes, p. 6]", "[@handbook, p. 6]"))
        files = {"terms/keeper.yaml": text + "sources: [handbook]\n"}
        top = page(changed(tmp_path, files), "terms/keeper/")
        places = select(top, "//ol[@class='sources']/li/*[@class='place']")
        assert [words(place).removeprefix("Here: ") for place in places] == ["p. 6 ↩"]

    def test_what_a_record_rests_on_is_listed_even_without_a_sign(self, pages: Pages) -> None:
        top = page(pages, "states/ostvik/")
        assert not select(top, "//sup")
        listed = [words(entry) for entry in select(top, "//ol[@class='sources']/li")]
        assert len(listed) == 1
        assert listed[0].startswith("Charter of the League of Lighthouses")
        assert "signatures" in listed[0]

    def test_a_sign_says_the_number_of_its_source_and_the_place(self, pages: Pages) -> None:
        sign = select(page(pages, "terms/keeper/"), "//sup/a")[0]
        assert sign.get("aria-label") == "Source 1, p. 6"

    def test_doubt_is_said_in_words(self, pages: Pages) -> None:
        said = select(page(pages, "provisions/mutual-lamp-clause/"), "//*[@class='confidence disputed']")
        assert "sources disagree" in [words(element) for element in said]
        note = select(page(pages, "events/great-storm/"), "//*[@class='confidence-note']")
        assert [words(element) for element in note] == ["reported by one source"]

    def test_our_own_voice_is_told(self, pages: Pages) -> None:
        said = select(page(pages, "claims/claim-2/"), "//*[@class='own-voice']")
        assert [words(element) for element in said] == ["our words"]

    @pytest.mark.parametrize(
        ("address", "quoted", "language"),
        [
            ("events/great-storm/", "“a luz não se apaga”", "pt"),
            ("claims/claim-1/", "“Every lighthouse answered at once”", None),
        ],
    )
    def test_a_quotation_is_marked_with_a_language_that_is_not_the_sites(
        self, pages: Pages, address: str, quoted: str, language: str | None
    ) -> None:
        quotations = select(page(pages, address), "//p//q")
        assert [(words(q), q.get("lang")) for q in quotations] == [(quoted, language)]


class TestLinks:
    def test_a_page_names_what_refers_to_it(self, pages: Pages) -> None:
        referring = select(page(pages, "events/great-storm/"), "//div[@class='referring']")[0]
        assert words(referring) == "Invocations Skerrymoor asks for light"

    def test_a_page_that_nothing_refers_to_does_not_say_so(self, pages: Pages) -> None:
        assert not select(page(pages, "claims/claim-1/"), "//div[@class='referring']")

    def test_a_provision_is_called_by_its_short_name(self, pages: Pages) -> None:
        link = select(page(pages, "invocations/skerrymoor-1907/"), "//dl//a")[0]
        assert words(link) == "the mutual-lamp clause"

    def test_a_part_is_called_by_its_own_name(self, pages: Pages) -> None:
        link = select(page(pages, "questions/who-must-help/"), "//a[contains(@href, '#origin')]")[0]
        assert words(link) == "Where the words come from"

    def test_a_phrase_of_the_text_leads_to_its_note(self, pages: Pages) -> None:
        phrases = select(page(pages, "provisions/mutual-lamp-clause/"), "//a[contains(@class, 'phrase')]")
        assert [(a.get("href"), words(a)) for a in phrases] == [
            ("#by-every-lamp", "by every lamp within their reach"),
            ("#vow-of-darkness", "Lighthouses with a vow of darkness keep their vow."),
        ]

    def test_an_incomplete_address_is_not_a_link(self, pages: Pages) -> None:
        top = page(pages, "sources/reported-gazette/")
        assert ("Address", "incomplete, so not given as a link") in facts(top)
        assert not select(top, "//a[@rel='external']")

    def test_a_label_keeps_its_capitals(self, tmp_path: Path) -> None:
        text = lighthouse_file("events/lamp-relit.yaml", ("of: relit", "of: relit by Ivo of Östvik"))
        top = page(changed(tmp_path, {"events/lamp-relit.yaml": text}), "events/lamp-relit/")
        assert facts(top)[0] == ("Relit by Ivo of Östvik", "9 March 1907")

    def test_a_strand_keeps_its_capitals(self, tmp_path: Path) -> None:
        files = {
            "dossier.yaml": lighthouse_file(
                "dossier.yaml", ("[storm, answers,", "[storm, answers of Östvik,")
            ),
            "events/lamp-relit.yaml": lighthouse_file(
                "events/lamp-relit.yaml", ("strand: answers", "strand: answers of Östvik")
            ),
        }
        headings = select(page(changed(tmp_path, files), "events/"), "//h2")
        assert [heading.text for heading in headings] == ["Storm", "Answers of Östvik"]


class TestNavigation:
    def test_it_names_what_stands_in_the_chapter_and_the_siblings(self, pages: Pages) -> None:
        here = tree(navigation(pages, "motions/joint-motion/"))
        assert [(a.get("href"), words(a)) for a in select(here, "//a")] == [
            ("../../resolutions/", "Resolutions"),
            ("../../motions/", "Motions"),
            ("../../motions/motion-mirrors/", "Motion B_3 | Mirror Group"),
            ("./", "Joint motion"),
            ("../../votes/", "Votes"),
            ("../../recommendations/", "Recommendations"),
        ]

    def test_only_what_is_planned_is_linked(self, pages: Pages) -> None:
        for address in pages.plan.pages:
            steps = "../" * address.count("/")
            for link in select(tree(navigation(pages, address)), "//a"):
                href = str(link.get("href"))
                assert href in ("./", steps) or href.removeprefix(steps) in pages.plan.pages, address

    @pytest.mark.parametrize(
        "address",
        ["votes/", "votes/final-vote/", "events/great-storm/", "resolutions/lamp-resolution/"],
    )
    def test_it_says_where_the_reader_is(self, pages: Pages, address: str) -> None:
        here = select(tree(navigation(pages, address)), "//a[@aria-current='page']")
        assert [link.get("href") for link in here] == ["./"]

    def test_it_says_so_once_on_the_page_that_leads_a_chapter(self, pages: Pages) -> None:
        lead = "provisions/mutual-lamp-clause/"
        assert len(select(tree(navigation(pages, lead)), "//a[@aria-current='page']")) == 1

    def test_its_lists_hold_nothing_but_items(self, pages: Pages) -> None:
        for address in pages.plan.pages:
            for element in select(tree(navigation(pages, address)), "//ul"):
                assert {child.tag for child in element} == {"li"}, address


HOSTILE = "<i class='x'>&amp; it's --> "
P = TypeVar("P", bound=BaseModel)


@functools.cache
def _field(cls: type[BaseModel], name: str) -> TypeAdapter[object]:
    info = cls.model_fields[name]
    annotated: Any = Annotated[info.annotation, info]
    return TypeAdapter(annotated)


def laced(part: P) -> P:
    """Return a record, or a part of one, with hostile words before every text that may hold them."""
    fields: dict[str, object] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            fields[name] = laced(value)
        elif isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
            fields[name] = tuple(laced(item) for item in value)
        elif name not in ("id", "kinds") and isinstance(value, str | tuple):
            texts = (value,) if isinstance(value, str) else value
            wanted = tuple(HOSTILE + text for text in texts if isinstance(text, str))
            with contextlib.suppress(ValidationError):
                fields[name] = _field(type(part), name).validate_python(
                    wanted[0] if isinstance(value, str) else wanted
                )
    return part.model_copy(update=fields)


@pytest.fixture(scope="module")
def hostile(lighthouse: Plan) -> Pages:
    records = {id_: laced(record) for id_, record in lighthouse.dossier.records.items()}
    front = records["dossier"]
    assert isinstance(front, Front)
    planned = plan(dataclasses.replace(lighthouse.dossier, front=front, records=records))
    return Pages(planned)


class TestHostileWords:
    def test_they_are_shown_as_they_are(self, hostile: Pages) -> None:
        top = page(hostile, "terms/wick/")
        assert select(top, "//h1")[0].text == HOSTILE + "Wick <or> snuff"
        assert select(top, "//*[@class='summary']")[0].text == HOSTILE + "The part of a lamp that burns."

    def test_they_are_markup_on_no_page(self, hostile: Pages) -> None:
        for address in hostile.plan.pages:
            for fragment in (hostile.parts(address).content, hostile.parts(address).aside):
                assert not select(tree(fragment), "//i|//*[@class='x']"), address

    def test_they_are_escaped_once(self, hostile: Pages) -> None:
        for address in hostile.plan.pages:
            for fragment in (hostile.parts(address).content, hostile.parts(address).aside):
                assert "&amp;amp;amp;" not in fragment, address
                assert "&amp;lt;" not in fragment, address

    def test_so_they_are_in_a_place_and_in_the_words_of_a_link(self, tmp_path: Path) -> None:
        text = lighthouse_file(
            "terms/keeper.yaml",
            ("[[ivo-nastrom]]", '[[ivo-nastrom|<i>"Ivo" & co]]'),
            ("assembly-minutes, p. 6", 'assembly-minutes, <i>"p." 6'),
        )
        top = page(changed(tmp_path, {"terms/keeper.yaml": text}), "terms/keeper/")
        assert not select(top, "//i")
        assert words(select(top, "//div[@class='body']//a")[0]) == '<i>"Ivo" & co'
        assert str(select(top, "//sup/a")[0].get("aria-label")).endswith('<i>"p." 6')

    def test_so_they_are_at_a_former_address(self, hostile: Pages) -> None:
        former, now = next(iter(hostile.plan.redirects.items()))
        moved = redirect(hostile.plan, former, now).decode()
        assert "<i" not in moved
        assert words(select(html.document_fromstring(moved), "//a")[0]) == " ".join(
            hostile.plan.pages[now].title.split()
        )

    def test_so_they_are_in_a_problem(self, tmp_path: Path) -> None:
        folder = dossier(tmp_path, {"terms/odd.yaml": "<i>: <b>&amp;</b>\n"})
        shown = tree(problems_page(check_dossier(folder).report, TEMPLATES))
        assert not select(shown, "//i|//b")
        assert "1 | <i>: <b>&amp;</b>" in str(shown.text_content())


class TestFormerAddresses:
    def test_the_page_there_leads_on_by_itself_and_by_a_link(self, lighthouse: Plan) -> None:
        moved = html.document_fromstring(redirect(lighthouse, "terms/snuff/", "terms/wick/"))
        assert select(moved, "//meta[@http-equiv]")[0].get("content") == "0; url=../../terms/wick/"
        assert select(moved, "//a")[0].get("href") == "../../terms/wick/"

    def test_it_names_the_lasting_address(self, lighthouse: Plan) -> None:
        moved = html.document_fromstring(redirect(lighthouse, "terms/snuff/", "terms/wick/"))
        canonical = select(moved, "//link[@rel='canonical']")[0]
        assert canonical.get("href") == "https://lighthouses.example/terms/wick/"


class TestProblems:
    def test_they_are_counted_and_told_one_by_one(self, tmp_path: Path) -> None:
        report = check_dossier(dossier(tmp_path, {"terms/odd.yaml": "", "odd.txt": ""})).report
        shown = tree(problems_page(report, TEMPLATES))
        assert words(select(shown, "//h2")[0]) == "2 problems in the content"
        assert [words(item).split()[0] for item in select(shown, "//li")] == [
            "content/odd.txt:1:1",
            "content/terms/odd.yaml:1:1",
        ]

    def test_one_is_one(self, tmp_path: Path) -> None:
        report = check_dossier(dossier(tmp_path, {"terms/odd.yaml": ""})).report
        assert isinstance(report, Report)
        heading = select(tree(problems_page(report, TEMPLATES)), "//h2")[0]
        assert words(heading) == "1 problem in the content"


@pytest.mark.parametrize("kind", [kind.kind for kind in KINDS.values()])
def test_every_kind_has_its_templates(kind: str) -> None:
    assert (TEMPLATES / f"records/{kind}.html").exists()
    assert (TEMPLATES / f"indexes/{kind}.html").exists() or kind == Front.kind


def test_a_template_that_is_missing_is_named(lighthouse: Plan, tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates/records/vote.html").unlink()
    with pytest.raises(TemplateNotFound, match=r"records/vote\.html"):
        Pages(lighthouse, tmp_path / "templates").parts("votes/final-vote/")


def test_pages_are_the_same_in_whatever_order_they_are_rendered(pages: Pages) -> None:
    again = Pages(pages.plan)
    for url in reversed(list(pages.plan.pages)):
        assert again.parts(url) == pages.parts(url)


def test_every_record_is_listed_in_the_index_of_its_kind(pages: Pages) -> None:
    for kind in KINDS.values():
        if kind is Front:
            continue
        links = {str(a.get("href")) for a in select(page(pages, f"{kind.folder}/"), "//a")}
        records: tuple[Record, ...] = pages.plan.dossier.of_kind(kind)
        assert {f"../{pages.plan.address_of(record.id)}" for record in records} <= links, kind.folder
