"""A block of prose to safe HTML.

Only emphasis is left to Markdown; paragraphs and lists come from the blocks that the rules saw, and
the marks are written by whoever knows addresses and sources. What Markdown makes is passed through a
sanitizer before the marks are put in, so nothing an editor writes can become other markup.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from html import unescape
from typing import Protocol

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from ..model.prose import Prose
from ..prose.marks import Block, CitationMark, EditorsMark, LinkMark, Mark, QuotationMark, Statement

ALLOWED_TAGS = {"em", "strong"}
_TAG = re.compile(r"</?(?:em|strong)>")
_ITEM = re.compile(r"(-|\d\d?\.) +")
# Characters of the private use area stand for a mark, and for an ampersand, while Markdown works. Those
# that an escape in YAML has brought in are shown as what cannot be shown.
_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000(\\d+)\ue001")
_AMPERSAND = "\ue002"
_SIGN = re.compile("[^\\w \\n.,;:!?()'\"‘’“”–—…/%\ue000-\ue002-]")
_GAP = re.compile("[ \\n]{2}")
_SAFE = str.maketrans({"\ue000": "\ufffd", "\ue001": "\ufffd", "\ue002": "\ufffd", "&": _AMPERSAND})


class Marker(Protocol):
    """Writes marks as HTML; it knows the page, its addresses and its sources."""

    def link(self, mark: LinkMark) -> Markup:
        """Return a cross-link."""

    def citation(self, mark: CitationMark) -> Markup:
        """Return the sign that leads to the sources."""

    def editors(self, anchor: str) -> Markup:
        """Return the sign of the editors' own voice; `anchor` is that of the statement, or empty."""

    def quotation(self, mark: QuotationMark, statement: Statement) -> Markup:
        """Return a quotation, in its language."""

    def statement(self, words: str) -> str:
        """Return the anchor of a statement, given its words."""


# CommonMark's inline rules, of which none but emphasis and backslash escapes are used.
_PARSER = MarkdownIt("zero").enable(["emphasis", "escape"])


def to_html(prose: Prose, marker: Marker) -> Markup:
    """Return the prose as paragraphs and lists; the items of a numbered one bear the numbers written."""
    statements = prose.marked.statements()
    html: list[str] = []
    open_list = ""
    due = 1
    for block in prose.marked.blocks:
        text = prose.text[block.start : block.end]
        item = _ITEM.match(text)
        kind = "" if not item else "ul" if item[1] == "-" else "ol"
        if kind != open_list:
            html.extend([f"</{open_list}>"] if open_list else [])
            html.extend([f"<{kind}>"] if kind else [])
            open_list, due = kind, 1
        number = int(item[1][:-1]) if item and kind == "ol" else due
        value = f' value="{number}"' if number != due else ""
        due = number + 1
        inner = _block(prose, block, item.end() if item else 0, statements, marker)
        html.append(f"<li{value}>{inner}</li>" if kind else f"<p>{inner}</p>")
    if open_list:
        html.append(f"</{open_list}>")
    return Markup("\n".join(html))


def _emphasised(prose: Prose, block: Block, skip: int) -> str:
    """Return a block as HTML that knows nothing but emphasis, with a place for each mark."""
    pieces: list[str] = []
    at = block.start + skip
    for index, mark in enumerate(block.marks):
        words = prose.text[at : mark.start].translate(_SAFE)
        # A sign belongs to the word before it and never begins a line.
        if isinstance(mark, CitationMark | EditorsMark):
            close = words.rstrip()
            words = f"{close}\u00a0" if words != close and _worded(mark) else close
        pieces += [words, _PLACE.format(index)]
        at = mark.end
    pieces.append(prose.text[at : block.end].translate(_SAFE))
    text = "".join(pieces)
    inner = text if mere_words(text) else parsed(text)
    return inner.replace(_AMPERSAND, "&amp;")


def mere_words(text: str) -> bool:
    """Return whether a text is words and punctuation that come out of Markdown and HTML as they went in."""
    return text == text.strip() and "_" not in text and not _SIGN.search(text) and not _GAP.search(text)


def parsed(text: str) -> str:
    """Return one block of text as HTML that knows nothing but emphasis."""
    return nh3.clean(_PARSER.renderInline(text), tags=ALLOWED_TAGS, attributes={})


def _worded(mark: CitationMark | EditorsMark) -> bool:
    """Return whether a sign is words, and keeps its space; one that is a number stands close."""
    return isinstance(mark, EditorsMark) or mark.confidence is not None


def _block(prose: Prose, block: Block, skip: int, statements: tuple[Statement, ...], marker: Marker) -> str:
    def shown(part: str, words: str) -> str:
        # A statement that begins or ends within emphasis goes without an anchor of its own.
        anchor = marker.statement(words) if words and _whole(part) else ""

        def write(match: re.Match[str]) -> str:
            return str(_mark(block.marks[int(match[1])], statements, marker, anchor))

        return _PLACES.sub(write, _anchored(part, anchor))

    inner = _emphasised(prose, block, skip)
    return "".join(shown(part, words) for part, words in _parts(inner, prose, block, skip))


def _parts(inner: str, prose: Prose, block: Block, skip: int) -> Iterator[tuple[str, str]]:
    """Cut the HTML of a block behind each mark that ends a statement.

    Yields:
        Each part with the words of its statement; what follows the last one has no words.
    """
    at, start = 0, block.start + skip
    for index, mark in enumerate(block.marks):
        if isinstance(mark, CitationMark | EditorsMark):
            end = inner.index(_PLACE.format(index)) + len(_PLACE.format(index))
            yield inner[at:end], " ".join(prose.text[start : mark.start].split())
            at, start = end, mark.end
    yield inner[at:], ""


def _anchored(part: str, anchor: str) -> str:
    """Return a statement with its anchor, which leaves out the space before it."""
    if not anchor:
        return part
    text = part.lstrip()
    space = part[: len(part) - len(text)]
    return f'{space}<span class="statement" id="{anchor}">{text}</span>'


def _whole(part: str) -> bool:
    """Return whether every element that begins in a piece of HTML ends there, and the other way round."""
    depth = 0
    for tag in _TAG.findall(part):
        depth += -1 if tag.startswith("</") else 1
        if depth < 0:
            return False
    return depth == 0


def _mark(mark: Mark, statements: tuple[Statement, ...], marker: Marker, anchor: str) -> Markup:
    match mark:
        case LinkMark():
            return marker.link(mark)
        case CitationMark():
            return marker.citation(mark)
        case EditorsMark():
            return marker.editors(anchor)
    begun = bisect_right(statements, mark.start, key=lambda statement: statement.start)
    return marker.quotation(mark, statements[begun - 1])


def plain(prose: Prose, shown: Callable[[LinkMark], str] = lambda mark: mark.words or mark.target) -> str:
    """Return the prose as plain words, without marks; `shown` gives the words that a cross-link shows."""

    def words(mark: Mark) -> str:
        match mark:
            case LinkMark():
                return shown(mark)
            case QuotationMark():
                return f"“{mark.words}”"
        return ""

    def line(block: Block) -> str:
        text = unescape(_TAG.sub("", _emphasised(prose, block, 0)))
        return _PLACES.sub(lambda place: words(block.marks[int(place[1])]), text)

    return " ".join(" ".join(map(line, prose.marked.blocks)).split())
