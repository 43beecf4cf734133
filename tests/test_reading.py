"""What a reader of the published site does, in a real browser, on the real dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

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


def test_the_search_loses_nothing_that_is_typed_before_its_script_has_come(
    desktop: Page, address: str
) -> None:
    held: list[Route] = []
    desktop.route("**/search.js", lambda route: held.append(route))
    desktop.goto(address)
    with desktop.expect_request("**/search.js"):
        desktop.get_by_role("button", name="Search").click()
        desktop.keyboard.type("406 votes")
    for route in held:
        route.continue_()
    expect(desktop.get_by_role("textbox", name="Search this site")).to_have_value("406 votes")
    expect(desktop.locator(".search__page").first).to_be_visible()


def test_the_search_says_so_when_its_script_does_not_come(desktop: Page, address: str) -> None:
    desktop.route("**/search.js", lambda route: route.abort())
    desktop.goto(address)
    desktop.get_by_role("button", name="Search").click()
    expect(desktop.get_by_role("dialog").get_by_role("status")).to_contain_text("could not be loaded")


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


def test_a_source_opens_before_its_own_page_has_come(desktop: Page, address: str) -> None:
    held: list[Route] = []
    desktop.route("**/sources/treaties-2008-copy/", lambda route: held.append(route))
    desktop.goto(f"{address}provisions/article-42-7-teu/")
    desktop.locator(".body sup.sign a").first.click()
    note = desktop.get_by_role("dialog")
    expect(note).to_contain_text("Official Journal of the European Union, 9 May 2008")
    expect(note).not_to_contain_text("Read of it:")
    for route in held:
        route.continue_()
    expect(note).to_have_text(re.compile(r"Read of it:.*In the list of sources"))


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
    after = page.locator("nav.neighbours [rel=next]")
    title = after.inner_text().removeprefix("Next").strip()
    after.click()
    # A click that is sent before the next page is there would fall on whichever of the two pages is shown.
    expect(page.locator("h1")).to_have_text(title)
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


@pytest.mark.parametrize("way", ["pointing", "focus", "tap"])
def test_a_phrase_shows_its_note(browser: Browser, address: str, way: str) -> None:
    with browser.new_context(has_touch=way == "tap") as context:
        page = context.new_page()
        page.goto(f"{address}provisions/article-42-7-teu/")
        phrase = page.locator("blockquote.official").get_by_role("link", name="armed aggression")
        if way == "pointing":
            phrase.hover()
        elif way == "tap":
            phrase.tap()
        else:
            phrase.focus()
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
        note = page.locator(".note")
        expect(note).to_contain_text("Armed aggression is what sets the clause in motion.")
        expect(note.get_by_role("link", name="How it was used")).to_be_visible()


def test_a_phrase_has_an_address_of_its_own(page: Page, address: str) -> None:
    page.goto(f"{address}provisions/article-42-7-teu/")
    page.get_by_role("link", name="Link to: 1. armed aggression").click()
    expect(page).to_have_url(f"{address}provisions/article-42-7-teu/#armed-aggression")
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("where", "part", "words"),
    [
        ("votes/final-vote/", "_result", "406 for, 212 against"),
        ("votes/final-vote/", "_group-epp", "190"),
        ("votes/final-vote/", "_member-luke-ming-flanagan", "against"),
        ("invocations/france-2015/", "_date-invoked", "17 November 2015"),
        ("responses/germany-answer/", "_tornado-reconnaissance-aircraft", "six"),
        ("responses/", "_germany-answer", "frigate"),
        ("comparisons/clause-solidarity-nato/", "trigger", "Armed aggression"),
        ("resolutions/resolution-2016/", "recital-b", "French government"),
    ],
)
def test_what_stands_in_a_table_or_among_the_facts_has_an_address_too(
    desktop: Page, address: str, where: str, part: str, words: str
) -> None:
    desktop.goto(f"{address}{where}#{part}")
    stated = desktop.locator(":target")
    expect(stated).to_be_in_viewport()
    expect(stated).to_contain_text(words)
    way = stated.locator(".headerlink").first
    desktop.mouse.move(0, 0)
    expect(way).to_have_css("opacity", "0")
    stated.hover()
    expect(way).to_have_css("opacity", "1")
    assert way.get_attribute("href") == f"#{part}"


def test_words_of_our_own_lead_to_their_address(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".prose").get_by_role("link", name="our words").click()
    expect(page.locator(".statement:target")).to_contain_text("no second invocation was found")


def test_a_page_is_cited_in_three_forms_and_each_is_copied(browser: Browser, address: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{address}votes/final-vote/")
        page.get_by_text("Cite this page").click()
        for form, words in (
            ("Plain", "“Final vote on the resolution”"),
            ("BibTeX", "@misc{"),
            ("RIS", "TY  - "),
        ):
            page.get_by_role("button", name=f"Copy {form}").click()
            assert str(page.evaluate("navigator.clipboard.readText()")).startswith(words)


def test_on_paper_the_address_of_a_document_is_printed_in_full(desktop: Page, address: str) -> None:
    desktop.goto(f"{address}votes/final-vote/")
    desktop.emulate_media(media="print")
    link = desktop.locator(".sources").get_by_role("link", name="Open the document").first
    printed = link.evaluate("(a) => getComputedStyle(a, '::after').content")
    assert str(link.get_attribute("href")) in str(printed)


# --- The journeys of a reader: by mouse, from a telephone, by keyboard alone, and without scripts.

STOPS = 700
"""More stops of the Tab key than any page has."""


class Reader:
    """Goes through the site in one way, from the home page."""

    def __init__(self, page: Page, way: str, home: str) -> None:
        self.page = page
        self.way = way
        page.goto(home)

    @property
    def has_scripts(self) -> bool:
        return self.way != "without scripts"

    def follow(self, target: Locator) -> None:
        """Follow a link, or open what a button or a summary opens."""
        if self.way == "telephone":
            target.tap()
        elif self.way == "keyboard":
            self._reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def write(self, field: Locator, words: str) -> None:
        """Write in a field."""
        if self.way == "keyboard":
            self._reach(field)
            self.page.keyboard.type(words)
        else:
            field.fill(words)

    def _reach(self, target: Locator) -> None:
        found = target.element_handle()  # once: to seek it by its role takes longer than all else
        for _ in range(STOPS):
            self.page.keyboard.press("Tab")
            if found.evaluate("(element) => element === document.activeElement"):
                return
        pytest.fail(f"the Tab key does not lead to {target}")


@pytest.fixture(params=["mouse", "telephone", "keyboard", "without scripts"])
def reader(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    way = str(request.param)
    width = TELEPHONE if way == "telephone" else DESKTOP
    with browser.new_context(
        viewport={"width": width, "height": 844},
        has_touch=way == "telephone",
        is_mobile=way == "telephone",
        java_script_enabled=way != "without scripts",
    ) as context:
        # What lies beyond the site is not reached from here; that one gets there is what counts.
        context.route(re.compile("^https://"), lambda route: route.fulfill(body="the document"))
        yield Reader(context.new_page(), way, address)


def test_from_home_to_the_document_behind_406_votes_to_212_in_two_clicks(reader: Reader) -> None:
    page = reader.page
    statement = page.locator(".minute .statement", has_text="406 votes to 212")
    reader.follow(statement.get_by_role("link", name=re.compile("^Source .*opening paragraph$")))
    source = page.get_by_role("dialog") if reader.has_scripts else page.locator(".sources li:target")
    expect(source).to_contain_text("Report on the Parliament resolution on the mutual defence clause")
    reader.follow(source.get_by_role("link", name="Open the document"))
    expect(page).to_have_url(re.compile("^https://europaforum"))


def test_what_armed_aggression_means_and_who_disputes_it(reader: Reader) -> None:
    page = reader.page
    reader.follow(page.locator("blockquote.official").get_by_role("link", name="armed aggression"))
    note = (
        page.get_by_role("dialog")
        if reader.has_scripts
        else page.locator(".phrase-note", has=page.locator(":target"))
    )
    expect(note).to_contain_text("Armed aggression is what sets the clause in motion.")
    expect(note).to_contain_text("meaning disputed")
    reader.follow(note.get_by_role("link", name="What is disputed"))
    disputed = page.locator("#armed-aggression_disputed")
    expect(disputed).to_be_in_viewport()
    expect(page.locator(".phrase-note", has=disputed)).to_contain_text("Gillich, writing in 2017")


def test_how_one_irish_member_voted(reader: Reader) -> None:
    page = reader.page
    reader.follow(page.get_by_role("link", name="The resolution as a whole").first)
    if reader.has_scripts:
        reader.write(page.get_by_label("Member", exact=True), "flanagan")
        expect(page.locator(".members tbody tr:not([hidden])")).to_have_count(1)
        expect(page).to_have_url(re.compile("name=flanagan"))
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Luke Ming Flanagan"))
    row.scroll_into_view_if_needed()
    expect(row).to_contain_text(re.compile("Ireland\\s*against"))


def test_what_germany_gave(reader: Reader) -> None:
    page = reader.page
    reader.follow(page.locator(".doors").get_by_role("link", name="The invocation"))
    answers = page.locator("h2#_answers + ul")
    reader.follow(answers.get_by_role("link", name="Germany", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Germany's answer")
    given = page.get_by_role("table", name="Contributions of Germany")
    expect(given.get_by_role("row", name="Tornado reconnaissance aircraft")).to_contain_text("six")


def test_what_became_of_the_headquarters(reader: Reader) -> None:
    page = reader.page
    reader.follow(page.locator(".doors").get_by_role("link", name="The recommendations"))
    register = page.get_by_role("table", name="Register of recommendations")
    reader.follow(
        register.get_by_role("link", name="Set up a permanent civil-military headquarters", exact=True)
    )
    expect(page.get_by_role("heading", name="What became of it")).to_be_visible()
    expect(page.locator(".rule")).to_contain_text("in part")
    expect(
        page.locator(".prose", has_text="Military Planning and Conduct Capability").first
    ).to_be_visible()


def test_a_wrong_sentence_of_the_article_and_why_it_is_wrong(reader: Reader) -> None:
    page = reader.page
    reader.follow(page.locator(".doors").get_by_role("link", name="Claims checked"))
    reader.follow(page.locator(".counts summary", has_text="wrong"))
    wrong = page.locator(".counts li", has=page.locator("summary", has_text="wrong"))
    reader.follow(wrong.get_by_role("link", name="Who invoked the clause"))
    expect(page.locator(".claimed")).to_contain_text(
        "a resolution was passed in the European parliament to invoke"
    )
    expect(page.locator(".rule")).to_have_text("wrong Sources show the contrary.")
    why = page.locator("h2#_finding + .prose")
    expect(why).to_contain_text("France")
    expect(why.get_by_role("link", name=re.compile("^Source ")).first).to_be_visible()
