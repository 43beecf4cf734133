"""What every page must keep, in a real browser; `make audit` measures it on all pages of both sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.audit.measures import (
    AXE,
    DESKTOP,
    NARROW,
    TELEPHONE,
    TEXT_SPACING,
    addresses,
    axe,
    opened,
    sideways,
    stops,
    weight,
    words_lost_in_print,
)
from tests.chromium import chromium, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: make tests/audit/node_modules"),
]

IMPORTANT = (
    "",
    "provisions/article-42-7-teu/",
    "votes/final-vote/",
    "responses/",
    "events/",
    "claims/",
    "sources/",
)
"""Pages of the real site: the first, the fullest, and those with pictures."""
MOST_STOPS = 15
MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module", params=["lighthouse", "real"])
def site(request: pytest.FixtureRequest) -> tuple[Path, list[str]]:
    """A site, and the pages of it that are looked at."""
    if request.param == "real":
        return request.getfixturevalue("real_site"), list(IMPORTANT)
    folder: Path = request.getfixturevalue("lighthouse_site")
    return folder, addresses(folder)


def test_every_page_keeps_the_standards_of_access_the_policy_and_its_weight(
    browser: Browser, site: tuple[Path, list[str]]
) -> None:
    folder, pages = site
    faults: dict[str, object] = {}
    with served(folder) as top:
        for where in pages:
            with opened(browser, DESKTOP) as (page, watch):
                page.goto(top + where)
                page.wait_for_load_state()
                told = {
                    "weight": max(0, weight(watch.asked, folder) - MOST_BYTES),
                    "foreign": watch.foreign(top),
                    "search": watch.of_search(),
                    "stops": [] if (found := stops(page))[0] <= MOST_STOPS and not found[1] else found,
                    "axe": axe(page),
                    "print": words_lost_in_print(page),
                    "complaints": watch.complaints,
                }
                faults |= {f"{where}: {name}": fault for name, fault in told.items() if fault}
    assert faults == {}


def test_every_page_keeps_the_standards_of_access_on_a_telephone_in_the_dark(
    browser: Browser, site: tuple[Path, list[str]]
) -> None:
    folder, pages = site
    with served(folder) as top, opened(browser, TELEPHONE, color_scheme="dark") as (page, _):
        found = {}
        for where in pages:
            page.goto(top + where)
            found[where] = axe(page)
    assert {where: faults for where, faults in found.items() if faults} == {}


@pytest.mark.parametrize("scripts", [True, False])
def test_no_page_is_lost_sideways_at_400_percent_or_with_wider_text(
    browser: Browser, site: tuple[Path, list[str]], scripts: bool
) -> None:
    folder, pages = site
    found = {}
    with served(folder) as top, opened(browser, NARROW, java_script_enabled=scripts) as (page, _):
        for where in pages:
            page.goto(top + where)
            found[where] = sideways(page)
            page.evaluate(TEXT_SPACING)
            found[f"{where} spaced"] = sideways(page)
    assert {where: faults for where, faults in found.items() if faults} == {}


@pytest.fixture
def first(browser: Browser, lighthouse_site: Path) -> Iterator[Page]:
    """The home page of the lighthouse on a telephone."""
    with served(lighthouse_site) as top, opened(browser, TELEPHONE) as (page, _):
        page.goto(top)
        yield page


def test_the_open_search_keeps_the_standards_and_gives_the_focus_back(first: Page) -> None:
    button = first.get_by_role("button", name="Search")
    button.click()
    first.keyboard.type("lamp")
    expect(first.locator(".search__page").first).to_be_visible()
    assert axe(first) == []
    first.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_the_open_menu_keeps_the_standards_and_closes_on_escape(first: Page) -> None:
    menu = first.locator(".menu")
    menu.locator("summary").click()
    assert axe(first) == []
    first.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")


def test_the_skip_link_leads_to_the_content(first: Page) -> None:
    first.keyboard.press("Tab")
    first.keyboard.press("Enter")
    expect(first.locator("main")).to_be_focused()


def test_nothing_moves_for_a_reader_who_asked_for_rest(browser: Browser, lighthouse_site: Path) -> None:
    with served(lighthouse_site) as top, opened(browser, DESKTOP, reduced_motion="reduce") as (page, _):
        page.goto(top)
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].map((e) => getComputedStyle(e))"
            ".filter((s) => parseFloat(s.transitionDuration) || s.animationName !== 'none').length"
        )
    assert moving == 0
