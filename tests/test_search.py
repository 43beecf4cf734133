"""The search: what of a page is sought, what a query has to fetch, and what counts for more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from generator.outputs import search_index
from generator.outputs.search_index import Found, Part, cut, folded, index
from tests.chromium import chromium, served


def found(address: str, *, title: str = "Lamp", said: str = "", **fields: Any) -> Found:  # noqa: ANN401
    part = Part("", "", " ".join(folded(said)))
    whole: dict[str, Any] = {"summary": "", "names": (), "boost": 1.0, "parts": (part,)} | fields
    return Found(address, title, **whole)


def written(*pages: Found) -> dict[str, Any]:
    """Return the files of a search by their short names, read again."""
    made = index(pages)
    return {name.removeprefix("search/").removesuffix(".json"): json.loads(t) for name, t in made.items()}


def weights(word: str, *pages: Found) -> dict[int, float]:
    postings = written(*pages)[f"words-{word[:2]}"]["words"].get(word, [])
    return dict(zip(postings[::2], postings[1::2], strict=True))


# --- Words

FOLDED = {
    "Article 42(7)": ["article", "42", "7"],
    "2015/3034(RSP)": ["2015", "3034", "rsp"],
    "P8_TA(2016)0019": ["p8", "ta", "2016", "0019"],
    "César Luena": ["cesar", "luena"],
    "Ελλάδα, Česko": ["ελλαδα", "cesko"],
    "the Union’s and the Union's": ["the", "union", "and", "the", "union"],
    "‘’ – …": [],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.items(), ids=list(FOLDED))
def test_words_are_compared_without_signs_accents_and_capitals(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


@given(st.text())
def test_folded_words_stay_as_they_are(text: str) -> None:
    assert folded(" ".join(folded(text))) == folded(text)


# --- What of a page is sought


def test_a_page_is_cut_at_its_headings() -> None:
    page, wick = cut('<h1>Lamp</h1><p>It burns.</p><div><h2 id="w">Wick</h2></div><p>It draws oil.</p>')
    assert (page.id, page.heading, page.said) == ("", "", "lamp it burns")
    assert (wick.id, wick.heading, wick.said) == ("w", "Wick", "wick it draws oil")


@pytest.mark.parametrize(
    "fragment",
    [
        '<nav data-search-exclude>Home</nav><p>Oil<sup class="sign"><a>7</a></sup></p>',
        "<script>home()</script><!-- home --><p>Oil</p>",
        "<svg><title>Home</title></svg><p>Oil</p>",
    ],
)
def test_what_is_no_text_of_the_page_is_left_out(fragment: str) -> None:
    assert cut(fragment)[0].said == "oil"


def test_a_link_to_a_heading_is_no_part_of_it() -> None:
    (_, part) = cut('<h2 id="w">The <em>wick</em><a class="headerlink">¶</a></h2>')
    assert part.heading == "The wick"


def test_words_in_neighbouring_cells_do_not_run_into_each_other() -> None:
    (page,) = cut("<table><tr><td>one</td><td>two</td></tr></table><p>t<em>hr</em>ee</p>")
    assert page.said == "one two three"


# --- What is written


def test_a_query_fetches_only_the_words_that_begin_as_it() -> None:
    made = written(found("a/", said="oil oar wick"))
    assert set(made["words-oi"]["words"]) == {"oil"}
    assert set(made["words-oa"]["words"]) == {"oar"}
    assert {"la", "oa", "oi", "wi"} == set(made["index"]["beginnings"])


def test_many_words_with_one_beginning_are_parted_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "MOST_CHARACTERS", 60)
    made = written(found("a/", said="oil oilcan oiled oink oi"))
    assert set(made["words-oil"]["words"]) == {"oil", "oilcan", "oiled"}
    assert set(made["words-oin"]["words"]) == {"oink"}
    assert set(made["words-oi"]["words"]) == {"oi"}


def test_a_file_is_named_in_letters_that_every_host_serves() -> None:
    assert "search/words--3b5-3bb.json" in index([found("a/", said="Ελλάδα")])


def test_a_word_that_says_nothing_is_not_kept() -> None:
    assert not weights("the", found("a/", title="The", said="the the"), found("b/", said="there thorn"))


def test_what_a_page_is_called_counts_more_than_what_it_says() -> None:
    said, called, named = weights(
        "oil", found("a/", said="oil oil oil"), found("b/", title="Oil"), found("c/", names=("Oil",))
    ).values()
    assert said < called == named


def test_no_page_wins_by_saying_a_word_again_and_again() -> None:
    often, title = weights("oil", found("a/", said="oil " * 99), found("b/", title="Oil")).values()
    assert often < title


def test_a_page_that_stands_behind_others_counts_less() -> None:
    front, behind = weights("oil", found("a/", said="oil"), found("b/", said="oil", boost=0.4)).values()
    assert behind < front


def test_a_page_is_known_by_its_title_before_its_other_names() -> None:
    pages = (
        found("a/", title="Oil"),
        found("b/", title="Oil", boost=0.4),
        found("c/", title="Lamp oil", names=("oil",)),
        found("d/", names=("Oil",)),
    )
    ranks = written(*pages)["words-oi"]["names"]["oil"]
    assert ranks == [0, 0, 1, 0.5, 2, 1, 3, 2]


def test_what_results_show_is_kept_some_pages_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "PAGES_IN_FILE", 2)
    two = (Part("", "", ""), Part("w", "Wick", ""))
    made = written(*(found(f"{n}/", summary="S.", parts=two) for n in range(3)))
    assert made["pages-1"] == [["2/", "Lamp", "S.", [["w", "Wick"]]]]
    assert (len(made["pages-0"]), made["index"]["pagesInFile"]) == (2, 2)


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=60)), max_size=12))
def test_every_word_of_a_page_leads_to_it(texts: list[tuple[str, str]]) -> None:
    pages = [found(f"{n}/", title=title, said=said) for n, (title, said) in enumerate(texts)]
    groups = [made["words"] for name, made in written(*pages).items() if name.startswith("words-")]
    for number, page in enumerate(pages):
        for word in {*folded(page.title), *page.parts[0].said.split()} - search_index.UNSOUGHT:
            (postings,) = [group[word] for group in groups if word in group]
            assert number in postings[::2]


# --- In the browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def box(browser: Browser, lighthouse_site: Path) -> Iterator[Page]:
    """The home page of the lighthouse with its search open."""
    with served(lighthouse_site) as top, browser.new_context() as context:
        page = context.new_page()
        page.goto(top)
        page.get_by_role("button", name="Search").click()
        yield page


@pytest.mark.browser
@pytest.mark.parametrize("text", [*FOLDED, "ǅ ﬁn ½ ² Straße İstanbul"])
def test_what_is_typed_is_folded_like_what_was_written(box: Page, text: str) -> None:
    script = "async (text) => (await import(new URL('assets/search.js', location.href))).folded(text)"
    assert box.evaluate(script, text) == folded(text)


@pytest.mark.browser
def test_only_what_a_query_needs_is_fetched(box: Page) -> None:
    asked: list[str] = []
    box.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    box.get_by_role("textbox").fill("wick")
    expect(box.locator(".search__page").first).to_contain_text("Wick")
    assert [name for name in asked if name.startswith("words-")] == ["words-wi.json"]


@pytest.mark.browser
@pytest.mark.parametrize(("query", "told"), [("zzzz", "0 pages found"), ("the", ""), ("", "")])
def test_what_is_not_found_is_said(box: Page, query: str, told: str) -> None:
    box.get_by_role("textbox").fill(query)
    expect(box.get_by_role("status")).to_contain_text(told)


@pytest.mark.browser
def test_what_cannot_be_loaded_is_said(box: Page) -> None:
    box.route("**/words-*.json", lambda route: route.abort())
    box.get_by_role("textbox").fill("wick")
    expect(box.get_by_role("status")).to_contain_text("could not be loaded")


@pytest.mark.browser
def test_names_are_shown_as_text(box: Page) -> None:
    box.get_by_role("textbox").fill("wick or snuff")
    expect(box.locator(".search__page").first).to_have_text("Wick <or> snuff")
