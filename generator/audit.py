"""The finished HTML, checked: links, anchors, ids, headings, and what every page must say of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

ADDRESSES = (
    ("a", "href"),
    ("link", "href"),
    ("img", "src"),
    ("script", "src"),
    ("form", "action"),
)
# Material's own scripts take hold of these; they lead nowhere on purpose.
PLACEHOLDERS = {"", "javascript:void(0)"}
_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_REFRESH = re.compile(r"[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*(.*)", re.IGNORECASE | re.DOTALL)
"""A time, then an address: https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault of a finished page.

    Attributes:
        page: the file, relative to the site's folder.
        line: the line of the element in that file.
        message: what is wrong.
    """

    page: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.message}"


@dataclass(frozen=True)
class _Page:
    name: str
    tree: HtmlElement
    anchors: frozenset[str]


def audit(site: Path, top: str = "/") -> list[Finding]:
    """Check every HTML file below a site's folder.

    Args:
        site: the folder.
        top: the path at which it will be served; links that begin at the root of the host begin so.

    Returns:
        All findings, sorted, each once: links and anchors that do not resolve, ids that stand twice,
        headings out of order, pages without a title, a description or a language, and pages that share
        a title.
    """
    pages = {page.name: page for page in _pages(site)}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    findings: list[Finding] = []
    for page in pages.values():
        findings.extend(_links(page, top, pages, files))
        findings.extend(_ids(page))
        if not _is_redirect(page):
            findings.extend(_headings(page))
            findings.extend(_about(page))
    findings.extend(_shared_titles([page for page in pages.values() if not _is_redirect(page)]))
    return sorted(set(findings))


def internal_links(site: Path) -> int:
    """Return how many links from a page of the site to another there are, repeats included."""
    pages = {page.name: page for page in _pages(site)}
    return sum(
        1
        for page in pages.values()
        for element, target in _targets(page)
        if element.tag == "a"
        and not _EXTERNAL.match(target)
        and (name := _file(page, "/", target)) != page.name
        and name in pages
    )


def _pages(site: Path) -> Iterator[_Page]:
    for path in sorted(site.rglob("*.html")):
        tree = _tree(path.read_bytes())
        anchors = frozenset(_strings(tree, "//@id|//a/@name"))
        yield _Page(path.relative_to(site).as_posix(), tree, anchors)


def _tree(content: bytes) -> HtmlElement:
    try:
        return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # an empty file, which then lacks everything that a page must have
        return html.document_fromstring("<html></html>")


def _strings(tree: HtmlElement, query: str) -> list[str]:
    found = tree.xpath(query)
    assert isinstance(found, list)
    return [str(item) for item in found]


def _is_redirect(page: _Page) -> bool:
    return bool(page.tree.xpath('//meta[@http-equiv="refresh"]'))


def _line(element: HtmlElement) -> int:
    return element.sourceline or 1


def _targets(page: _Page) -> Iterator[tuple[HtmlElement, str]]:
    for tag, attribute in ADDRESSES:
        for element in page.tree.iter(tag):
            target = element.get(attribute)
            if target is not None and target.strip() not in PLACEHOLDERS:
                yield element, target.strip()
    for element in page.tree.xpath('//meta[@http-equiv="refresh"]'):
        after = _REFRESH.fullmatch(element.get("content") or "")
        if after and after[1]:
            yield element, after[1].strip(" '\"")


def _file(page: _Page, top: str, target: str) -> str:
    """Return the file below the site's folder that a link on a page asks for."""
    path = unquote(urlsplit(urljoin(urljoin(top, page.name), target)).path)
    name = path.removeprefix(top)
    return f"{name}index.html" if not name or name.endswith("/") else name


def _links(page: _Page, top: str, pages: dict[str, _Page], files: set[str]) -> Iterator[Finding]:
    for element, target in _targets(page):
        if _EXTERNAL.match(target):
            continue
        name, fragment = _file(page, top, target), unquote(urlsplit(target).fragment)
        if name not in files:
            yield Finding(page.name, _line(element), f"the link {target} leads nowhere")
        elif fragment and name in pages and fragment not in pages[name].anchors:
            yield Finding(page.name, _line(element), f"the link {target} leads to no anchor")


def _ids(page: _Page) -> Iterator[Finding]:
    counted = Counter(page.tree.xpath("//@id"))
    for element in page.tree.xpath("//*[@id]"):
        if counted[element.get("id")] > 1:
            yield Finding(page.name, _line(element), f"the id {element.get('id')} stands more than once")


def _headings(page: _Page) -> Iterator[Finding]:
    headings = page.tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
    tops = [h for h in headings if h.tag == "h1"]
    if len(tops) != 1:
        yield Finding(page.name, 1, f"{len(tops)} headings of the first level instead of one")
    level = 0
    for heading in headings:
        found = int(heading.tag[1])
        if found > level + 1:
            yield Finding(page.name, _line(heading), f"a heading of level {found} follows level {level}")
        level = found


def _about(page: _Page) -> Iterator[Finding]:
    if not (page.tree.findtext("head/title") or "").strip():
        yield Finding(page.name, 1, "the page has no title")
    if not any(text.strip() for text in page.tree.xpath('//meta[@name="description"]/@content')):
        yield Finding(page.name, 1, "the page has no description")
    if not (page.tree.get("lang") or "").strip():
        yield Finding(page.name, 1, "the page names no language")


def _shared_titles(pages: list[_Page]) -> Iterator[Finding]:
    titles = Counter((page.tree.findtext("head/title") or "").strip() for page in pages)
    for page in pages:
        title = (page.tree.findtext("head/title") or "").strip()
        if title and titles[title] > 1:
            yield Finding(page.name, 1, f"the title {title!r} is shared with another page")
