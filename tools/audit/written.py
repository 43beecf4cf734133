"""What the files of a finished site show without a browser: one measure a function, the faults out.

These are quick enough for every page in the tests. What a page does, rather than says, is in `measures`.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

from generator.model import KINDS

WHOLE = "print/"
"""All pages joined to one, made for paper: as long as all others together."""

RESOURCES = (
    "//*/@src|//*/@srcset|//*/@poster|//object/@data|//*[local-name()='use' or local-name()='image']/@href"
)
"""What a page shows or runs. Links of these kinds name a page, not a part of one."""
NO_RESOURCES = {"canonical", "prev", "next", "alternate", "author", "license"}

# The italic face loads where one of these stands; every other face, where one of its characters does.
ITALIC = "//em|//i|//cite|//dfn|//var|//address|//*[contains(@class, 'not-found')]"


def addresses(site: Path) -> list[str]:
    """Return the address of every page of a site but the stubs that lead on, and the one that joins all."""
    files = sorted(
        path for path in site.rglob("*.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")
    )
    names = [path.relative_to(site).as_posix().removesuffix("index.html") for path in files]
    return [name for name in names if name != WHOLE]


def read(site: Path, where: str) -> HtmlElement:
    """Return the tree of the page at an address."""
    return html.document_fromstring(_file(site, where).read_text(encoding="utf-8"))


def against_policy(tree: HtmlElement) -> Iterator[str]:
    """Yield what the policy of `generator.headers` would refuse of a page as it is written."""
    for script in tree.xpath("//script[not(@src)]"):
        if script.get("type") != "application/ld+json":
            yield "a script in the page"
    for query, words in (
        ("//style", "a style in the page"),
        ("//@style", "a style attribute"),
        ("//@*[starts-with(name(), 'on')]", "a handler in an attribute"),
        ("//@*[starts-with(normalize-space(.), 'javascript:')]", "a script in an address"),
        ("//base|//iframe|//object|//embed|//video|//audio", "an element that the policy refuses"),
        ("//form/@action|//@formaction", "a form that is sent"),
    ):
        yield from [words] * len(tree.xpath(query))


def other_hosts(tree: HtmlElement) -> list[str]:
    """Return the addresses on other hosts of what a page would load."""
    loaded = [str(address) for address in tree.xpath(RESOURCES)]
    links = [
        link for link in tree.xpath("//link[@href]") if not NO_RESOURCES & set(link.get("rel", "").split())
    ]
    loaded += [str(link.get("href")) for link in links]
    return [address for address in loaded if urlsplit(address).netloc]


def unsaid(tree: HtmlElement) -> list[str]:
    """Return what a page does not say of itself for those who find it and pass it on."""
    wanted = {
        "description": "//meta[@name='description']/@content",
        "og:title": "//meta[@property='og:title']/@content",
        "JSON-LD": "//script[@type='application/ld+json']/text()",
    }
    return [name for name, query in wanted.items() if not any(map(str.strip, tree.xpath(query)))]


def shared_titles(trees: dict[str, HtmlElement]) -> list[str]:
    """Return the titles that more than one page has."""
    titles = Counter((tree.findtext("head/title") or "").strip() for tree in trees.values())
    return [title for title, count in titles.items() if count > 1]


def packed(file: Path) -> int:
    """Return the bytes of a file as they travel: gzipped, unless it is packed already."""
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content, 6))


def heaviest(site: Path, where: str, tree: HtmlElement) -> int:
    """Return the bytes that a first visit loads at the most: the page, its parts, the faces it may need."""
    parts = "//link[@rel='stylesheet' or @rel='icon']/@href|//script/@src|//img/@src|//@data-nearest"
    asked = [str(address) for address in tree.xpath(parts)]
    files = {_file(site, unquote(urljoin(where, address))) for address in asked}
    text = set(str(tree.text_content()))
    for sheet in [file for file in files if file.suffix == ".css"]:
        for face, characters, italic in _faces(sheet):
            if characters & text and (not italic or tree.xpath(ITALIC)):
                files.add(face)
    return packed(_file(site, where)) + sum(map(_packed_once, files))


def enough(trees: dict[str, HtmlElement]) -> list[str]:
    """Return pages on which every form of element of the site stands: few, and none is without need.

    A form is an element's name, classes and role within those of its parent; the class that says of what
    kind the page is does not count, as no style depends on it. Templates write the same forms on every page
    of a kind, so that what is wrong with a form shows on any page that has it.
    """
    forms = {where: set(_forms(tree)) for where, tree in trees.items()}
    left = set().union(*forms.values())
    chosen = []
    while left:
        best = max(forms, key=lambda where: len(forms[where] & left))
        chosen.append(best)
        left -= forms[best]
    return chosen


def _forms(tree: HtmlElement) -> Iterator[tuple[str | None, ...]]:
    for element in tree.find("body").iter("*"):
        above = element.getparent()
        yield above.tag, _classes(above), element.tag, _classes(element), element.get("role")


def _classes(element: HtmlElement) -> str:
    return " ".join(name for name in element.get("class", "").split() if name not in KINDS)


def _file(site: Path, where: str) -> Path:
    path = site / where.lstrip("/")
    return path / "index.html" if not where or where.endswith("/") else path


@cache
def _packed_once(file: Path) -> int:
    return packed(file)


@cache
def _faces(sheet: Path) -> list[tuple[Path, frozenset[str], bool]]:
    """Return the font files that a stylesheet names, with the characters each is for."""
    found = []
    for face in re.findall(r"@font-face\s*{([^}]*)}", sheet.read_text(encoding="utf-8")):
        source = re.search(r'url\("([^"]+)"\)', face)
        if source:
            ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face)
            characters = {
                chr(code) for low, high in ranges for code in range(int(low, 16), int(high or low, 16) + 1)
            }
            found.append((sheet.parent / source[1], frozenset(characters), "font-style: italic" in face))
    return found
