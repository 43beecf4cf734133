"""The site as planned: which pages there are, where they are, and what leads from one to another."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check_dossier
from generator.model import KINDS
from generator.model.dossier import Front
from generator.model.record import Record
from generator.planning.plan import Plan, PlannedPage, plan
from generator.planning.urls import href
from tests.folders import LIGHTHOUSE, checked, dossier, lighthouse_file

LISTED = [cls for cls in KINDS.values() if cls is not Front]
ORDERED = [cls for cls in LISTED if cls.ordered]

_word = st.text("abc019-", min_size=1, max_size=4)
_address = st.lists(_word, max_size=4).map(lambda words: "".join(f"{word}/" for word in words))
_target = st.builds(str.__add__, _address, st.just("") | _word.map(lambda word: f"#{word}"))


def called(kind: type[Record]) -> str:
    return kind.kind


def planned(content: Path) -> Plan:
    """Check a content folder, and plan it."""
    found = checked(content)
    return plan(found)


def trail(page: PlannedPage) -> list[str]:
    return [step.address for step in page.trail]


class TestAddresses:
    @pytest.mark.parametrize(
        ("origin", "target", "way"),
        [
            ("", "", "./"),
            ("", "terms/", "terms/"),
            ("", "terms/wick/", "terms/wick/"),
            ("", "terms/wick/#oil", "terms/wick/#oil"),
            ("", "#now", "#now"),
            ("terms/", "", "../"),
            ("terms/", "terms/", "./"),
            ("terms/", "terms/wick/", "../terms/wick/"),
            ("terms/wick/", "", "../../"),
            ("terms/wick/", "#now", "../../#now"),
            ("terms/wick/", "terms/wick/", "./"),
            ("terms/wick/", "terms/wick/#oil", "#oil"),
            ("terms/wick/", "terms/keeper/#a", "../../terms/keeper/#a"),
        ],
    )
    def test_the_way_from_one_to_another(self, origin: str, target: str, way: str) -> None:
        assert href(origin, target) == way

    @given(_address, _target, st.sampled_from(["", "sub/", "a/b/"]))
    def test_a_browser_that_goes_the_way_arrives(self, origin: str, target: str, below: str) -> None:
        top = f"https://lighthouses.example/{below}"
        assert urljoin(top + origin, href(origin, target)) == top + target

    @given(_address, _target)
    def test_no_way_names_the_host_or_its_root(self, origin: str, target: str) -> None:
        assert not href(origin, target).startswith("/")
        assert ":" not in href(origin, target)

    def test_an_address_is_folder_and_id(self, lighthouse: Plan) -> None:
        assert lighthouse.address_of("wick") == "terms/wick/"
        assert lighthouse.address_of("skerrymoor-1907") == "invocations/skerrymoor-1907/"

    def test_the_dossier_itself_is_the_home_page(self, lighthouse: Plan) -> None:
        assert lighthouse.address_of("dossier") == ""

    def test_a_part_follows_the_page(self, lighthouse: Plan) -> None:
        assert lighthouse.address_of("mutual-lamp-clause", "by-every-lamp") == (
            "provisions/mutual-lamp-clause/#by-every-lamp"
        )


class TestPages:
    def test_every_record_has_exactly_one(self, lighthouse: Plan) -> None:
        shown = [page.record.id for page in lighthouse.pages.values() if page.record]
        assert sorted(shown) == sorted(lighthouse.dossier.records)

    def test_each_stands_under_its_own_address(self, lighthouse: Plan) -> None:
        for address, page in lighthouse.pages.items():
            assert page.address == address
            if page.record:
                assert address == lighthouse.address_of(page.record.id)

    def test_a_page_is_named_and_described_by_its_record(self, lighthouse: Plan) -> None:
        page = lighthouse.pages["terms/wick/"]
        assert (page.title, page.description) == ("Wick <or> snuff", "The part of a lamp that burns.")

    def test_no_two_have_one_title(self, tmp_path: Path) -> None:
        source = lighthouse_file("sources/handbook.yaml", ("title: Handbook of Lamps", "title: Keeper"))
        alike = "title: How to light\nsummary: A lamp.\nreviewed: 2026-11-01\nrelated: [wick, keeper]\n"
        found = planned(
            dossier(
                tmp_path,
                {
                    "sources/handbook.yaml": source,
                    "terms/first-way.yaml": alike,
                    "terms/second-way.yaml": alike,
                    "terms/index.yaml": alike.replace("How to light", "Sources"),
                },
            )
        )
        titles = {page.address: page.title for page in found.pages.values()}
        assert len(set(titles.values())) == len(titles)
        assert titles["terms/keeper/"] == "Keeper (Term)"
        assert titles["sources/handbook/"] == "Keeper (Lamp Office)"
        assert titles["terms/first-way/"] == "How to light (first-way)"
        assert (titles["terms/index/"], titles["sources/"]) == ("Sources (Term)", "Sources")

    def test_no_two_have_one_title_even_where_a_third_has_the_longer_one(self, tmp_path: Path) -> None:
        source = lighthouse_file("sources/handbook.yaml", ("title: Handbook of Lamps", "title: Keeper"))
        odd = lighthouse_file("terms/wick.yaml", ("Wick <or> snuff", "Keeper (Term)"))
        found = planned(dossier(tmp_path, {"sources/handbook.yaml": source, "terms/wick.yaml": odd}))
        titles = [page.title for page in found.pages.values()]
        assert sorted(titles) == sorted(set(titles))

    def test_the_home_page_keeps_the_name_of_the_dossier(self, tmp_path: Path) -> None:
        name = "The mutual-lamp clause & its one use"
        changed = lighthouse_file("terms/wick.yaml", ("Wick <or> snuff", name))
        pages = planned(dossier(tmp_path, {"terms/wick.yaml": changed})).pages
        assert pages[""].title == name
        assert pages["terms/wick/"].title != name

    def test_a_page_is_edited_in_the_file_of_its_record(self, lighthouse: Plan) -> None:
        assert lighthouse.pages["terms/wick/"].edit == "terms/wick.yaml"
        assert lighthouse.pages[""].edit == "dossier.yaml"
        assert [p.edit for p in lighthouse.pages.values() if not (LIGHTHOUSE / p.edit).is_file()] == []

    def test_a_page_is_dated_by_the_review_of_its_record(self, tmp_path: Path) -> None:
        later = lighthouse_file("terms/wick.yaml", ("reviewed: 2026-11-01", "reviewed: 2026-11-20"))
        pages = planned(dossier(tmp_path, {"terms/wick.yaml": later})).pages
        assert pages["terms/wick/"].reviewed == "2026-11-20"
        assert pages["terms/keeper/"].reviewed == "2026-11-01"

    def test_an_index_and_the_home_page_are_dated_by_the_latest_review(self, tmp_path: Path) -> None:
        later = lighthouse_file("terms/wick.yaml", ("reviewed: 2026-11-01", "reviewed: 2026-11-20"))
        pages = planned(dossier(tmp_path, {"terms/wick.yaml": later})).pages
        assert pages["terms/"].reviewed == pages[""].reviewed == "2026-11-20"
        assert pages["states/"].reviewed == "2026-11-01"

    def test_the_same_dossier_gives_the_same_plan(self, lighthouse: Plan, tmp_path: Path) -> None:
        again = planned(dossier(tmp_path))
        assert list(again.pages.values()) == list(lighthouse.pages.values())
        assert again.chapters == lighthouse.chapters


class TestIndexes:
    @pytest.mark.parametrize("kind", LISTED, ids=called)
    def test_every_kind_has_one(self, lighthouse: Plan, kind: type[Record]) -> None:
        page = lighthouse.pages[f"{kind.folder}/"]
        assert (page.title, page.description) == (kind.many, kind.lead)
        assert page.kind is kind
        assert page.record is None

    def test_a_kind_without_records_has_none(self, tmp_path: Path) -> None:
        mended = lighthouse_file("questions/is-one-lamp-enough.yaml", (", method]", "]"))
        files = {"questions/is-one-lamp-enough.yaml": mended}
        found = planned(dossier(tmp_path, files, without=["pages/method.yaml"]))
        assert "pages/" not in found.pages
        assert "pages/" not in [index.address for chapter in found.chapters for index in chapter.indexes]

    def test_an_index_is_edited_where_chapters_are_named(self, lighthouse: Plan) -> None:
        assert lighthouse.pages["states/"].edit == "dossier.yaml"


class TestChapters:
    def test_they_stand_in_the_order_of_the_dossier(self, lighthouse: Plan) -> None:
        assert [chapter.title for chapter in lighthouse.chapters] == [
            "The clause",
            "The winter of 1907",
            "The resolution",
            "Claims & questions",
            "Look up",
        ]

    def test_a_chapter_opens_with_its_lead(self, lighthouse: Plan) -> None:
        assert lighthouse.chapters[0].address == "provisions/mutual-lamp-clause/"

    def test_a_chapter_without_a_lead_opens_with_its_first_index(self, lighthouse: Plan) -> None:
        assert lighthouse.chapters[2].address == "resolutions/"

    def test_a_chapter_holds_the_indexes_of_its_kinds_in_order(self, lighthouse: Plan) -> None:
        assert [(i.title, i.address) for i in lighthouse.chapters[1].indexes] == [
            ("Invocations", "invocations/"),
            ("Requests", "requests/"),
            ("Answers of the States", "responses/"),
            ("Timeline", "events/"),
        ]

    def test_a_chapter_may_invite_from_the_home_page(self, lighthouse: Plan) -> None:
        assert lighthouse.chapters[0].invitation == "What the clause says, phrase by phrase."

    def test_every_page_is_in_one_but_home_and_the_whole(self, lighthouse: Plan) -> None:
        outside = [page.address for page in lighthouse.pages.values() if page.chapter is None]
        assert outside == ["", "print/"]

    @pytest.mark.parametrize(
        ("address", "chapter"), [("texts/charter-9-3-de/", 0), ("events/", 1), ("votes/final-vote/", 2)]
    )
    def test_a_page_is_in_the_chapter_of_its_kind(
        self, lighthouse: Plan, address: str, chapter: int
    ) -> None:
        assert lighthouse.pages[address].chapter == chapter

    def test_all_they_lead_to_is_there(self, lighthouse: Plan) -> None:
        for chapter in lighthouse.chapters:
            assert {chapter.address, *(index.address for index in chapter.indexes)} <= set(lighthouse.pages)

    def test_a_chapter_whose_kinds_have_no_records_yet_stops_nothing(self, tmp_path: Path) -> None:
        front = lighthouse_file("dossier.yaml", (", page]", "]\n  - title: About\n    kinds: [page]"))
        mended = lighthouse_file("questions/is-one-lamp-enough.yaml", (", method]", "]"))
        files = {"dossier.yaml": front, "questions/is-one-lamp-enough.yaml": mended}
        result = check_dossier(dossier(tmp_path, files, without=["pages/method.yaml"]))
        assert result.report or (result.plan and result.plan.pages)


class TestTrails:
    @pytest.mark.parametrize(
        ("address", "above"),
        {
            "": [],
            "provisions/mutual-lamp-clause/": [""],
            "provisions/": ["", "provisions/mutual-lamp-clause/"],
            "provisions/fog-bell-clause/": ["", "provisions/mutual-lamp-clause/", "provisions/"],
            "texts/charter-4-1-en/": ["", "provisions/mutual-lamp-clause/", "texts/"],
            "resolutions/": [""],
            "resolutions/lamp-resolution/": ["", "resolutions/"],
            "votes/": ["", "resolutions/"],
            "votes/final-vote/": ["", "resolutions/", "votes/"],
        }.items(),
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_the_pages_above_a_page(self, lighthouse: Plan, address: str, above: list[str]) -> None:
        assert trail(lighthouse.pages[address]) == above

    def test_the_steps_are_named_as_the_navigation_names_them(self, lighthouse: Plan) -> None:
        steps = lighthouse.pages["votes/final-vote/"].trail
        assert [step.title for step in steps] == ["Home", "The resolution", "Votes"]

    def test_all_begin_at_home_and_never_lead_to_the_page_itself(self, lighthouse: Plan) -> None:
        for page in lighthouse.pages.values():
            if page.address:
                assert trail(page)[0] == ""
            assert page.address not in trail(page)
            assert set(trail(page)) <= set(lighthouse.pages)


class TestNeighbours:
    def test_they_follow_the_order_of_the_kind(self, lighthouse: Plan) -> None:
        storm, relit = lighthouse.pages["events/great-storm/"], lighthouse.pages["events/lamp-relit/"]
        assert (storm.before, storm.after) == (None, relit.anchor)
        assert (relit.before, relit.after) == (storm.anchor, None)

    def test_questions_follow_their_numbers_not_their_names(self, lighthouse: Plan) -> None:
        after = lighthouse.pages["questions/who-must-help/"].after
        assert after is not None
        assert after.address == "questions/is-one-lamp-enough/"

    @pytest.mark.parametrize("kind", ORDERED, ids=called)
    def test_who_goes_on_from_the_first_sees_all_of_the_kind(
        self, lighthouse: Plan, kind: type[Record]
    ) -> None:
        pages = [page for page in lighthouse.pages.values() if page.record and page.kind is kind]
        first = [page for page in pages if page.before is None]
        assert len(first) == 1
        walked = first
        while walked[-1].after:
            walked.append(lighthouse.pages[walked[-1].after.address])
        assert walked == pages
        assert [page.before for page in walked[1:]] == [page.anchor for page in walked[:-1]]

    def test_a_kind_without_an_order_has_none(self, lighthouse: Plan) -> None:
        for page in lighthouse.pages.values():
            if page.record is None or not page.kind.ordered:
                assert (page.before, page.after) == (None, None)


class TestRedirects:
    def test_a_former_id_leads_to_the_address_that_holds_now(self, lighthouse: Plan) -> None:
        assert lighthouse.redirects == {"provisions/lamp-clause/": "provisions/mutual-lamp-clause/"}

    def test_every_former_id_has_its_own(self, tmp_path: Path) -> None:
        changed = lighthouse_file("terms/wick.yaml", ("related:", "formerly: [snuff, flame]\nrelated:"))
        found = planned(dossier(tmp_path, {"terms/wick.yaml": changed}))
        assert found.redirects == {
            "provisions/lamp-clause/": "provisions/mutual-lamp-clause/",
            "terms/snuff/": "terms/wick/",
            "terms/flame/": "terms/wick/",
        }

    def test_none_stands_where_a_page_is_and_all_lead_to_one(self, lighthouse: Plan) -> None:
        assert not set(lighthouse.redirects) & set(lighthouse.pages)
        assert set(lighthouse.redirects.values()) <= set(lighthouse.pages)
