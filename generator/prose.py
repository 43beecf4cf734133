"""A block of prose to safe HTML.

Only emphasis is left to Markdown; paragraphs and lists come from the blocks that the rules saw, and
the marks are written by whoever knows addresses and sources. What Markdown makes is passed through a
sanitizer before the marks are put in, so nothing an editor writes can become other markup.
"""

from __future__ import annotations

import re
from typing import Protocol

import nh3
from markdown import Markdown
from markupsafe import Markup

from generator.model.common import Prose
from generator.model.marks import (
    Block,
    CitationMark,
    EditorsMark,
    LinkMark,
    Mark,
    QuotationMark,
    Statement,
)

ALLOWED_TAGS = {"p", "em", "strong"}
_ITEM = re.compile(r"(-|\d\d?\.) +")
# Characters of the private use area stand for a mark while Markdown works; documents refuse them.
_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000(\\d+)\ue001")


class Marker(Protocol):
    """Writes marks as HTML; it knows the page, its addresses and its sources."""

    def link(self, mark: LinkMark) -> Markup:
        """Return a cross-link."""

    def citation(self, mark: CitationMark) -> Markup:
        """Return the sign that leads to the sources."""

    def editors(self) -> Markup:
        """Return the sign of the editors' own voice."""

    def quotation(self, mark: QuotationMark, statement: Statement) -> Markup:
        """Return a quotation, in its language."""


def _inline_parser() -> Markdown:
    """Return a parser for one block that knows nothing but emphasis and backslash escapes."""
    parser = Markdown()
    parser.preprocessors.deregister("html_block")
    for name in (
        "backtick",
        "reference",
        "link",
        "image_link",
        "image_reference",
        "short_reference",
        "short_image_ref",
        "autolink",
        "automail",
        "linebreak",
        "html",
        "entity",
    ):
        parser.inlinePatterns.deregister(name)
    for name in (
        "empty",
        "indent",
        "code",
        "hashheader",
        "setextheader",
        "hr",
        "olist",
        "ulist",
        "quote",
        "reference",
    ):
        parser.parser.blockprocessors.deregister(name)
    return parser


_PARSER = _inline_parser()


def to_html(prose: Prose, marker: Marker) -> Markup:
    """Return the prose as paragraphs and lists."""
    statements = prose.marked.statements()
    html: list[str] = []
    open_list = ""
    for block in prose.marked.blocks:
        text = prose.text[block.start : block.end]
        item = _ITEM.match(text)
        kind = "" if not item else "ul" if item[1] == "-" else "ol"
        if kind != open_list:
            html.extend([f"</{open_list}>"] if open_list else [])
            html.extend([f"<{kind}>"] if kind else [])
            open_list = kind
        inner = _block(prose, block, item.end() if item else 0, statements, marker)
        html.append(f"<li>{inner}</li>" if kind else f"<p>{inner}</p>")
    if open_list:
        html.append(f"</{open_list}>")
    return Markup("\n".join(html))


def _block(prose: Prose, block: Block, skip: int, statements: tuple[Statement, ...], marker: Marker) -> str:
    pieces: list[str] = []
    at = block.start + skip
    for index, mark in enumerate(block.marks):
        pieces += [prose.text[at : mark.start], _PLACE.format(index)]
        at = mark.end
    pieces.append(prose.text[at : block.end])
    text = "".join(pieces)
    _PARSER.reset()
    inner = nh3.clean(_PARSER.convert(text), tags=ALLOWED_TAGS, attributes={})
    inner = inner.removeprefix("<p>").removesuffix("</p>")

    def write(match: re.Match[str]) -> str:
        return str(_mark(block.marks[int(match[1])], statements, marker))

    # A citation belongs to the word before it; the space between them must not break the line.
    return _PLACES.sub(write, re.sub("\\s+(?=\ue000)", " ", inner))


def _mark(mark: Mark, statements: tuple[Statement, ...], marker: Marker) -> Markup:
    match mark:
        case LinkMark():
            return marker.link(mark)
        case CitationMark():
            return marker.citation(mark)
        case EditorsMark():
            return marker.editors()
    statement = next(s for s in statements if s.start <= mark.start < s.end)
    return marker.quotation(mark, statement)


def plain(prose: Prose) -> str:
    """Return the prose as plain words, without marks: for descriptions and previews."""
    words: list[str] = []
    at = 0
    for mark in prose.marked.marks:
        words.append(prose.text[at : mark.start])
        if isinstance(mark, LinkMark):
            words.append(mark.words or mark.target)
        elif isinstance(mark, QuotationMark):
            words.append(f"“{mark.words}”")
        at = mark.end
    words.append(prose.text[at:])
    return " ".join("".join(words).replace("*", "").split())
