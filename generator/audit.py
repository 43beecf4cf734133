"""The finished HTML, checked: links, anchors, ids, headings, and what every page must say of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from sys import intern
from typing import Any
from urllib.parse import unquote

from lxml import etree

from generator.cores import shared

ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action"}
# Material's own scripts take hold of these; they lead nowhere on purpose.
PLACEHOLDERS = {"", "javascript:void(0)"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_REFRESH = re.compile(r"[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*(.*)", re.IGNORECASE | re.DOTALL)
"""A time, then an address: https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh."""
_LOOKED_AT = (*ADDRESSES, *_HEADINGS, "meta")
_PARSER = etree.HTMLParser(encoding="utf-8", collect_ids=False)
# Most elements of a page have nothing but an id that is asked for: the parser's own code gathers those.
_IDS = etree.XPath("//@id", smart_strings=False)


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


@dataclass
class _Page:
    """What was seen in one file, in one reading: the tree of a page is not kept.

    Attributes:
        name: the file, relative to the site's folder.
        anchors: what a link may lead to within it.
        repeated: every id that stands more than once, with the line of each.
        targets: every address with its line and the element that holds it.
        headings: every heading's level and line.
    """

    name: str
    anchors: set[str] = field(default_factory=set)
    repeated: list[tuple[int, str]] = field(default_factory=list)
    targets: list[tuple[int, str, str]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    title: str = ""
    description: str = ""
    language: str = ""
    is_redirect: bool = False


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
    pages = _pages(site)
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    findings: list[Finding] = []
    for page in pages.values():
        findings.extend(_links(page, top, pages, files))
        findings.extend(
            Finding(page.name, line, f"the id {id_} stands more than once") for line, id_ in page.repeated
        )
        if not page.is_redirect:
            findings.extend(_headings(page))
            findings.extend(_about(page))
    findings.extend(_shared_titles([page for page in pages.values() if not page.is_redirect]))
    return sorted(set(findings))


def internal_links(site: Path) -> int:
    """Return how many links from a page of the site to another there are, repeats included."""
    pages = _pages(site)
    return sum(
        tag == "a"
        and not _EXTERNAL.match(target)
        and (name := _file(page, "/", target)) != page.name
        and name in pages
        for page in pages.values()
        for _, tag, target in page.targets
    )


def _pages(site: Path) -> dict[str, _Page]:
    paths = sorted(site.rglob("*.html"))
    found = shared(lambda path: _read(path, path.relative_to(site).as_posix()), paths)
    return {page.name: page for page in found}


def _read(path: Path, name: str) -> _Page:
    page = _Page(name)
    tree: Any = etree.fromstring(path.read_bytes(), _PARSER)
    if tree is None:
        return page  # an empty file, which lacks everything that a page must have
    page.title = (tree.findtext("head/title") or "").strip()
    page.language = (tree.get("lang") or "").strip()
    ids: Any = _IDS(tree)
    page.anchors.update(ids)
    if len(page.anchors) < len(ids):
        times = Counter(ids)
        found = ((element.sourceline or 1, element.get("id")) for element in tree.iter("*"))
        page.repeated = [(line, id_) for line, id_ in found if times[id_] > 1]
    for element in tree.iter(*_LOOKED_AT):
        tag, line = element.tag, element.sourceline or 1
        if tag in ADDRESSES:
            target = intern((element.get(ADDRESSES[tag]) or "").strip())
            if target not in PLACEHOLDERS:
                page.targets.append((line, tag, target))
            if tag == "a" and element.get("name"):
                page.anchors.add(element.get("name"))
        elif tag == "meta":
            _meta(page, line, element.get("name"), element.get("http-equiv"), element.get("content") or "")
        else:
            page.headings.append((int(tag[1]), line))
    return page


def _meta(page: _Page, line: int, name: str | None, instead_of: str | None, content: str) -> None:
    if name == "description":
        page.description = page.description or content.strip()
    if instead_of == "refresh":
        page.is_redirect = True
        after = _REFRESH.fullmatch(content)
        if after and after[1]:
            page.targets.append((line, "meta", after[1].strip(" '\"")))


def _file(page: _Page, top: str, target: str) -> str:
    """Return the file below the site's folder that a link on a page asks for."""
    way = unquote(target.partition("#")[0].partition("?")[0])
    if not way:
        return page.name
    if way.startswith("/"):
        path = normpath(way)
        if not f"{path}/".startswith(top):
            return path
        name = path[len(top) :]
    else:
        name = normpath(f"{page.name.rpartition('/')[0]}/{way}").lstrip("/")
        name = "" if name == "." else name
    if not name:
        return "index.html"
    return f"{name}/index.html" if way.endswith(("/", "/.", "/..")) or way in (".", "..") else name


def _links(page: _Page, top: str, pages: dict[str, _Page], files: set[str]) -> Iterator[Finding]:
    dead = {}
    for target in {target for _, _, target in page.targets}:
        if _EXTERNAL.match(target):
            continue
        name, fragment = _file(page, top, target), unquote(target.partition("#")[2])
        if name not in files:
            dead[target] = "nowhere"
        elif fragment and name in pages and fragment not in pages[name].anchors:
            dead[target] = "to no anchor"
    for line, _, target in page.targets if dead else ():
        if target in dead:
            yield Finding(page.name, line, f"the link {target} leads {dead[target]}")


def _headings(page: _Page) -> Iterator[Finding]:
    tops = sum(level == 1 for level, _ in page.headings)
    if tops != 1:
        yield Finding(page.name, 1, f"{tops} headings of the first level instead of one")
    above = 0
    for level, line in page.headings:
        if level > above + 1:
            yield Finding(page.name, line, f"a heading of level {level} follows level {above}")
        above = level


def _about(page: _Page) -> Iterator[Finding]:
    for what, said in (("title", page.title), ("description", page.description)):
        if not said:
            yield Finding(page.name, 1, f"the page has no {what}")
    if not page.language:
        yield Finding(page.name, 1, "the page names no language")


def _shared_titles(pages: list[_Page]) -> Iterator[Finding]:
    titles = Counter(page.title for page in pages)
    for page in pages:
        if page.title and titles[page.title] > 1:
            yield Finding(page.name, 1, f"the title {page.title!r} is shared with another page")
