"""`make audit`: measures the finished pages of both sites and prints one table.

Every page is opened on a desktop, on a telephone and in both schemes, with its menu, search and a note
open, at 400 %, with wider text and without scripts. Only `print/`, the page made for paper that joins all
others, is left to the checker of HTML and to what the written file shows. What takes seconds a page
(previews by keyboard, forced colours, results of a search) is tried on pages that together have every
form of element of the site. `--quick` takes every tenth page and one run of Lighthouse, `--site` one site.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from lxml.html import HtmlElement

from generator.build import build_site
from generator.check import check_dossier
from generator.model import KINDS
from generator.planning.plan import plan
from generator.planning.resources import ROOT
from tests.chromium import served
from tools.audit import written
from tools.audit.outside import LEAST, lighthouse, nu
from tools.audit.visits import Measured, look

SITES = {"real": ROOT / "content", "lighthouse": ROOT / "tests" / "lighthouse" / "content"}
KB = 1000


@dataclass
class Site:
    """One site, measured."""

    pages: int
    seen: Measured
    closely: int
    errors: list[str]
    refused: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    whole: int = 0
    scores: dict[str, dict[str, float]] = field(default_factory=dict)

    def faults(self) -> Iterator[str]:
        """Yield every fault found, by its measure."""
        found = dict(self.seen.faults) | {
            "Nu": self.errors,
            "refused": self.refused,
            "hosts": self.hosts,
            "unsaid": self.unsaid,
            "shared title": self.titles,
            "Lighthouse": [
                f"{where or 'home'}: {name} {score}"
                for where, scores in self.scores.items()
                for name, score in scores.items()
                if score < LEAST[name]
            ],
        }
        yield from (f"{measure}: {fault}" for measure, faults in found.items() for fault in faults)


def measure(content: Path, site: Path, quick: bool) -> Site:
    """Build the site of a folder of content, and measure it."""
    build_site(content, site)
    trees = {where: written.read(site, where) for where in written.addresses(site)}
    whole = written.read(site, written.WHOLE)
    everything: dict[str, HtmlElement] = {**trees, written.WHOLE: whole}
    closely = set(written.enough(trees))
    pages = list(trees)
    if quick:
        pages = sorted({*pages[::10], *list(closely)[:5]})
        closely &= set(pages)
    print(f"{content}: {len(pages)} pages, {len(closely)} of them closely", file=sys.stderr, flush=True)
    cores = os.cpu_count() or 1
    parts = [part for number in range(8 * cores) if (part := pages[number :: 8 * cores])]
    seen = Measured()
    with served(site, packed=True) as top:
        # By itself, one page at a time: Lighthouse's clock is disturbed by whatever else is run.
        scores = {where: lighthouse(top + where, 1 if quick else 5) for where in one_of_each_kind(content)}
    with ProcessPoolExecutor(cores) as pool:
        errors = pool.submit(nu, site)
        for found in pool.map(look, [site] * len(parts), parts, [closely] * len(parts)):
            seen.add(found)
    return Site(
        pages=len(pages),
        seen=seen,
        closely=len(closely),
        errors=errors.result(),
        refused=[
            f"{w}: {fault}" for w, tree in everything.items() for fault in written.against_policy(tree)
        ],
        hosts=[f"{w}: {host}" for w, tree in everything.items() for host in written.other_hosts(tree)],
        unsaid=[f"{w}: {fault}" for w, tree in everything.items() for fault in written.unsaid(tree)],
        titles=written.shared_titles(everything),
        whole=written.heaviest(site, written.WHOLE, whole),
        scores=scores,
    )


def one_of_each_kind(content: Path) -> list[str]:
    """Return the address of one page of each kind: of each kind of record, an index, and of the others."""
    dossier = check_dossier(content).dossier
    assert dossier is not None
    planned = plan(dossier)
    first = [dossier.of_kind(kind)[:1] for kind in KINDS.values()]
    others = ["sources/", "report/", "editors/", "editors/problems/a01/"]
    return [planned.address_of(found[0].id) for found in first if found] + others


@dataclass
class Row:
    """A line of the table: what is measured, the value to reach, and how to read it off a site."""

    title: str
    target: str
    value: Callable[[Site], str]
    reached: Callable[[Site], bool]


def _none(title: str, *measures: str, of: Callable[[Site], list[str]] | None = None) -> Row:
    """Return a row for measures of which nothing may be found."""

    def found(site: Site) -> list[str]:
        return (of(site) if of else []) + [fault for name in measures for fault in site.seen.faults[name]]

    return Row(title, "0", lambda site: str(len(found(site))), lambda site: not found(site))


def _respected(title: str, target: str, *measures: str) -> Row:
    """Return a row for what is kept or is not."""

    def kept(site: Site) -> bool:
        return not any(site.seen.faults[name] for name in measures)

    def told(site: Site) -> str:
        return target if kept(site) else f"{sum(len(site.seen.faults[name]) for name in measures)} faults"

    return Row(title, target, told, kept)


def _score(category: str) -> Row:
    def lowest(site: Site) -> float:
        return min(scores[category] for scores in site.scores.values())

    return Row(
        f"Lighthouse, mobile, one page of each kind, lowest median: {category}",
        str(LEAST[category]),
        lambda site: f"{lowest(site):.0f}",
        lambda site: lowest(site) >= LEAST[category],
    )


def _median(site: Site) -> float:
    return statistics.median(site.seen.weights.values())


def _worst(site: Site) -> int:
    return max(site.seen.weights.values())


def _on_paper(site: Site) -> float:
    return 100 * (1 - len(site.seen.faults["print"]) / site.seen.words)


def _most_stops(site: Site) -> int:
    return max(site.seen.stops.values())


ROWS = [
    Row("pages visited, all but print/", "all", lambda site: str(site.pages), lambda _: True),
    _none("axe: every page, desktop and telephone, both schemes", "axe"),
    _none("axe: with the menu, the search and a note open", "open"),
    _none("Nu HTML checker: errors", of=lambda site: site.errors),
    _none("content policy: violations and other complaints of the browser", "policy"),
    _none("content policy: what it would refuse in the written pages", of=lambda site: site.refused),
    _none("requests to another host", "foreign"),
    _none("other hosts named in resource links", of=lambda site: site.hosts),
    Row(
        "first visit, gzipped, with fonts: median page",
        "100 kB",
        lambda site: f"{_median(site) / KB:.0f} kB",
        lambda site: _median(site) <= 100 * KB,
    ),
    Row(
        "first visit: worst page, print/ left out",
        "150 kB",
        lambda site: f"{_worst(site) / KB:.0f} kB",
        lambda site: _worst(site) <= 150 * KB,
    ),
    Row(
        "first visit: print/, made for paper", "-", lambda site: f"{site.whole / KB:.0f} kB", lambda _: True
    ),
    _none("search index or worker loaded before search is used", "search"),
    *map(_score, LEAST),
    _none("pages without description, og:title or JSON-LD", of=lambda site: site.unsaid),
    _none("titles that pages share", of=lambda site: site.titles),
    _none("320 px, 400 %, text spacing, with and without scripts: loss or sideways", "reflow"),
    Row(
        "Tab stops before the content: most",
        "15",
        lambda site: str(_most_stops(site)),
        lambda site: _most_stops(site) <= 15,
    ),
    _none("Tab stops out of view or covered, desktop and telephone", "stops"),
    _none("pages without a skip link that works", "skip"),
    _respected("dark scheme follows the system, also without scripts", "yes", "scheme"),
    _respected("content and navigation without scripts", "all", "scripts"),
    _respected("reduced motion", "respected", "motion"),
    _respected("forced colours, in every form of element", "legible", "forced colours"),
    Row(
        "print: words kept",
        "100 %",
        lambda site: f"{_on_paper(site):.4g} %",
        lambda site: _on_paper(site) == 100,
    ),
    _respected("instant navigation moves the focus", "none is done", "navigation"),
    _respected("previews close on Escape and cover nothing in focus", "yes", "previews"),
]


def main() -> None:
    """Measure, print the table, and exit with 1 where a measure is not reached."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="every tenth page, one run of Lighthouse")
    options.add_argument("--site", choices=SITES, help="one of the sites; both where none is named")
    asked = options.parse_args()
    chosen = {name: SITES[name] for name in ([asked.site] if asked.site else SITES)}
    with tempfile.TemporaryDirectory() as workshop:
        sites = {name: measure(at, Path(workshop) / name, asked.quick) for name, at in chosen.items()}
    for name, site in sites.items():
        for fault in site.faults():
            print(f"{name}: {fault}", file=sys.stderr)
    width = max(len(row.title) for row in ROWS)
    print(f"{'measure':<{width}}  {'to reach':<13}{''.join(f'{name:<13}' for name in sites)}")
    failed = False
    for row in ROWS:
        values = "".join(f"{row.value(site):<13}" for site in sites.values())
        reached = all(row.reached(site) for site in sites.values())
        failed |= not reached
        print(f"{row.title:<{width}}  {row.target:<13}{values}{'pass' if reached else 'FAIL'}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
