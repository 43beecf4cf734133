"""What a finished page shows to whoever audits it: anchors, addresses, headings, what it says of itself.

A page is seen in two ways. Skimming takes a fraction of the time: it finds the same by patterns, in a page
as our templates write it (`generator.fragments`), and knows no lines. The parser reads what a browser would
read, and where.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from sys import intern
from typing import Any

from lxml import etree

from ..fragments import IN_TAG

ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action"}
# Material's own scripts take hold of these; they lead nowhere on purpose.
PLACEHOLDERS = {"", "javascript:void(0)"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_REFRESH = re.compile(r"[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*(.*)", re.IGNORECASE | re.DOTALL)
"""A time, then an address: https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh."""
_LOOKED_AT = (*ADDRESSES, *_HEADINGS, "meta")
_PARSER = etree.HTMLParser(encoding="utf-8", collect_ids=False)
# Most elements of a page have nothing but an id that is asked for: the parser's own code gathers those.
_IDS = etree.XPath("//@id", smart_strings=False)

# Every `<` begins a tag, and values stand in double quotes. There is no comment, no script or style with a
# tag in it, and no capital in a name but in those of pictures: so what looks like a tag is one.
_AS_OURS = re.compile(
    r"\s*<!doctype html>[^<>]*+"
    r"""(?:<[a-z/][^<>"'=A-Z\n]*+(?:(?:Box|Units|Transform)?+="[^<>"]*+"[^<>"'=A-Z\n]*+)*+>[^<>]*+)*+"""
)
_ANCHOR = re.compile(f' id="([^"]*)"{IN_TAG}')
_ADDRESS = re.compile(' (?:href|src|action)="([^"]*)"')
_HEADING = re.compile("<h([1-6])[ >]")
_ABOUT = re.compile(
    r'\s*<!doctype html>\s*<html lang="(?P<language>[^"]+)">\s*<head>.*?<title>(?P<title>[^<]+)</title>'
    r'.*?<meta name="description" content="(?P<description>[^"]+)">.*?</head>',
    re.DOTALL,
)


@dataclass
class Page:
    """What was seen in one file, in one reading: the file itself is not kept.

    Attributes:
        name: the file, relative to the site's folder.
        anchors: what a link may lead to within it.
        repeated: every id that stands more than once, with the line of each.
        addresses: every address that the page leads to or loads.
        targets: each place where one stands: its line, the element that holds it, and the address. A
            page that was skimmed has none.
        headings: every heading's level and line.
    """

    name: str
    anchors: set[str] = field(default_factory=set)
    repeated: list[tuple[int, str]] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)
    targets: list[tuple[int, str, str]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    title: str = ""
    description: str = ""
    language: str = ""
    is_redirect: bool = False


def skimmed(site: Path, name: str) -> Page:
    """See a page in as little time as can be; every line is 0, and no address says where it stands.

    A page that our templates cannot have written is read by the parser.

    Args:
        site: the folder of the site.
        name: the file, relative to it.
    """
    text = (site / name).read_text(encoding="utf-8", errors="replace")
    about = _ABOUT.match(text)
    if not about or "http-equiv" in about[0] or not _AS_OURS.fullmatch(text):
        return parsed(site, name)
    ids = _ANCHOR.findall(text)
    anchors = set(ids)
    return Page(
        name,
        anchors,
        [(0, id_) for id_, times in Counter(ids).items() if times > 1] if len(anchors) < len(ids) else [],
        {intern(unescape(found)) for found in set(_ADDRESS.findall(text)) - PLACEHOLDERS},
        headings=[(int(level), 0) for level in _HEADING.findall(text)],
        title=unescape(about["title"]).strip(),
        description=unescape(about["description"]).strip(),
        language=about["language"].strip(),
    )


def parsed(site: Path, name: str) -> Page:
    """See a page as a browser's parser does, with the line of each thing that is seen.

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
    page.addresses.update(target for *_, target in page.targets)
    return page


def _meta(page: Page, line: int, name: str | None, instead_of: str | None, content: str) -> None:
    if name == "description":
        page.description = page.description or content.strip()
    if instead_of == "refresh":
        page.is_redirect = True
        after = _REFRESH.fullmatch(content)
        if after and after[1]:
            page.targets.append((line, "meta", after[1].strip(" '\"")))
