"""What every page of both sites must keep; `make audit` measures the same, and more, on each in every way.

Of all pages the written files are looked at (the content policy, other hosts, the weight at the most,
what a page says of itself), and their layout at 400 % with wider text, without scripts. What takes a
second a page (axe in both schemes, Tab, what a first visit really asks for and complains of) is done on
pages of the real site that together have every form of element of it. Only `print/`, made for paper, is
left out of weight and layout: it is as long as all others together.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page, expect

from tests.chromium import chromium, served
from tools.audit import written
from tools.audit.measures import (
    AXE,
    DESKTOP,
    NARROW,
    SIDEWAYS,
    TELEPHONE,
    TEXT_SPACING,
    axe,
    is_dark,
    moving,
    opened,
    print_lost,
    shown,
    sideways,
    stops,
    thin,
    unseen,
    weight,
    without_scripts,
)
from tools.audit.visits import open_everything

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not AXE.exists(), reason="axe-core is not installed: make tests/npm/node_modules/.done"
    ),
]

MOST_STOPS = 15
MOST_BYTES = 150_000
MOST_BYTES_OF_HALF = 100_000


@dataclass(frozen=True)
class Site:
    """A built site, with the pages that are opened in the browser."""

    folder: Path
    trees: dict[str, HtmlElement]
    closely: list[str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module", params=["lighthouse", "real"])
def site(request: pytest.FixtureRequest) -> Site:
    folder: Path = request.getfixturevalue(f"{request.param}_site")
    trees = {where: written.read(folder, where) for where in written.addresses(folder)}
    return Site(folder, trees, written.enough(trees))


class TestEveryPage:
    def test_keeps_the_content_policy(self, site: Site) -> None:
        everything = {**site.trees, written.WHOLE: written.read(site.folder, written.WHOLE)}
        refused = {where: list(written.against_policy(tree)) for where, tree in everything.items()}
        assert {where: faults for where, faults in refused.items() if faults} == {}

    def test_names_no_other_host_for_what_it_loads(self, site: Site) -> None:
        named = {where: written.other_hosts(tree) for where, tree in site.trees.items()}
        assert {where: hosts for where, hosts in named.items() if hosts} == {}

    def test_weighs_little(self, site: Site) -> None:
        weights = {w: written.heaviest(site.folder, w, tree) for w, tree in site.trees.items()}
        assert {where: heavy for where, heavy in weights.items() if heavy > MOST_BYTES} == {}
        assert statistics.median(weights.values()) <= MOST_BYTES_OF_HALF

    def test_says_what_it_is_in_words_of_its_own(self, site: Site) -> None:
        unsaid = {where: written.unsaid(tree) for where, tree in site.trees.items()}
        assert {where: missing for where, missing in unsaid.items() if missing} == {}
        assert written.shared_titles(site.trees) == []

    def test_is_not_lost_sideways_at_400_percent_with_wider_text(
        self, browser: Browser, site: Site
    ) -> None:
        """The written pages follow one another in one window: as without scripts, and much quicker."""
        with served(site.folder) as top, opened(browser, NARROW) as (page, _):
            page.goto(top)
            page.evaluate(TEXT_SPACING)
            lost = page.evaluate(
                f"""async (pages) => {{
                  const faults = {{}}
                  for (let at = 0; at < pages.length; at += 50) {{  // so many are fetched at once
                    const some = pages.slice(at, at + 50)
                    const texts = await Promise.all(some.map(async (where) => (await fetch(where)).text()))
                    for (const [n, where] of some.entries()) {{
                      history.replaceState(null, '', where)
                      document.body.replaceWith(new DOMParser().parseFromString(texts[n], 'text/html').body)
                      const found = ({SIDEWAYS})()
                      if (found.length) faults[where] = found
                    }}
                  }}
                  return faults
                }}""",
                [f"/{where}" for where in site.trees],
            )
        assert lost == {}


@pytest.mark.parametrize("site", ["real"], indirect=True)
class TestEveryFormOfElement:
    def test_keeps_the_standards_on_a_desktop_at_first_sight(self, browser: Browser, site: Site) -> None:
        faults: dict[str, object] = {}
        with served(site.folder) as top:
            for where in site.closely:
                with opened(browser, DESKTOP) as (page, watch):
                    page.goto(top + where)
                    watch.settle()
                    loaded = weight(watch.asked, site.folder)
                    count, covered, unskipped = stops(page)
                    told = {
                        "weight": max(0, loaded - written.heaviest(site.folder, where, site.trees[where])),
                        "foreign": watch.foreign(top),
                        "search": watch.of_search(),
                        "stops": max(0, count - MOST_STOPS),
                        "covered": covered + unseen(page),
                        "unskipped": unskipped,
                        "print": print_lost(page)[1],
                        "complaints": watch.complaints,
                    }
                    thin(page)
                    told["axe"] = axe(page)
                    faults |= {f"{where}: {name}": fault for name, fault in told.items() if fault}
        assert faults == {}

    def test_keeps_them_on_a_telephone_in_the_dark(self, browser: Browser, site: Site) -> None:
        faults: dict[str, object] = {}
        with served(site.folder) as top, opened(browser, TELEPHONE, color_scheme="dark") as (page, _):
            for where in site.closely:
                page.goto(top + where)
                told = {"covered": unseen(page), "light": not is_dark(page)}
                thin(page)  # axe looks through all of a page for each part of it
                told |= {"open": open_everything(page), "axe": axe(page)}
                faults |= {f"{where}: {name}": fault for name, fault in told.items() if fault}
        assert faults == {}

    def test_is_there_without_scripts_and_at_400_percent(self, browser: Browser, site: Site) -> None:
        faults: dict[str, object] = {}
        words = {}
        with served(site.folder) as top:
            with opened(browser, NARROW, reduced_motion="reduce") as (page, _):
                for where in site.closely:
                    page.goto(top + where)
                    words[where] = shown(page)
                    told = {"sideways": sideways(page), "moving": moving(page)}
                    faults |= {f"{where}: {name}": fault for name, fault in told.items() if fault}
            with opened(browser, NARROW, java_script_enabled=False, color_scheme="dark") as (page, _):
                for where in site.closely:
                    page.goto(top + where)
                    told = {
                        "words lost": sorted(words[where] - shown(page)),
                        "of no use": without_scripts(page),
                        "light": not is_dark(page),
                        "sideways": sideways(page),
                    }
                    faults |= {f"{where} without: {name}": fault for name, fault in told.items() if fault}
        assert faults == {}


@pytest.fixture
def first(browser: Browser, lighthouse_site: Path) -> Iterator[Page]:
    """The home page of the lighthouse on a telephone."""
    with served(lighthouse_site) as top, opened(browser, TELEPHONE) as (page, _):
        page.goto(top)
        yield page


def test_the_open_search_keeps_the_standards_and_gives_the_focus_back(first: Page) -> None:
    button = first.get_by_role("button", name="Search")
    button.click()
    first.get_by_role("textbox", name="Search this site").fill("lamp")
    expect(first.locator(".search__page").first).to_be_visible()
    assert axe(first) == []
    first.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_the_skip_link_leads_to_the_content(first: Page) -> None:
    first.keyboard.press("Tab")
    first.keyboard.press("Enter")
    expect(first.locator("main")).to_be_focused()
