"""What may stand in a finished page: elements, attributes, and the schemes of addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

ELEMENTS = frozenset((
    "a", "aside", "b", "blockquote", "body", "button", "caption", "code", "dd", "defs", "desc",
    "details", "dialog", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "g", "h1", "h2",
    "h3", "h4", "h5", "h6", "head", "header", "html", "img", "input", "li", "link", "main", "mark",
    "meta", "nav", "ol", "p", "path", "pattern", "pre", "q", "rect", "samp", "script", "section",
    "span", "strong", "summary", "sup", "svg", "table", "tbody", "td", "text", "tfoot", "th", "thead",
    "time", "title", "tr", "tspan", "ul", "use",
))  # fmt: skip
ATTRIBUTES = frozenset((
    "abbr", "alt", "as", "autocapitalize", "autocomplete", "charset", "class", "content",
    "crossorigin", "d", "datetime", "defer", "fill", "height", "hidden", "href", "http-equiv", "id",
    "inputmode", "lang", "name", "patterntransform", "patternunits", "placeholder", "property", "rel",
    "role", "rx", "scope", "spellcheck", "src", "stroke-width", "tabindex", "text-anchor", "transform",
    "type", "value", "viewbox", "width", "x", "xmlns", "y",
))  # fmt: skip
BEGINNINGS = ("aria-", "data-")
"""Attributes that begin so say something to assistive programs and to our own scripts."""
WITH_ADDRESS = ("href", "src", "action", "formaction", "data", "srcset", "poster", "xlink:href")
HARM = "harm.example"


def against(text: str, where: str, top: str) -> Iterator[str]:
    """Yield what may not stand in a page.

    Args:
        text: the page as it is written.
        where: its full address.
        top: the address of the site.
    """
    tree: HtmlElement = html.document_fromstring(text)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield f"a comment or an instruction: {html.tostring(element)[:80]!r}"
            continue
        if element.tag not in ELEMENTS:
            yield f"the element {element.tag}"
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES and not name.startswith(BEGINNINGS):
                yield f"the attribute {name} of {element.tag}"
            if name in WITH_ADDRESS:
                yield from _address(element, value, where, top)
        if element.tag == "script":
            yield from _script(element)
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield from _address(element, (element.get("content") or "").partition("url=")[2], where, top)


def _address(element: HtmlElement, value: str, where: str, top: str) -> Iterator[str]:
    # As a browser reads it: white space around is dropped, and tabs and line breaks anywhere.
    read = "".join(c for c in value.strip("".join(map(chr, range(33)))) if c not in "\t\n\r")
    to = urlsplit(urljoin(where, read.replace("\\", "/")))
    if to.scheme not in ("https", "http"):
        yield f"an address with the scheme {to.scheme}: {value[:80]!r}"
    outside = f"{to.scheme}://{to.netloc}/" != urljoin(top, "/")
    if outside and element.tag not in ("a", "link"):
        yield f"an address on another host in {element.tag}: {value[:80]!r}"
    if outside and element.tag == "link" and element.get("rel") not in ("canonical", "prev", "next"):
        yield f"a resource of another host: {value[:80]!r}"
    if outside and not read.startswith(("https://", "http://")):
        yield f"an address on another host that does not look like one: {value[:80]!r}"


def _script(element: HtmlElement) -> Iterator[str]:
    if element.get("type") == "application/ld+json":
        try:
            json.loads(element.text or "")
        except ValueError as error:
            yield f"data for machines that cannot be read: {error}"
    elif not element.get("src") or (element.text or "").strip():
        yield "a script in the page"
