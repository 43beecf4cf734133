"""Pages joined to one, for print: ids kept apart, links within it, headings below those of the whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement
from markupsafe import Markup

from generator import plan
from generator.cores import shared

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


Elsewhere = Callable[[str, str], str]
"""Gives the address of a page that is not among those joined, and of a part of it."""


def joined(pages: Mapping[str, str], elsewhere: Elsewhere) -> Markup:
    """Join pages to one.

    Args:
        pages: the fragments of the pages by their addresses, in order.
        elsewhere: gives the address of every other page.

    Returns:
        One section for each page, with the id that `place` gives.
    """
    sections = shared(lambda address: _section(address, pages, elsewhere), list(pages))
    return Markup("\n".join(sections))


def place(address: str, part: str = "") -> str:
    """Return the id that a page, or a part of it, has in the whole."""
    page = "p-" + (address.strip("/").replace("/", "-") or "home")
    return f"{page}--{part}" if part else page


def _section(address: str, pages: Mapping[str, str], elsewhere: Elsewhere) -> str:
    tree = html.fragment_fromstring(pages[address], create_parent="section")
    for element in _found(_FIND_LEFT_OUT, tree):
        element.drop_tree()
    for heading in tree.iterdescendants("h1", "h2", "h3", "h4"):
        heading.tag = f"h{int(heading.tag[1]) + LEVELS_BELOW}"
    for id_ in _found(_FIND_IDS, tree):
        id_.getparent().set("id", place(address, id_))
    for ids in _found(_FIND_REFERRING, tree):
        ids.getparent().set(ids.attrname, " ".join(place(address, id_) for id_ in ids.split()))
    for value in _found(_FIND_WITHIN, tree):
        renamed = _WITHIN.sub(lambda within: f"url(#{place(address, within[1])})", value)
        value.getparent().set(value.attrname, renamed)
    for target in _found(_FIND_TARGETS, tree):
        target.getparent().set("href", _way(address, target, pages, elsewhere))
    tree.set("id", place(address))
    return str(html.tostring(tree, encoding="unicode"))


def _found(query: etree.XPath, tree: HtmlElement) -> list[Any]:
    found: Any = query(tree)
    return list(found)


def _way(address: str, target: str, pages: Mapping[str, str], elsewhere: Elsewhere) -> str:
    if ":" in target.partition("#")[0]:
        return target  # to another host
    page, _, part = plan.target(address, target).partition("#")
    return f"#{place(page, part)}" if page in pages else elsewhere(page, part)
