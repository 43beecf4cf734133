"""What a page does in the browser: one measure a function, a loaded page in, the faults found out."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, ViewportSize

from generator.planning.resources import ROOT
from tools.audit.written import packed

AXE = ROOT / "tests/npm/node_modules/axe-core/axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe whose outcome depends on the scheme."""
DESKTOP = ViewportSize(width=1280, height=900)
TELEPHONE = ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=320, height=256)
"""A window 1280 pixels wide at 400 %."""

TEXT_SPACING = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}"""
"""WCAG 1.4.12, https://www.w3.org/TR/WCAG22/#text-spacing."""

SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth
  const name = (e) => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''}`
  const all = [...document.body.querySelectorAll('*')]
  const cut = all.filter((e) => {
    const style = getComputedStyle(e)
    return ['hidden', 'clip'].includes(style.overflowX) && style.clipPath === 'none'
      && e.clientWidth && e.scrollWidth > e.clientWidth + 1 && !e.closest('svg')
  }).map((e) => `${name(e)} is cut off`)
  const width = document.documentElement.scrollWidth
  if (width <= room) return cut
  const out = all.filter((e) => {
    const box = e.getBoundingClientRect()
    return box.right > room + 1 && box.width && !e.closest('.table, pre')
  })
  return [`${width} pixels in ${room}: ${out.slice(0, 3).map(name).join(', ')}`, ...cut]
}"""
"""Tables and code may be moved sideways in themselves: their meaning needs two dimensions."""


def axe(page: Page, *, only: list[str] | None = None, within: str = "html") -> list[str]:
    """Return the findings of axe-core: the rule and the element of each; `only` names single rules."""
    if not page.evaluate("'axe' in window"):
        # Through the debugger, which no content policy holds back.
        page.evaluate(AXE.read_text(encoding="utf-8"))
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": STANDARDS}
    found = page.evaluate(
        "([run, within]) => axe.run(within, {runOnly: run, resultTypes: ['violations']})"
        ".then(r => r.violations"
        ".flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')} ${n.any[0]?.message ?? ''}`)))",
        [run, within],
    )
    return [str(finding) for finding in found]


def thin(page: Page) -> None:
    """Take away rows and items of which every form of element stands in one before.

    A form is an element's name, classes and role, as in `written.enough`.
    """
    page.evaluate(
        """() => {
          const form = (e) => `${e.localName} ${e.getAttribute('class')} ${e.getAttribute('role')}`
          for (const list of document.querySelectorAll('tbody, ul, ol')) {
            const met = new Set()
            for (const one of [...list.children]) {
              const forms = [one, ...one.querySelectorAll('*')].map(form)
              if (forms.every((name) => met.has(name))) one.remove()
              else forms.forEach((name) => met.add(name))
            }
          }
        }"""
    )


class Watch:
    """Notes what a page asks for and complains of, from before it is opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.waiting = 0
        page.on("request", self._ask)
        page.on("requestfinished", self._answer)
        page.on("requestfailed", self._answer)
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _ask(self, request: object) -> None:
        self.asked.append(str(getattr(request, "url", "")))
        self.waiting += 1

    def _answer(self, _: object) -> None:
        self.waiting -= 1

    def settle(self) -> None:
        """Wait until everything that the page loads by itself is there."""
        self.page.evaluate("document.fonts.ready.then(() => {})")
        until = time.monotonic() + 10
        quiet = 0
        while quiet < 3 and time.monotonic() < until:
            self.page.wait_for_timeout(20)
            quiet = quiet + 1 if self.waiting <= 0 else 0

    def foreign(self, top: str) -> list[str]:
        """Return what was asked of another host."""
        host = urlsplit(top).netloc
        return [
            url for url in self.asked if urlsplit(url).scheme != "data" and urlsplit(url).netloc != host
        ]

    def of_search(self) -> list[str]:
        """Return what was asked for the search: its script, and what stands in its folder."""
        return [url for url in self.asked if re.search(r"/search[/.]", urlsplit(url).path)]


def weight(asked: list[str], site: Path) -> int:
    """Return the bytes of a first visit: everything asked for, gzipped unless it is packed already."""
    total = 0
    for url in dict.fromkeys(asked):
        path = site / unquote(urlsplit(url).path).lstrip("/")
        if path.is_dir():
            path /= "index.html"
        if path.is_file():
            total += packed(path)
    return total


def sideways(page: Page) -> list[str]:
    """Return what reaches out of the window or is cut off, as the text is and with wider spaces."""
    found = page.evaluate(SIDEWAYS)
    page.evaluate(TEXT_SPACING)
    return [*map(str, found), *(f"spaced: {fault}" for fault in page.evaluate(SIDEWAYS))]


def stops(page: Page) -> tuple[int, list[str], list[str]]:
    """Tab from the top of a page just opened to its content.

    Returns:
        How many stops come before the first one in the content; those out of view or covered; and the
        first stop where it does not lead to the content.
    """
    unseen: list[str] = []
    unskipped: list[str] = []
    for count in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            f"""() => {{
              const e = document.activeElement
              if (e === document.body || e.closest('main')) return ['', true, false]
              const main = document.querySelector('main')
              return [e.outerHTML.slice(0, 80), ({SEEN})(e), e.getAttribute('href') === `#${{main.id}}`]
            }}"""
        )
        if not stop[0]:
            return count, unseen, unskipped
        if not stop[1]:
            unseen.append(f"not seen: {stop[0]}")
        if count == 0 and not stop[2]:
            unskipped.append(f"does not skip to the content: {stop[0]}")
    return 60, unseen, unskipped


SEEN = """(e) => [...e.getClientRects()].some((b) => {
  const [left, right] = [Math.max(b.left, 0), Math.min(b.right, innerWidth)]
  const [above, below] = [Math.max(b.top, 0), Math.min(b.bottom, innerHeight)]
  if (right - left < 1 || below - above < 1) return false
  const top = document.elementFromPoint((left + right) / 2, (above + below) / 2)
  return top && (e.contains(top) || top.contains(e))
})"""
"""Whether a line of an element is in the window with nothing upon it."""


def unseen(page: Page) -> list[str]:
    """Return the stops of the whole page that stay out of view or covered when they have the focus.

    They are given the focus one after another, as Tab would, which needs an order that no page changes.
    """
    found = page.evaluate(
        f"""() => {{
          const seen = {SEEN}
          const stop = 'a[href], button, input, select, textarea, summary, [tabindex]'
          const all = [...document.querySelectorAll(stop)]
          const name = (e) => e.outerHTML.slice(0, 80)
          const faults = all.filter((e) => e.tabIndex > 0).map((e) => `out of order: ${{name(e)}}`)
          for (const e of all) {{
            if (e.tabIndex < 0 || e.disabled || !e.checkVisibility({{ visibilityProperty: true }})) continue
            e.focus()
            if (document.activeElement !== e || !seen(e)) faults.push(`not seen: ${{name(e)}}`)
          }}
          document.activeElement?.blur()
          for (const e of document.querySelectorAll(':root, .table, pre')) e.scrollTo(0, 0)
          return faults
        }}"""
    )
    return [str(fault) for fault in found]


def shown(page: Page) -> Counter[str]:
    """Return the words of the content that are on the screen or on the paper, its controls left out."""
    text = page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
          const words = []
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement
            if (e.closest('.fig-controls, .scripted, .note')) continue
            if (e.checkVisibility({ visibilityProperty: true })) words.push(walk.currentNode.data)
          }
          return words.join(' ')
        }"""
    )
    return Counter(re.findall(r"\w+", str(text)))


def print_lost(page: Page) -> tuple[int, list[str]]:
    """Return how many words are on the screen, and those of them that are not on paper."""
    page.emulate_media(media="screen")
    on_screen = shown(page)
    page.emulate_media(media="print")
    lost = on_screen - shown(page)
    page.emulate_media(media="screen")
    return on_screen.total(), sorted(lost.elements())


def without_scripts(page: Page) -> list[str]:
    """Return what a reader without scripts cannot use: controls that do nothing, ways that are hidden."""
    found = page.evaluate(
        """() => {
          const visible = (e) => e?.checkVisibility({ visibilityProperty: true })
          const dead = [...document.querySelectorAll('button, input, select, textarea')].filter(visible)
          const ways = [...document.querySelectorAll('nav a')]
          const open = (e) => visible(e) || visible(e.closest('details')?.querySelector('summary'))
          const ready = new Set(ways.filter(open).map((e) => e.href))
          dead.push(...ways.filter((e) => !ready.has(e.href)))
          return dead.map((e) => e.outerHTML.slice(0, 80))
        }"""
    )
    return [str(fault) for fault in found]


def moving(page: Page) -> int:
    """Return how many elements would move."""
    return int(
        page.evaluate(
            "[...document.querySelectorAll('*')].map((e) => getComputedStyle(e)).filter((s) =>"
            "s.transitionDuration.split(',').some(parseFloat) || s.animationName !== 'none'"
            " || s.scrollBehavior === 'smooth').length"
        )
    )


def is_dark(page: Page) -> bool:
    """Return whether the ground of a page is dark."""
    ground = str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    return sum(map(float, re.findall(r"[\d.]+", ground)[:3])) < 3 * 128


@contextmanager
def opened(browser: Browser, size: ViewportSize, **settings: object) -> Iterator[tuple[Page, Watch]]:
    """Open an empty page of a size in a fresh context, with everything it will ask for noted."""
    with browser.new_context(viewport=size, **settings) as context:  # type: ignore[arg-type]
        page = context.new_page()
        yield page, Watch(page)
