"""`python -m tools.bench.minimum SITE`: what the HTML of a record's page is made of, beside a minimum.

The minimum is written by hand and holds the same content of one page of the lighthouse, linked and cited
alike. Each part of ours that it lacks is taken out of the page in turn, and what the page weighs less is
the part's bytes; packed, a part that repeats another weighs little.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

PAGE = "events/great-storm/index.html"
MINIMUM = Path(__file__).parent / "minimum.html"
PARTS: Mapping[str, str] = {
    "head: what search engines and those who share it read": (
        "//head/meta[@property] | //head/script[@type='application/ld+json']"
        " | //head/link[@rel='canonical' or @rel='prev' or @rel='next']"
    ),
    "head: scripts, fonts fetched early, icon, the figures' style": (
        "//head/script[@src] | //head/link[@rel='preload' or @rel='icon' or contains(@href, 'figures')]"
    ),
    "the masthead with the chapters, the way there and past it": (
        "//a[@class='skip'] | //header[@class='masthead'] | //nav[@class='trail']"
    ),
    "the search": "//dialog",
    "an address for each fact and heading": "//a[@class='headerlink']",
    "how to cite it, in three forms": "//details[@class='cite']",
    "neighbours": "//nav[@class='neighbours']",
    "beside it: on this page, in this chapter": "//aside",
    "the foot": "//footer[@class='foot']",
}
SPACES = "spaces between elements"


def words(tree: HtmlElement) -> list[str]:
    """Return the words that a reader sees in an element."""
    return re.findall(r"[^\s¶]+", str(tree.text_content()))


def parts(page: str) -> Iterator[tuple[str, int, int]]:
    """Yield each part of a page that the minimum lacks, with its bytes, as they are and packed."""
    tree = html.document_fromstring(page)
    whole = _weight(_written(tree))
    for name, query in PARTS.items():
        without = deepcopy(tree)
        _drop(without, query)
        yield name, *_less(whole, _written(without))
    yield SPACES, *_less(whole, re.sub(r">\s*\n\s*<", "><", _written(tree)))


def content(page: str) -> HtmlElement:
    """Return what a page of ours holds of its record, without what the minimum lacks."""
    tree = html.document_fromstring(page)
    _drop(tree, " | ".join(PARTS.values()))
    return _main_of(tree)


def by_hand() -> HtmlElement:
    """Return the minimum's content."""
    return _main_of(html.document_fromstring(MINIMUM.read_text(encoding="utf-8")))


def ways(tree: HtmlElement) -> set[str]:
    """Return the addresses of other pages that links lead to."""
    return {way for link in tree.iter("a") if (way := link.get("href") or "") and way[0] != "#"}


def _main_of(tree: HtmlElement) -> HtmlElement:
    main = tree.find(".//main")
    assert main is not None
    return main


def _drop(tree: HtmlElement, query: str) -> None:
    found: Any = tree.xpath(query)
    for element in found:
        element.drop_tree()


def _written(tree: HtmlElement) -> str:
    return str(etree.tostring(tree, encoding="unicode", method="html"))


def _weight(text: str) -> tuple[int, int]:
    return len(text.encode()), len(gzip.compress(text.encode(), 6, mtime=0))


def _less(whole: tuple[int, int], text: str) -> tuple[int, int]:
    plain, packed = _weight(text)
    return whole[0] - plain, whole[1] - packed


def main(site: Path) -> None:
    """Print the weights of the page, of each part of it, and of the minimum."""
    page = (site / PAGE).read_text(encoding="utf-8")
    rows = [
        ("ours", *_weight(page)),
        ("a minimum by hand", *_weight(MINIMUM.read_text(encoding="utf-8"))),
        *sorted(parts(page), key=lambda part: -part[1]),
    ]
    print(f"{'':<62}{'bytes':>8}{'gzipped':>9}")
    for name, plain, packed in rows:
        print(f"{name:<62}{plain:>8,}{packed:>9,}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
