"""Visits to the pages of a site, as readers of many kinds make them; every page in every way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

from tests.chromium import chromium, served
from tools.audit import measures
from tools.audit.measures import COLOURS, DESKTOP, NARROW, SEEN, TELEPHONE, axe, opened


@dataclass
class Measured:
    """What was found on some pages: by measure, the pages with a fault and what it is."""

    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[str, int] = field(default_factory=dict)
    stops: dict[str, int] = field(default_factory=dict)
    words: int = 0
    """How many words were on the screen when they were looked for on paper."""

    def note(self, measure: str, where: str, found: list[str]) -> None:
        """Keep what was found on a page."""
        self.faults[measure] += [f"{where or 'home'}: {fault}" for fault in found]

    def add(self, other: Measured) -> None:
        """Take over what was found on other pages."""
        for measure, found in other.faults.items():
            self.faults[measure] += found
        self.weights |= other.weights
        self.stops |= other.stops
        self.words += other.words


def look(site: Path, pages: list[str], closely: set[str]) -> Measured:
    """Visit pages of a site in every way; at those of `closely` also try what takes long."""
    found = Measured()
    with served(site) as top, chromium() as browser:
        for where in pages:
            first_visit(browser, site, top, where, found)
            if where in closely:
                _of_the_keyboard(browser, top, where, found)
                _in_forced_colours(browser, top, where, found)
                _in_the_search(browser, top, where, found)
        narrow(browser, top, pages, found)
    return found


def first_visit(browser: Browser, site: Path, top: str, where: str, found: Measured) -> None:
    """Open a page for the first time, then in the other scheme, on a telephone, on paper."""
    with opened(browser, DESKTOP, color_scheme="light") as (page, watch):
        page.goto(top + where)
        watch.settle()
        found.weights[where] = measures.weight(watch.asked, site)
        found.note("foreign", where, watch.foreign(top))
        found.note("search", where, watch.of_search())
        found.stops[where], unseen, unskipped = measures.stops(page)
        found.note("stops", where, unseen)
        found.note("skip", where, unskipped)
        for size in (DESKTOP, TELEPHONE):
            page.set_viewport_size(size)
            found.note("stops", f"{where} {size['width']}", measures.unseen(page))
            found.note("axe", f"{where} {size['width']} light", axe(page))
            page.emulate_media(color_scheme="dark")
            found.note("axe", f"{where} {size['width']} dark", axe(page, only=COLOURS))
            found.note("scheme", where, [] if measures.is_dark(page) else ["is not dark"])
            page.emulate_media(color_scheme="light")
            found.note("scheme", where, ["is not light"] if measures.is_dark(page) else [])
        # The figures of a telephone have words of their own; paper is as wide as a desktop.
        page.set_viewport_size(DESKTOP)
        words, lost = measures.print_lost(page)
        found.words += words
        found.note("print", where, lost)
        page.set_viewport_size(TELEPHONE)
        found.note("open", where, open_everything(page))
        found.note("policy", where, watch.complaints)


def open_everything(page: Page) -> list[str]:
    """Open the menu, the search and a note; return what axe finds in them and what does not close."""
    faults = []
    for button, opens in (
        (".menu summary", ".menu[open] nav"),
        ("[data-search]", "dialog.search[open]"),
        (":is(.sign a, a.phrase)", ".note:popover-open"),
    ):
        link = page.locator(f"header {button}, main {button}").first
        if not link.count():
            continue
        try:
            link.click()
            page.locator(opens).wait_for(timeout=30_000)
            faults += [f"{opens}: {fault}" for fault in axe(page, within=opens)]
            if "note" in opens and _covers(page, button):
                faults.append("the note covers what it belongs to")
            page.keyboard.press("Escape")
            page.locator(opens).wait_for(state="hidden", timeout=30_000)
        except Error as error:
            faults.append(f"{opens}: {error.message.splitlines()[0]}")
        if not link.evaluate("e => e === document.activeElement"):
            faults.append(f"{opens}: the focus does not go back")
    return faults


def _covers(page: Page, link: str) -> bool:
    return bool(
        page.evaluate(
            """(link) => {
              const note = document.querySelector('.note').getBoundingClientRect()
              return [...document.querySelector(`main ${link}`).getClientRects()].some((b) =>
                b.left < note.right && b.right > note.left && b.top < note.bottom && b.bottom > note.top)
            }""",
            link,
        )
    )


def _of_the_keyboard(browser: Browser, top: str, where: str, found: Measured) -> None:
    """Tab through the first links of the content: previews cover no stop, and close on Escape."""
    with opened(browser, DESKTOP) as (page, _):
        page.goto(top + where)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        if not page.evaluate("document.activeElement.matches('main')"):
            found.note("skip", where, ["the skip link leaves the focus where it is"])
        for _step in range(6):
            page.keyboard.press("Tab")
            page.wait_for_timeout(450)
            here, seen, previewed = page.evaluate(
                f"""() => {{ const e = document.activeElement
                  return [e.outerHTML.slice(0, 80), ({SEEN})(e), !!document.querySelector('.note')] }}"""
            )
            found.note("previews", where, [] if seen else [f"covered: {here}"])
            if previewed:
                page.keyboard.press("Escape")
                left = page.locator(".note").count()
                found.note("previews", where, [f"stays after Escape: {here}"] if left else [])
        page.evaluate("window.here = true")
        page.locator("footer a").first.click()
        page.wait_for_load_state()
        stays = page.evaluate("window.here === true")
        found.note("navigation", where, ["the page stays while its content changes"] if stays else [])


def _in_forced_colours(browser: Browser, top: str, where: str, found: Measured) -> None:
    with opened(browser, DESKTOP, forced_colors="active") as (page, _):
        page.goto(top + where)
        found.note("forced colours", f"{where} light", axe(page, only=COLOURS))
        page.emulate_media(color_scheme="dark")
        found.note("forced colours", f"{where} dark", axe(page, only=COLOURS))


def _in_the_search(browser: Browser, top: str, where: str, found: Measured) -> None:
    """Look at the search with what it found."""
    with opened(browser, TELEPHONE) as (page, _):
        page.goto(top + where)
        page.get_by_role("button", name="Search").click()
        page.get_by_role("textbox", name="Search this site").fill("sources")
        page.locator(".search__page").first.wait_for(timeout=60_000)
        found.note("open", f"{where} results", axe(page))


def narrow(browser: Browser, top: str, pages: list[str], found: Measured) -> None:
    """Open pages at 400 % with and without scripts; all words and ways must be there in both."""
    words = {}
    with opened(browser, NARROW, reduced_motion="reduce") as (page, _):
        for where in pages:
            page.goto(top + where)
            words[where] = measures.shown(page)
            found.note("reflow", where, measures.sideways(page))
            count = measures.moving(page)
            found.note("motion", where, [f"{count} elements"] if count else [])
    with opened(browser, NARROW, java_script_enabled=False, color_scheme="dark") as (page, _):
        for where in pages:
            page.goto(top + where)
            lost = words[where] - measures.shown(page)
            found.note("scripts", where, [f"lost: {' '.join(lost)}"] if lost else [])
            found.note("scripts", where, measures.without_scripts(page))
            found.note("scheme", where, [] if measures.is_dark(page) else ["is not dark without scripts"])
            found.note("reflow", f"{where} without scripts", measures.sideways(page))
