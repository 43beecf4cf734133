"""Pages joined to one, for print: ids kept apart, links within it, headings below those of the whole."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from generator.model import KINDS
from generator.model.reference import Source
from generator.plan import Plan, PlannedPage, lasting, target

LEVELS_BELOW = 2
"""The whole has a heading of its own and one for each chapter; a page's first is the next."""
LEFT_OUT = (
    "nav",
    "script",
    "footer",
    "@data-search-exclude/parent::*[not(contains(@class, 'sources'))]",
    "a[contains(@class, 'headerlink')]",
    "@id[starts-with(., '_referred-to-by')]/parent::*",
)
REFERRING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
_WITHIN = re.compile(r"url\(#([^)]+)\)")
_FIND_LEFT_OUT = etree.XPath(" | ".join(f".//{query}" for query in LEFT_OUT))
# The values of attributes; each knows its element and its name.
_FIND_IDS = etree.XPath(".//@id")
_FIND_REFERRING = etree.XPath(" | ".join(f".//@{name}" for name in REFERRING))
_FIND_WITHIN = etree.XPath(".//@*[contains(., 'url(#')]")
_FIND_TARGETS = etree.XPath(".//@href")


def members(plan: Plan) -> list[PlannedPage]:
    """Return the pages that are joined, in the order of the chapters; sources stand in a list instead."""
    found: list[str] = [plan.dossier.front.id]
    for chapter in plan.dossier.front.chapters:
        found += [chapter.lead.id] if chapter.lead else []
        for kind in chapter.kinds:
            if kind != Source.kind:
                found += [record.id for record in plan.dossier.of_kind(KINDS[kind])]
    return [plan.pages[plan.address_of(id_)] for id_ in dict.fromkeys(found)]


def place(address: str, part: str = "") -> str:
    """Return the id that a page, or a part of it, has in the whole."""
    page = "p-" + (address.strip("/").replace("/", "-") or "home")
    return f"{page}--{part}" if part else page


def section(address: str, page: HtmlElement, plan: Plan, joined: Collection[str]) -> str:
    """Return a page as a section of the whole, with the id that `place` gives.

    Args:
        address: where the page is published.
        page: its fragment, below one element; it is changed.
        plan: all pages.
        joined: the addresses of those that are joined; links to all others lead to the published site.
    """
    for element in _found(_FIND_LEFT_OUT, page):
        element.drop_tree()
    for heading in page.iterdescendants("h1", "h2", "h3", "h4"):
        heading.tag = f"h{int(heading.tag[1]) + LEVELS_BELOW}"
    for id_ in _found(_FIND_IDS, page):
        id_.getparent().set("id", place(address, id_))
    for ids in _found(_FIND_REFERRING, page):
        ids.getparent().set(ids.attrname, " ".join(place(address, id_) for id_ in ids.split()))
    for value in _found(_FIND_WITHIN, page):
        renamed = _WITHIN.sub(lambda within: f"url(#{place(address, within[1])})", value)
        value.getparent().set(value.attrname, renamed)
    for way in _found(_FIND_TARGETS, page):
        way.getparent().set("href", _way(address, way, plan, joined))
    page.tag = "section"
    page.set("id", place(address))
    return str(html.tostring(page, encoding="unicode"))


def _found(query: etree.XPath, tree: HtmlElement) -> list[Any]:
    found: Any = query(tree)
    return list(found)


def _way(address: str, way: str, plan: Plan, joined: Collection[str]) -> str:
    if ":" in way.partition("#")[0]:
        return way  # to another host
    to, _, part = target(address, way).partition("#")
    if to in joined:
        return f"#{place(to, part)}"
    shown = plan.pages.get(to)
    if shown and isinstance(shown.record, Source):
        return f"#{place(to)}"
    return lasting(plan, to) + (f"#{part}" if part else "")
