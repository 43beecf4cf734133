"""Pages joined to one, for print: ids kept apart, links within it, headings below those of the whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree, html
from lxml.html import HtmlElement
from markupsafe import Markup

from generator import plan

LEVELS_BELOW = 2
"""The whole has a heading of its own and one for each chapter; a page's first is the next."""
LEFT_OUT = (
    "nav",
    "script",
    "footer",
    "*[@data-search-exclude and not(contains(@class, 'sources'))]",
    "a[contains(@class, 'headerlink')]",
    "*[starts-with(@id, '_referred-to-by')]",
)
REFERRING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
_WITHIN = re.compile(r"url\(#([^)]+)\)")


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
    return Markup("\n".join(_section(address, pages, elsewhere) for address in pages))


def place(address: str, part: str = "") -> str:
    """Return the id that a page, or a part of it, has in the whole."""
    page = "p-" + (address.strip("/").replace("/", "-") or "home")
    return f"{page}--{part}" if part else page


def _section(address: str, pages: Mapping[str, str], elsewhere: Elsewhere) -> str:
    tree = html.fragment_fromstring(pages[address], create_parent="section")
    tree.set("id", place(address))
    for query in LEFT_OUT:
        for element in tree.xpath(f".//{query}"):
            element.drop_tree()
    for element in tree.iterdescendants(etree.Element):
        _rename(element, address)
        if re.fullmatch(r"h[1-4]", str(element.tag)):
            element.tag = f"h{int(element.tag[1]) + LEVELS_BELOW}"
        target = element.get("href")
        if target is not None:
            element.set("href", _way(address, target, pages, elsewhere))
    return str(html.tostring(tree, encoding="unicode"))


def _rename(element: HtmlElement, address: str) -> None:
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, place(address, value))
        elif name in REFERRING:
            element.set(name, " ".join(place(address, id_) for id_ in value.split()))
        elif "url(#" in value:
            element.set(name, _WITHIN.sub(lambda found: f"url(#{place(address, found[1])})", value))


def _way(address: str, target: str, pages: Mapping[str, str], elsewhere: Elsewhere) -> str:
    if ":" in target.partition("#")[0]:
        return target  # to another host
    page, _, part = plan.target(address, target).partition("#")
    return f"#{place(page, part)}" if page in pages else elsewhere(page, part)
