"""What is marked in a block of prose: citations, cross-links, quotations, the editors' own voice.

The marks, beside plain Markdown emphasis and lists:

* ``[@source, place]`` ends a statement; several in one bracket are parted by ``;`` (the form of
  Pandoc's citations, https://pandoc.org/MANUAL.html#citation-syntax). ``[reported: @source]`` says
  that one secondary source carries it, ``[disputed: @a; @b]`` that sources disagree.
* ``[editors]`` ends a block that is the editors' own voice and rests on no source.
* ``[[id]]``, ``[[id|words]]``, ``[[id#part]]``, ``[[id#part|words]]`` link to a record or a part of it.
* ``“words”`` is a quotation and must stand in a kept text to the letter.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Literal

Confidence = Literal["confirmed", "reported", "disputed"]

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 64
MOST_FAULTS = 100
"""No more signs of a text are told that prose does not use: it is something else than prose."""

# Each pattern looks first for a sign that may begin what it seeks: at most places there is none.
_MARK = re.compile(
    r"(?=[\[“])(?:"
    r"(?P<link>\[\[(?P<target>[^\[\]|#]*)(?:\#(?P<part>[^\[\]|]*))?(?:\|(?P<words>[^\[\]]*))?\]\])"
    r"|(?P<citation>\[(?:(?P<confidence>[a-z]+):\s+)?(?P<cited>@[^\[\]]*)\])"
    r"|(?P<editors>\[editors\])"
    r"|(?P<quotation>“(?P<quoted>[^“”]*)”))"
)
# What Markdown would make of it is not part of our prose: headings, pictures, tables and raw HTML
# have their own fields and templates; links go through records, so that they can be checked.
_REFUSED = re.compile(
    r"(?=[<hw{!\]`#>=*+|\"\[“”-]|^ )(?:"
    r"(?P<html><[A-Za-z!?/][^<>\n]*>?)"
    r"|(?P<address>https?://\S+|\bwww\.\S+)"
    r"|(?P<attributes>\{:)"
    r"|(?P<markdown>!\[|\]\(|\]:|`|^ {0,3}(?:\#{1,6}\s|>|={3,} *$|-{3,} *$|\*{3,} *$|[*+] +\S)|^ *\|)"
    r"|(?P<straight>\")"
    r"|(?P<open>\[\[|\[@|“|”|\]\]))",
    re.MULTILINE,
)
_REFUSALS = {
    "html": ("raw HTML", "plain prose"),
    "address": ("an address in the running text", "a citation of a source record"),
    "attributes": ("an attribute list", "plain prose"),
    "straight": ("a straight quotation mark", "“ and ” around words that stand in a kept text"),
    "open": ("a mark that is not complete", "[[id]], [[id|words]], [@source, place] or “words”"),
}
# What each sign of Markdown makes, and what prose has in its place.
_MARKDOWN = {
    "![": ("a picture", "words; pictures are made from the data"),
    "](": ("a link with an address", "[[id|words]] to a record, or a citation"),
    "]:": ("a link with an address", "[[id|words]] to a record, or a citation"),
    "`": ("the sign for code", "*emphasis*, for words named as words"),
    "#": ("a heading", "a section, with its own `heading:`"),
    ">": ("a block quotation", "“ and ” around the words"),
    "|": ("a table", "paragraphs and lists"),
    "***": ("a line of signs", "an empty line between paragraphs"),
    "=": ("a line of signs", "an empty line between paragraphs"),
    "*": ("a list with stars", "- in front of each item"),
    "+": ("a list with plus signs", "- in front of each item"),
    "-": ("a line of signs", "an empty line between paragraphs"),
}
_CONFIDENCES: dict[str, Confidence] = {"reported": "reported", "disputed": "disputed"}
_EMPHASIS = re.compile(r"\*(?=\S)[^*]+\*")
_BLANK = re.compile(r"\n[ ]*\n\s*")
_ITEM = re.compile(r"^(?:-|\d\d?\.) +", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and a place in it.

    Attributes:
        source: id of the source.
        place: paragraph, page, article, as one would say it; may be empty.
        offset: where the source's id begins in the text that holds the citation.
    """

    source: str
    place: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class CitationMark:
    """A bracket of citations in prose; `confidence` is given when the bracket says so."""

    start: int
    end: int
    citations: tuple[Citation, ...]
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A cross-link in prose; `words` is empty when the target's own name is to be shown."""

    start: int
    end: int
    target: str
    part: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class QuotationMark:
    """Words given verbatim, without their quotation marks."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class EditorsMark:
    """Says that the block is the editors' own voice."""

    start: int
    end: int


Mark = CitationMark | LinkMark | QuotationMark | EditorsMark


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the text that is no proper prose; becomes a problem of its kind."""

    start: int
    end: int
    kind: str
    message: str
    expected: str
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item: offsets into the text, and the marks that stand in it."""

    start: int
    end: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A published sentence, or several, with its citation.

    Attributes:
        start, end: offsets into the prose; the end is past the citation.
        mark: the citation, or the sign of the editors' own voice, or None when there is neither.
        quotations: the quotations that stand in it.
    """

    start: int
    end: int
    mark: CitationMark | EditorsMark | None
    quotations: tuple[QuotationMark, ...]


@dataclass(frozen=True)
class Marked:
    """A text and everything marked in it, in order."""

    text: str
    marks: tuple[Mark, ...] = ()
    blocks: tuple[Block, ...] = ()
    faults: tuple[Fault, ...] = field(default=())

    def statements(self) -> tuple[Statement, ...]:
        """Return the statements of all blocks, in order."""
        return tuple(s for block in self.blocks for s in _statements(self.text, block))

    def own_words(self, *, linked: bool = True) -> str:
        """Return what the text says in words of its own, with a space for each other character.

        Left out are quotations, citations, the ids in links, and emphasis: titles, and words named as
        words.

        Args:
            linked: whether the words that links show are kept.
        """
        words: list[str] = []
        at = 0
        for mark in self.marks:
            shown = mark.end - 2 if linked and isinstance(mark, LinkMark) and mark.words else mark.start
            first = self.text.rfind("|", mark.start, shown) + 1 or mark.start
            words += [self.text[at : mark.start], " " * (first - mark.start)]
            words += [self.text[first:shown], " " * (mark.end - shown)]
            at = mark.end
        own = "".join([*words, self.text[at:]])
        return _EMPHASIS.sub(lambda match: " " * len(match[0]), own) if "*" in own else own


def suggested(text: str) -> str:
    """Return the id most like a text; empty when nothing of it can stand in one.

    >>> suggested("../Le Château.yaml")
    'le-chateau'
    """
    plain = unicodedata.normalize("NFKD", text.removesuffix(".yaml")).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", letters))[:LONGEST_ID].strip("-")


def scan(text: str) -> Marked:
    """Find the blocks and marks of a prose text; never raises."""
    marks: list[Mark] = []
    faults: list[Fault] = []

    def masked(match: re.Match[str]) -> str:
        marks.append(_mark(match, faults))
        return "\0" * len(match[0])

    # What is left without the marks is searched for what prose does not allow.
    for match in itertools.islice(_REFUSED.finditer(_MARK.sub(masked, text)), MOST_FAULTS):
        kind = match.lastgroup or "open"
        told = _REFUSALS.get(kind) or next(
            _MARKDOWN[s] for s in _MARKDOWN if match[0].strip().startswith(s)
        )
        faults.append(Fault(match.start(), match.end(), kind, *told))
    starts = [mark.start for mark in marks]
    blocks = tuple(
        Block(start, end, tuple(marks[bisect_left(starts, start) : bisect_left(starts, end)]))
        for start, end in _blocks(text)
    )
    return Marked(text, tuple(marks), blocks, tuple(faults))


def _mark(match: re.Match[str], faults: list[Fault]) -> Mark:
    start, end = match.span()
    if match["link"]:
        target, part = match["target"].strip(), (match["part"] or "").strip()
        for word in (target, part or target):
            if not ID.fullmatch(word):
                message = f"`{word}` is no id" if word else "a link without an id"
                expected = "[[id]] or [[id|words]], the id in small letters, digits and hyphens"
                faults.append(Fault(start, end, "open", message, expected, suggested(word)))
                break
        return LinkMark(start, end, target, part, " ".join((match["words"] or "").split()))
    if match["citation"]:
        said = match["confidence"]
        confidence = _CONFIDENCES.get(said)
        if said and not confidence:
            found = f"`{said}:` before a citation"
            expected = "`reported:`, `disputed:` or nothing"
            faults.append(Fault(start, end, "citation", found, expected))
        citations = _citations(match["cited"], match.start("cited"), faults)
        return CitationMark(start, end, citations, confidence)
    if match["editors"]:
        return EditorsMark(start, end)
    words = " ".join(match["quoted"].split())
    if not words:
        faults.append(Fault(start, end, "open", "a quotation without words", "“words”"))
    return QuotationMark(start, end, words)


def _citations(text: str, offset: int, faults: list[Fault]) -> tuple[Citation, ...]:
    found: list[Citation] = []
    at = offset
    for piece in text.split(";"):
        source, _, place = piece.partition(",")
        lead = len(source) - len(source.lstrip())
        id_ = source.strip().removeprefix("@")
        if not source.strip().startswith("@") or not ID.fullmatch(id_):
            message = "a citation that cannot be read"
            faults.append(Fault(at, offset + len(text), "citation", message, "@source, place"))
            break
        found.append(Citation(id_, " ".join(place.split()), at + lead + 1))
        at += len(piece) + 1
    return tuple(found)


def _blocks(text: str) -> list[tuple[int, int]]:
    """Return the offsets of paragraphs and list items, without white space around them."""
    blocks: list[tuple[int, int]] = []
    at = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        cuts = [m.start() for m in _ITEM.finditer(text, at, end)]
        edges = sorted({at, *cuts, end})
        for left, right in itertools.pairwise(edges):
            chunk = text[left:right]
            if chunk.strip():
                lead = len(chunk) - len(chunk.lstrip())
                blocks.append((left + lead, left + len(chunk.rstrip())))
        at = gap.end() if gap else end
    return blocks


def _statements(text: str, block: Block) -> list[Statement]:
    found: list[Statement] = []
    at = block.start
    quotations: list[QuotationMark] = []
    for mark in block.marks:
        if isinstance(mark, QuotationMark):
            quotations.append(mark)
        elif isinstance(mark, CitationMark | EditorsMark):
            found.append(Statement(at, mark.end, mark, tuple(quotations)))
            at, quotations = mark.end, []
    if text[at : block.end].strip(" \n.,;:)"):
        found.append(Statement(at, block.end, None, tuple(quotations)))
    return found
