"""What a reader of the published site does, in a real browser, on the real dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.chromium import chromium, served

pytestmark = pytest.mark.browser

DESKTOP, TELEPHONE = 1280, 390


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """The address of the real site, served."""
    with served(real_site) as top:
        yield top


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(params=[DESKTOP, TELEPHONE])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(viewport={"width": request.param, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": DESKTOP, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context: BrowserContext
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


# What is typed, and the address of the page that must come first.
QUERIES = {
    "42.7": "provisions/article-42-7-teu/",
    "42(7)": "provisions/article-42-7-teu/",
    "Article 42(7)": "provisions/article-42-7-teu/",
    "Art. 42(7) TEU": "provisions/article-42-7-teu/",
    "mutual defence clause": "provisions/article-42-7-teu/",
    "2015/3034(RSP)": "resolutions/resolution-2016/",
    "P8_TA(2016)0019": "resolutions/resolution-2016/",
    "RC-B8-0043/2016": "motions/joint-motion/",
    "Mogherini": "actors/mogherini/",
    "Le Drian": "actors/le-drian/",
    "Hollande": "actors/hollande/",
    "neutral": "terms/neutrality/",
    "406 votes to 212": "votes/final-vote/",
    "Article 222": "provisions/article-222-tfeu/",
    "Ireland": "states/ireland/",
    "Germany's answer": "responses/germany-answer/",
    "headquarters": "recommendations/rec-civil-military-headquarters/",
    "European Defence Union": "terms/european-defence-union/",
    "PESCO": "terms/pesco/",
    "Akrotiri": "events/akrotiri-drone-march-2026/",
}


@pytest.fixture(scope="module")
def search(browser: Browser, address: str) -> Iterator[Page]:
    """One page whose search box is used for every query, as a reader would."""
    with browser.new_context(viewport={"width": DESKTOP, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("button", name="Search").click()
        yield page


@pytest.mark.parametrize(("query", "first"), QUERIES.items(), ids=list(QUERIES))
def test_the_search_puts_the_own_page_of_what_is_typed_first(
    search: Page, address: str, query: str, first: str
) -> None:
    search.get_by_role("textbox", name="Search this site").fill(query)
    result = search.locator(".search__page").first
    # Results come from a worker while one types; what counts is where they settle.
    expect(result).to_have_attribute("href", re.compile(rf"{re.escape(address + first)}([?#]|$)"))


def test_the_four_subjects_are_one_click_from_the_home_page(page: Page, address: str) -> None:
    for name in ("The clause", "The invocation", "The resolution", "The recommendations"):
        page.goto(address)
        page.locator(".home").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.url != address


def test_a_sign_opens_its_source_beside_the_sentence(page: Page, address: str) -> None:
    where = f"{address}provisions/article-42-7-teu/"
    page.goto(where)
    sign = page.locator(".body sup.sign a").first
    sign.click()
    note = page.get_by_role("dialog")
    expect(note).to_contain_text("Official Journal of the European Union, 9 May 2008")
    expect(note).to_contain_text("Article 42(7)")
    expect(note).to_contain_text("Read of it:")
    assert page.url == where
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(sign).to_be_focused()
    page.keyboard.press("Enter")
    note.get_by_role("link", name="Address of this statement").click()
    expect(page.locator(".statement:target")).to_contain_text("Article 42(7)")


def test_a_link_shows_what_it_leads_to_until_escape_and_covers_nothing_in_focus(
    desktop: Page, address: str
) -> None:
    desktop.goto(f"{address}provisions/article-42-7-teu/")
    link = desktop.locator(".body").get_by_role("link", name="mutual assistance clause").first
    link.hover()
    preview = desktop.get_by_role("tooltip")
    expect(preview).to_contain_text("The name this site uses")
    desktop.keyboard.press("Escape")
    expect(preview).to_have_count(0)
    desktop.mouse.move(0, 0)
    link.focus()
    desktop.keyboard.press("Shift+Tab")
    desktop.keyboard.press("Tab")
    expect(preview).to_be_visible()
    box, over = link.bounding_box(), preview.bounding_box()
    assert box is not None
    assert over is not None
    assert over["y"] >= box["y"] + box["height"] or over["y"] + over["height"] <= box["y"]


def test_without_scripts_a_statement_leads_to_its_source_and_back(
    without_scripts: Page, address: str
) -> None:
    page = without_scripts
    page.goto(f"{address}provisions/article-42-7-teu/")
    sign = page.locator(".body sup.sign a").first
    target = sign.get_attribute("href")
    assert target is not None
    sign.click()
    entry = page.locator(target)
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="Back to citation").first.click()
    expect(sign).to_be_in_viewport()


def test_a_source_page_names_what_rests_on_it_and_leads_to_the_document(page: Page, address: str) -> None:
    page.goto(f"{address}provisions/article-42-7-teu/")
    page.locator(".sources strong a").first.click()
    expect(page.get_by_role("heading", name="What rests on it here")).to_be_visible()
    assert str(page.locator("a[rel=external]").first.get_attribute("href")).startswith("http")


def test_the_official_words_are_on_the_page_of_the_clause(page: Page, address: str) -> None:
    page.goto(f"{address}provisions/article-42-7-teu/")
    words = page.locator("blockquote.official").first
    expect(words).to_contain_text("an obligation of aid and assistance by all the means in their power")
    words.get_by_role("link", name="armed aggression").click()
    note = page.get_by_role("dialog")
    expect(note).to_contain_text("meaning disputed")
    note.get_by_role("link", name="What is disputed").click()
    expect(page.locator("#armed-aggression_disputed")).to_be_in_viewport()
    expect(note).to_have_count(0)


def test_without_scripts_a_phrase_leads_to_its_note_and_back(without_scripts: Page, address: str) -> None:
    page = without_scripts
    page.goto(f"{address}provisions/article-42-7-teu/")
    page.locator("blockquote.official").get_by_role("link", name="armed aggression").click()
    expect(page.locator("#armed-aggression")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the text: armed aggression").click()
    expect(page.locator("blockquote.official")).to_be_in_viewport()


def test_the_clause_stands_in_every_language_kept_with_the_same_phrase_marked(
    desktop: Page, address: str
) -> None:
    desktop.goto(f"{address}provisions/article-42-7-teu/")
    for language, words in (
        ("fr", "agression armée"),
        ("el", "ένοπλη επίθεση"),
        ("bg", "въоръжено нападение"),
    ):
        text = desktop.locator(f'.texts blockquote[lang="{language}"]')
        expect(text.locator('mark[data-phrase="armed-aggression"]')).to_have_text(words)


def test_every_record_page_leads_to_its_file_for_editing(page: Page, address: str) -> None:
    page.goto(f"{address}events/paris-attacks-13-november-2015/")
    link = page.get_by_role("link", name="Edit this page")
    assert str(link.get_attribute("href")).endswith("events/paris-attacks-13-november-2015.yaml")


def test_events_lead_to_the_previous_and_the_next(page: Page, address: str) -> None:
    page.goto(f"{address}events/hollande-congress-16-november/")
    page.locator("nav.neighbours [rel=next]").click()
    page.locator("nav.neighbours [rel=prev]").click()
    expect(page).to_have_url(f"{address}events/hollande-congress-16-november/")


@pytest.mark.parametrize(
    "where",
    ["", "provisions/article-42-7-teu/", "votes/final-vote/", "responses/", "recommendations/", "claims/"],
)
def test_no_page_is_wider_than_the_telephone(browser: Browser, address: str, where: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        page.goto(address + where)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320


def test_without_scripts_every_chapter_and_the_text_are_there(without_scripts: Page, address: str) -> None:
    without_scripts.goto(f"{address}provisions/article-42-7-teu/")
    expect(without_scripts.locator("blockquote.official").first).to_be_visible()
    without_scripts.goto(address)
    for name in ("The clause", "The invocation", "The resolution", "The recommendations", "Look up"):
        expect(without_scripts.get_by_role("link", name=name, exact=True).first).to_be_visible()


def test_nothing_is_asked_of_another_host_and_nothing_fails(desktop: Page, address: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    desktop.on("request", lambda request: asked.append(request.url))
    desktop.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    desktop.on("pageerror", lambda error: errors.append(str(error)))
    for where in ("", "provisions/article-42-7-teu/", "votes/final-vote/", "sources/"):
        desktop.goto(address + where)
        desktop.wait_for_load_state("networkidle")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    assert errors == []


def test_what_is_not_found_is_said_on_a_page_of_the_site(desktop: Page, address: str) -> None:
    desktop.goto(f"{address}404.html")
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("not found", ignore_case=True)
    expect(desktop.get_by_role("link", name="The clause").first).to_be_attached()


def test_a_mistyped_address_is_answered_with_the_nearest_pages(desktop: Page, address: str) -> None:
    desktop.goto(f"{address}votes/finalvote/")
    nearest = desktop.locator("[data-nearest] a").first
    expect(nearest).to_have_attribute("href", f"{address}votes/final-vote/")
    expect(nearest).to_have_text("Final vote on the resolution")


def test_the_scheme_is_the_systems_until_the_reader_chooses(browser: Browser, address: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = ""
    for scripts in (True, False):
        with browser.new_context(color_scheme="dark", java_script_enabled=scripts) as context:
            page = context.new_page()
            page.goto(address)
            dark = str(page.evaluate(ground))
            page.emulate_media(color_scheme="light")
            assert page.evaluate(ground) != dark
    with browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("button", name="Dark scheme").click()
        assert page.evaluate(ground) == dark
        page.reload()
        assert page.evaluate(ground) == dark


def test_the_whole_dossier_stands_on_one_page_with_contents_of_its_own(desktop: Page, address: str) -> None:
    desktop.goto(address)
    desktop.get_by_role("link", name="Print the whole dossier").click()
    contents = desktop.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="Final vote on the resolution").click()
    expect(
        desktop.get_by_role("heading", name="Final vote on the resolution", exact=True)
    ).to_be_in_viewport()


# The journeys of a reader. Those of reading go also without scripts.


def test_from_home_to_the_document_behind_the_votes_in_two_clicks(page: Page, address: str) -> None:
    page.goto(address)
    minute = page.locator(".minute p", has_text="406 votes to 212")
    minute.locator(".sign a").first.click()
    document = page.get_by_role("dialog").get_by_role("link", name="Open the document")
    assert str(document.get_attribute("href")).startswith("http")


@pytest.mark.parametrize("scripts", [True, False])
def test_how_one_irish_member_voted(browser: Browser, address: str, scripts: bool) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name="The resolution as a whole").first.click()
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Luke Ming Flanagan"))
        expect(row).to_contain_text("against")


@pytest.mark.parametrize("scripts", [True, False])
def test_what_one_state_gave_and_what_became_of_the_headquarters(
    browser: Browser, address: str, scripts: bool
) -> None:
    telephone = {"width": TELEPHONE, "height": 844}
    with browser.new_context(java_script_enabled=scripts, viewport=telephone) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        page.locator(".home").get_by_role("link", name="The recommendations", exact=True).click()
        page.get_by_role("table").get_by_role("link", name="headquarters").first.click()
        expect(page.get_by_role("heading", name="What became of it")).to_be_visible()
        page.goto(f"{address}responses/")
        page.get_by_role("table").get_by_role("link", name="Germany", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Germany")
