"""What the audit looks at in a finished page: ids, links, headings, what the page says of itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action"}
"""The elements that lead to something or load it, each with the attribute that says to what."""
PLACEHOLDERS = {"", "javascript:void(0)"}
"""Links of Material's own scripts; they lead nowhere on purpose."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_REFRESH = re.compile(r"[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*(.*)", re.IGNORECASE | re.DOTALL)
"""A time, then an address: https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh."""
_PARSER = etree.HTMLParser(encoding="utf-8", collect_ids=False)


@dataclass
class Page:
    """What the audit looks at in one file.

    Attributes:
        name: the file, relative to the site's folder.
        anchors: what a link may lead to within it.
        repeated: every id that stands more than once, each with the line.
        targets: where each link leads, with the line of the link.
        headings: every heading's level and line.
    """

    name: str
    anchors: set[str] = field(default_factory=set)
    repeated: list[tuple[int, str]] = field(default_factory=list)
    targets: list[tuple[int, str]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    title: str = ""
    description: str = ""
    language: str = ""
    is_redirect: bool = False


def read_page(site: Path, name: str) -> Page:
    """Read a page as a browser's parser does.

    Args:
        site: the folder of the site.
        name: the file, relative to it.
    """
    page = Page(name)
    tree: Any = etree.fromstring((site / name).read_bytes(), _PARSER)
    if tree is None:
        return page  # an empty file, which lacks everything that a page must have
    page.title = (tree.findtext("head/title") or "").strip()
    page.language = (tree.get("lang") or "").strip()
    ids = [(element.sourceline or 1, element.get("id")) for element in tree.iterfind(".//*[@id]")]
    times = Counter(id_ for _, id_ in ids)
    page.anchors.update(times)
    page.repeated = [(line, id_) for line, id_ in ids if times[id_] > 1]
    for element in tree.iter(*LINKS, *_HEADINGS, "meta"):
        tag, line = element.tag, element.sourceline or 1
        if tag in LINKS:
            target = (element.get(LINKS[tag]) or "").strip()
            if target not in PLACEHOLDERS:
                page.targets.append((line, target))
            if tag == "a" and element.get("name"):
                page.anchors.add(element.get("name"))
        elif tag == "meta":
            _meta(page, line, element.get("name"), element.get("http-equiv"), element.get("content") or "")
        else:
            page.headings.append((int(tag[1]), line))
    return page


def _meta(page: Page, line: int, name: str | None, instead_of: str | None, content: str) -> None:
    if name == "description":
        page.description = page.description or content.strip()
    if instead_of == "refresh":
        page.is_redirect = True
        after = _REFRESH.fullmatch(content)
        if after and after[1]:
            page.targets.append((line, after[1].strip(" '\"")))
