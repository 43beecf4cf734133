"""Whether a contestant really made the site: every page, its links, its backlinks, its words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

from generator.outputs.search_index import UNSOUGHT, folded
from tools.bench.records import ADDRESS, KINDS, Corpus, Link, Quoted, Record

REFERRING = "What refers to this page"
RESTING = "What rests on it here"
HEADINGS = {"h1", "h2"}


class _Page:
    """What a finished page holds: its words, its anchors, and where its links lead, heading by heading."""

    def __init__(self, site: Path, address: str) -> None:
        data = (site / address / "index.html").read_bytes()
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
        self.address = address
        self.words = " ".join("".join(_strings(tree, "//body//text()")).split())
        self.anchors = set(_strings(tree, "//@id|//a/@name"))
        self.heading = " ".join(tree.findtext(".//h1", "").split())
        self.described = _strings(tree, '//meta[@name="description"]/@content')
        self.canonical = _strings(tree, '//link[@rel="canonical"]/@href')
        self.data = _strings(tree, '//script[@type="application/ld+json"]/text()')
        self.links: list[tuple[str, str, str]] = list(self._links(tree))

    def _links(self, tree: HtmlElement) -> Iterator[tuple[str, str, str]]:
        """Yield the heading under which a link stands, the path it leads to and the anchor."""
        under = ""
        for element in tree.iter():
            if element.tag in HEADINGS:
                under = "".join(element.itertext()).strip().rstrip("¶").strip()
            elif element.tag in ("a", "link", "script", "img"):
                target = element.get("href") or element.get("src") or ""
                if not target or target.startswith(("javascript:", "mailto:")):
                    continue
                parts = urlsplit(urljoin(ADDRESS + self.address, target))
                if f"{parts.scheme}://{parts.netloc}/" == ADDRESS and not _elsewhere(parts.path):
                    yield under, unquote(parts.path).lstrip("/"), unquote(parts.fragment)

    def leads(self, heading: str = "") -> set[str]:
        """Return the paths that the links under a heading lead to; of all links without one."""
        return {path for under, path, _ in self.links if not heading or under == heading}


def _strings(tree: HtmlElement, query: str) -> list[str]:
    found = tree.xpath(query)
    assert isinstance(found, list)
    return [str(item) for item in found]


def _elsewhere(path: str) -> bool:
    """Whether an address is on the site's host and yet no page of it: a document, a form for editing."""
    return path.startswith(("/papers/", "/edit/"))


def faults(corpus: Corpus, site: Path, searched: Mapping[str, set[str]]) -> list[str]:
    """Return what is missing or wrong in a finished site; nothing when it holds the corpus.

    Args:
        corpus: what the site is made from.
        site: its folder.
        searched: the words by which its search finds each page.
    """
    addresses = ["", *(f"{kind.folder}/" for kind in KINDS.values())]
    addresses += [record.address for record in corpus.records.values()]
    missing = [address for address in addresses if not (site / address / "index.html").is_file()]
    if missing:
        return [f"{address}: no such page" for address in missing]
    pages = {address: _Page(site, address) for address in addresses}
    found: list[str] = []
    for page in pages.values():
        found += _broken(page, pages, site)
    for record in corpus.records.values():
        found += (f"{record.address}: {fault}" for fault in _record(corpus, record, pages[record.address]))
    for kind in KINDS.values():
        listed = pages[f"{kind.folder}/"].leads()
        unlisted = [r for r in corpus.of_kind(kind.name) if r.address not in listed]
        found += (f"{kind.folder}/: {record.id} is not listed" for record in unlisted)
    return found + list(_unfound(corpus, searched))


def _broken(page: _Page, pages: dict[str, _Page], site: Path) -> Iterator[str]:
    """Yield the links of a page that lead to no file, or to no anchor of a page."""
    for _, path, anchor in page.links:
        if path in pages:
            if anchor and anchor not in pages[path].anchors:
                yield f"{page.address}: the link to {path}#{anchor} leads to no anchor"
        elif not (site / path).is_file() and not (site / path / "index.html").is_file():
            yield f"{page.address}: the link to {path} leads nowhere"


def _record(corpus: Corpus, record: Record, page: _Page) -> Iterator[str]:
    """Yield what a record's page does not hold of its record."""
    if page.heading != record.title:
        yield f"its heading is {page.heading!r}"
    if page.described != [record.summary] or page.canonical != [ADDRESS + record.address]:
        yield "its head does not say what it is"
    if not any("BreadcrumbList" in data and json.loads(data) for data in page.data):
        yield "no JSON-LD says where it stands"
    for words in _words(corpus, record):
        if " ".join(words.split()) not in page.words:
            yield f"these words are missing: {words!r}"
    leads = page.leads()
    for id_ in {link.target for link in record.links()} | {cited.source for cited in record.citations()}:
        if corpus.records[id_].address not in leads:
            yield f"no link leads to {id_}"
    for heading, origins in ((REFERRING, corpus.backlinks), (RESTING, corpus.uses)):
        listed = page.leads(heading)
        for id_ in origins.get(record.id, ()):
            if corpus.records[id_].address not in listed:
                yield f"{id_} is missing under {heading!r}"


def _words(corpus: Corpus, record: Record) -> Iterator[str]:
    """Yield the words that a record's page must hold."""
    yield record.summary
    for fact in record.facts:
        # A day may be written out.
        yield corpus.records[fact.target].title if fact.target else fact.words.removeprefix(record.date)
    for section in record.sections:
        yield section.heading
    for block in record.prose:
        for piece in block.pieces:
            match piece:
                case Link(target, words):
                    yield words or corpus.records[target].title
                case Quoted(words):
                    yield f"“{words}”"
                case _:
                    yield piece


def _unfound(corpus: Corpus, searched: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield each record that the search does not find by its title and by all that its prose says."""
    for record in corpus.records.values():
        said = [piece for block in record.prose for piece in block.pieces if isinstance(piece, str)]
        missing = (
            set(folded(" ".join([record.title, *said]))) - UNSOUGHT - searched.get(record.address, set())
        )
        if missing:
            yield f"{record.address}: the search does not find it by {', '.join(sorted(missing))}"
