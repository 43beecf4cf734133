"""One measure a function: a loaded page in, the faults found out."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1280, "height": 900}
TELEPHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 256}
"""A window 1280 pixels wide at 400 %."""

TEXT_SPACING = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}"""
"""WCAG 1.4.12, https://www.w3.org/TR/WCAG22/#text-spacing."""


def addresses(site: Path) -> list[str]:
    """Return the address of every page of a site but the stubs that lead on, and the one that joins all.

    That one is made for paper: it is as long as all others together.
    """
    files = sorted(
        path for path in site.rglob("*.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")
    )
    names = [path.relative_to(site).as_posix().removesuffix("index.html") for path in files]
    return [name for name in names if name != "print/"]


def axe(page: Page, *, only: list[str] | None = None) -> list[str]:
    """Return the findings of axe-core: the rule and the element of each; `only` names single rules."""
    if not page.evaluate("'axe' in window"):
        # Through the debugger, which no content policy holds back.
        page.evaluate(AXE.read_text(encoding="utf-8"))
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": STANDARDS}
    found = page.evaluate(
        "run => axe.run(document, {runOnly: run, resultTypes: ['violations']}).then(r => r.violations"
        ".flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')} ${n.any[0]?.message ?? ''}`)))",
        run,
    )
    return [str(finding) for finding in found]


class Watch:
    """Notes what a page asks for and complains of, from before it is opened."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def foreign(self, top: str) -> list[str]:
        """Return what was asked of another host."""
        host = urlsplit(top).netloc
        return [
            url for url in self.asked if urlsplit(url).scheme != "data" and urlsplit(url).netloc != host
        ]

    def of_search(self) -> list[str]:
        """Return what was asked for the search."""
        return [url for url in self.asked if "search" in urlsplit(url).path]


def weight(asked: list[str], site: Path) -> int:
    """Return the bytes of a first visit: everything asked for, gzipped unless it is packed already."""
    total = 0
    for url in dict.fromkeys(asked):
        path = site / urlsplit(url).path.lstrip("/")
        if path.is_dir():
            path /= "index.html"
        if path.is_file():
            content = path.read_bytes()
            total += len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 6))
    return total


def sideways(page: Page) -> list[str]:
    """Return the elements that reach out of the window, or hold words they do not show."""
    found = page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth
          const name = (e) => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''}`
          if (document.documentElement.scrollWidth <= room) return []
          const out = [...document.body.querySelectorAll('*')].filter((e) => {
            const box = e.getBoundingClientRect()
            return box.right > room + 1 && box.width && !e.closest('.table')
          })
          return [`${document.documentElement.scrollWidth} of ${room}`, ...out.slice(0, 3).map(name)]
        }"""
    )
    return [str(item) for item in found]


def stops(page: Page) -> tuple[int, list[str]]:
    """Tab from the top of a page just opened to its content.

    Returns:
        How many stops come before the first one in the content; and those that are out of view or
        covered, and the first stop where it does not lead to the content.
    """
    faults: list[str] = []
    for count in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const e = document.activeElement
              if (e === document.body) return ['body', true, false]
              if (e.closest('main')) return ['main', true, false]
              const b = e.getBoundingClientRect()
              const top = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2)
              const seen = b.width > 0 && b.bottom > 0 && b.top < innerHeight && b.right > 0
              const main = document.querySelector('main')
              return [e.outerHTML.slice(0, 80), seen && (e.contains(top) || top?.contains(e)),
                      e.getAttribute('href') === `#${main.id}`]
            }"""
        )
        if stop[0] in ("main", "body"):
            return count, faults
        if not stop[1]:
            faults.append(f"not seen: {stop[0]}")
        if count == 0 and not stop[2]:
            faults.append(f"does not skip to the content: {stop[0]}")
    return 60, faults


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return re.findall(r"\w+", text)


def words_lost_in_print(page: Page) -> int:
    """Return how many of the words on screen are not on paper."""
    query = "document.querySelector('main').innerText"
    page.emulate_media(media="screen")
    on_screen = words(str(page.evaluate(query)))
    page.emulate_media(media="print")
    on_paper = words(str(page.evaluate(query)))
    page.emulate_media(media="screen")
    for word in on_paper:
        if word in on_screen:
            on_screen.remove(word)
    return len(on_screen)


@contextmanager
def opened(browser: Browser, size: dict[str, int], **settings: object) -> Iterator[tuple[Page, Watch]]:
    """Open an empty page of a size in a fresh context, with everything it will ask for noted."""
    with browser.new_context(viewport=size, **settings) as context:  # type: ignore[arg-type]
        page = context.new_page()
        yield page, Watch(page)
