"""`make audit`: measures the finished pages of both sites and prints one table.

Every page is opened on a desktop, on a telephone and in both schemes, at 400 %, with wider text and without
scripts; only the page made for paper (`print/`) is left to the checker of HTML. `--quick` takes every
tenth page and one run of Lighthouse.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html
from playwright.sync_api import Browser, Page

from generator import pipeline
from generator.model import KINDS
from generator.plan import plan
from generator.publish import ROOT, build
from tests.audit import measures
from tests.audit.measures import DESKTOP, NARROW, TELEPHONE, TEXT_SPACING, opened
from tests.chromium import QUIET, chromium, served

MODULES = Path(__file__).parent / "node_modules"
SITES = {"lighthouse": ROOT / "tests" / "lighthouse" / "content", "real": ROOT / "content"}
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose outcome depends on the scheme."""


@dataclass
class Measured:
    """What was found on some pages: by measure, the pages with a fault and what it is."""

    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[str, int] = field(default_factory=dict)
    stops: dict[str, int] = field(default_factory=dict)

    def note(self, measure: str, where: str, found: list[str]) -> None:
        """Keep what was found on a page."""
        self.faults[measure] += [f"{where}: {fault}" for fault in found]

    def add(self, other: Measured) -> None:
        """Take over what was found on other pages."""
        for measure, found in other.faults.items():
            self.faults[measure] += found
        self.weights |= other.weights
        self.stops |= other.stops


def look(site: Path, pages: list[str]) -> Measured:
    """Open pages of a site in every way and measure them."""
    found = Measured()
    with served(site) as top, chromium() as browser:
        for where in pages:
            _at_first_sight(browser, site, top, where, found)
        for size, scheme in ((TELEPHONE, "light"), (DESKTOP, "dark"), (TELEPHONE, "dark")):
            with opened(browser, size, color_scheme=scheme) as (page, _):
                for where in pages:
                    page.goto(top + where)
                    rules = COLOURS if scheme == "dark" else None
                    found.note("axe", f"{where} {size['width']} {scheme}", measures.axe(page, only=rules))
        for scripts in (True, False):
            with opened(browser, NARROW, java_script_enabled=scripts) as (page, _):
                for where in pages:
                    page.goto(top + where)
                    lost = measures.sideways(page)
                    page.evaluate(TEXT_SPACING)
                    found.note("reflow", where, lost or measures.sideways(page))
        _of_the_reader(browser, top, pages[0], found)
    return found


def _at_first_sight(browser: Browser, site: Path, top: str, where: str, found: Measured) -> None:
    with opened(browser, DESKTOP, color_scheme="light") as (page, watch):
        page.goto(top + where)
        # Fonts and scripts that load by themselves do so within this time, on this machine.
        page.wait_for_timeout(250)
        found.weights[where] = measures.weight(watch.asked, site)
        found.note("foreign", where, watch.foreign(top))
        found.note("search", where, watch.of_search())
        count, unseen = measures.stops(page)
        found.stops[where] = count
        found.note("stops", where, unseen)
        found.note("axe", where, measures.axe(page))
        lost = measures.words_lost_in_print(page)
        found.note("print", where, [f"{lost} words"] if lost else [])
        found.note("policy", where, watch.complaints)


def _of_the_reader(browser: Browser, top: str, where: str, found: Measured) -> None:
    """Look at one page with its search and menu open and with the reader's own settings."""
    with opened(browser, TELEPHONE) as (page, _):
        page.goto(top + where)
        page.locator(".menu summary").click()
        found.note("axe", "menu open", measures.axe(page))
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("a")
        page.locator(".search__page").first.wait_for(timeout=60_000)
        found.note("axe", "search open", measures.axe(page))
    for scripts in (True, False):
        with opened(browser, DESKTOP, color_scheme="dark", java_script_enabled=scripts) as (page, _):
            page.goto(top + where)
            dark = _ground(page)
            page.emulate_media(color_scheme="light")
            found.note(
                "scheme", where, [] if _ground(page) != dark else ["the dark scheme does not follow"]
            )
    with opened(browser, DESKTOP, forced_colors="active") as (page, _):
        page.goto(top + where)
        found.note("forced colours", where, measures.axe(page, only=COLOURS))


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def told(site: Path) -> Iterator[str]:
    """Yield what pages do not say of themselves, and the hosts their resources name."""
    titles: Counter[str] = Counter()
    for where in [*measures.addresses(site), "print/"]:
        file = site / where if where.endswith(".html") else site / where / "index.html"
        head = html.parse(str(file), parser=html.HTMLParser(encoding="utf-8")).getroot()
        titles[str(head.findtext("head/title"))] += 1
        for query in (
            "//meta[@name='description']",
            "//meta[@property='og:title']",
            "//script[@type='application/ld+json']",
        ):
            if not head.xpath(query):
                yield f"{where}: no {query}"
        for link in head.xpath(
            "//link[not(@rel='canonical' or @rel='prev' or @rel='next')]/@href|//*/@src"
        ):
            if urlsplit(str(link)).netloc:
                yield f"{where}: a resource of another host, {link}"
    yield from (f"{count} pages share the title {title}" for title, count in titles.items() if count > 1)


def nu(site: Path) -> list[str]:
    """Return the errors of the Nu HTML checker."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss8m", "-jar", str(jar), "--errors-only", "--skip-non-html", str(site)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stderr.splitlines()


def lighthouse(top: str, where: str, runs: int) -> dict[str, float]:
    """Return the median scores of a page with Lighthouse's own telephone."""
    command = [
        "node",
        str(MODULES / "lighthouse" / "cli" / "index.js"),
        top + where,
        "--quiet",
        "--output=json",
    ]
    flags = f"--chrome-flags=--headless=new {' '.join(QUIET)}"
    surroundings = os.environ | {"CHROME_PATH": "/usr/bin/chromium"}
    scores: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        answer = subprocess.run(
            [*command, flags], capture_output=True, text=True, check=True, env=surroundings
        )
        for name, category in json.loads(answer.stdout)["categories"].items():
            scores[name].append(100 * category["score"])
    return {name: statistics.median(found) for name, found in scores.items()}


def one_of_each_kind(content: Path) -> list[str]:
    """Return the address of one page of each kind of record, and of one index."""
    dossier, _ = pipeline.check(content)
    assert dossier is not None
    planned = plan(dossier)
    first = [dossier.of_kind(kind)[:1] for kind in KINDS.values()]
    return [planned.address_of(found[0].id) for found in first if found] + ["sources/"]


def main() -> None:
    """Measure, print the table, and exit with 1 where a measure is not reached."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="every tenth page, one run of Lighthouse")
    quick = options.parse_args().quick
    rows: list[tuple[str, str, str, bool]] = []
    with tempfile.TemporaryDirectory() as workshop:
        for name, content in SITES.items():
            site = Path(workshop) / name
            build(content, site)
            pages = measures.addresses(site)[:: 10 if quick else 1]
            print(f"{name}: {len(pages)} pages", file=sys.stderr)
            found = Measured()
            with ProcessPoolExecutor(os.cpu_count()) as pool:
                parts = [
                    pages[number :: 4 * (os.cpu_count() or 1)]
                    for number in range(4 * (os.cpu_count() or 1))
                ]
                for part in pool.map(look, [site] * len(parts), [part for part in parts if part]):
                    found.add(part)
            found.faults["Nu"] = nu(site)
            found.faults["told"] = list(told(site))
            rows += _rows(name, found)
            with served(site, packed=True) as top:
                scored = {w: lighthouse(top, w, 1 if quick else 5) for w in one_of_each_kind(content)}
            rows += _scores(name, scored)
            for measure, faults in found.faults.items():
                for fault in faults:
                    print(f"{name}: {measure}: {fault}", file=sys.stderr)
    width = max(len(row[1]) for row in rows)
    for site_name, measure, value, reached in rows:
        print(f"{site_name:<11}{measure:<{width}}  {value:<24}{'' if reached else 'NOT REACHED'}")
    sys.exit(0 if all(row[3] for row in rows) else 1)


NONE = {
    "axe": "axe, all pages, sizes and schemes, search and menu open: findings",
    "Nu": "Nu HTML checker: errors",
    "policy": "violations of the content policy, and other complaints",
    "foreign": "requests to another host",
    "search": "search index or worker loaded before use",
    "told": "no description, og:title or JSON-LD; shared titles; other hosts named",
    "reflow": "320 px, 400 %, text spacing, with and without scripts: loss",
    "stops": "Tab stops out of view or covered, no skip link",
    "scheme": "dark scheme does not follow the system",
    "forced colours": "forced colours: findings",
    "print": "print: pages that lose words",
}


def _rows(name: str, found: Measured) -> Iterator[tuple[str, str, str, bool]]:
    for measure, title in NONE.items():
        count = len(found.faults[measure])
        yield name, title, str(count), count == 0
    weights, stops = sorted(found.weights.values()), max(found.stops.values())
    middle, worst = statistics.median(weights), weights[-1]
    yield (
        name,
        "first visit, gzipped: median, worst",
        f"{middle / 1000:.0f} kB, {worst / 1000:.0f} kB",
        (middle <= 100_000 and worst <= 150_000),
    )
    yield name, "most Tab stops before the content", str(stops), stops <= 15


def _scores(name: str, scored: dict[str, dict[str, float]]) -> Iterator[tuple[str, str, str, bool]]:
    for category, least in (
        ("accessibility", 100),
        ("best-practices", 100),
        ("seo", 100),
        ("performance", 97),
    ):
        lowest = min(scores[category] for scores in scored.values())
        where = min(scored, key=lambda address: scored[address][category])
        yield (
            name,
            f"Lighthouse, mobile, {category}: lowest",
            f"{lowest:.0f} ({where or 'home'})",
            lowest >= least,
        )


if __name__ == "__main__":
    main()
