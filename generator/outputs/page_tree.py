"""A rendered page as a tree, parsed by lxml."""

from __future__ import annotations

from functools import lru_cache

from lxml import html
from lxml.html import HtmlElement


@lru_cache(maxsize=1)
def page_tree(content: str) -> HtmlElement:
    """Return the content of a page below a `div`.

    Outputs read the same page one after another, so the last tree is shared: copy it before changing it.
    """
    return html.fragment_fromstring(content, create_parent="div")


def without(tree: HtmlElement, selector: str) -> None:
    """Remove from a tree the elements that an XPath expression selects; the text behind each stays."""
    for element in tree.xpath(selector):
        element.drop_tree()
