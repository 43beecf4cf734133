"""The search of the finished site: which words stand on which page, in many small files.

Words are kept in files by how they begin, so that a reader's browser fetches those that begin as what was
typed and no others. `templates/theme/assets/search.js` reads what is written here, and parts and folds what
is typed in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement
from pydantic_core import to_json

from ..planning.plan import PlannedPage
from ..planning.site import Output, OutputFile, PageParts, Site
from .page_tree import page_tree
from .pages import single_pages

FOLDER = "search"
PAGES_IN_FILE = 40
MOST_CHARACTERS = 40_000
"""Words with the same first two characters are parted by the third when their file would be longer."""
UNSOUGHT = frozenset((
    "a", "about", "an", "and", "are", "as", "at", "be", "been", "by", "did", "do", "does", "for",
    "from", "had", "has", "have", "how", "in", "into", "is", "it", "its", "of", "on", "or", "that",
    "the", "their", "there", "they", "this", "to", "was", "were", "what", "when", "where", "which",
    "who", "whom", "whose", "why", "will", "with",
))  # fmt: skip
"""Words that say nothing of what is sought."""

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_ACCENTS = re.compile("[\u0300-\u036f]")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SILENT = frozenset(("svg", "script", "style", "template"))
_SIGNS = frozenset(("headerlink", "sign"))
_INLINE = frozenset(("a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "span", "strong", "sup"))
"""Elements that part no words; all others do."""
# How much a word counts for more when the page, or a part of it, is called by it, and at most otherwise.
_IN_NAME, _IN_HEADING, _MOST_TIMES = 12, 6, 5

Postings = Mapping[str, list[float]]
"""For each word or name a flat list of pairs: where it stands, and how much it counts there."""
Group = dict[str, dict[str, list[float]]]


@dataclass(frozen=True, slots=True)
class Part:
    """A page down to its first heading, or what stands under a heading.

    Attributes:
        id, heading: the heading's anchor and words; empty for the page itself.
        said: the words that stand there, as the search compares them, in their order with spaces between.
    """

    id: str
    heading: str
    said: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the search knows of a page.

    Attributes:
        address, title, summary: as the results show it.
        names: what else it is called.
        boost: how strongly it is preferred; 1 is neutral.
        parts: the page itself, then what stands under each of its headings.
    """

    address: str
    title: str
    summary: str
    names: tuple[str, ...]
    boost: float
    parts: tuple[Part, ...]


def folded(text: str) -> list[str]:
    """Part a text into words as the search compares them: small letters without accents.

    >>> folded("Charter 9(3) of the keeper’s Café")
    ['charter', '9', '3', 'of', 'the', 'keeper', 'cafe']
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text)))
    return _WORD.findall(plain.lower())


def cut(content: str) -> tuple[Part, ...]:
    """Cut a page at its headings; what is marked as not to be searched is left out.

    Args:
        content: the HTML of the page.
    """
    reader = _Reader()
    reader.read(page_tree(content))
    return tuple(
        Part(id_, " ".join("".join(heading).split()), " ".join(folded("".join((*heading, " ", *words)))))
        for id_, heading, words in reader.pieces
    )


class _Reader:
    """Reads the words of a page.

    Attributes:
        pieces: for the page itself, then for each heading: its anchor, its words, the words under it.
    """

    def __init__(self) -> None:
        self.pieces: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._words = self.pieces[0][2]

    def read(self, element: HtmlElement) -> None:
        """Read an element and all in it."""
        if self._is_left_out(element):
            return
        is_heading = element.tag in _HEADINGS and element.get("id")
        if is_heading:
            self.pieces.append((element.get("id"), [], []))
            self._words = self.pieces[-1][1]
        space = "" if element.tag in _INLINE else " "
        self._words += (space, element.text or "")
        for child in element:
            self.read(child)
            self._words.append(child.tail or "")
        self._words.append(space)
        if is_heading:
            self._words = self.pieces[-1][2]

    @staticmethod
    def _is_left_out(element: HtmlElement) -> bool:
        return (
            element.tag in _SILENT
            or "data-search-exclude" in element.attrib
            or element.get("class") in _SIGNS
            or not isinstance(element.tag, str)  # a comment
        )


def index(pages: Iterable[Found]) -> dict[str, str]:
    """Return the files of the search, by their names below the root of the site.

    `index.json` says how many parts each page has, which words are not sought, and by which beginnings
    the other files are called. Those hold, for each word, the numbers of the parts it stands in, each
    followed by its weight there; and, for each name that begins with such a word, the numbers of the
    pages that are called so, each followed by its rank. `pages-0.json` and so on hold what results show.
    """
    pages = list(pages)
    weights: dict[str, list[float]] = defaultdict(list)
    names: dict[str, list[float]] = defaultdict(list)
    number = 0
    for place, page in enumerate(pages):
        for name, rank in _names(page):
            names[name] += (place, rank)
        for part in page.parts:
            for word, weight in _weights(page, part).items():
                weights[word] += (number, weight)
            number += 1
    beginnings = _by_beginning(weights, names)
    index = {
        "parts": [len(page.parts) for page in pages],
        "pagesInFile": PAGES_IN_FILE,
        "unsought": sorted(UNSOUGHT),
        "beginnings": sorted(beginnings),
    }
    shown = [[p.address, p.title, p.summary, [[q.id, q.heading] for q in p.parts[1:]]] for p in pages]
    found: dict[str, object] = {"index": index}
    found |= {f"words-{_safe(beginning)}": group for beginning, group in beginnings.items()}
    for first in range(0, len(shown), PAGES_IN_FILE):
        found[f"pages-{first // PAGES_IN_FILE}"] = shown[first : first + PAGES_IN_FILE]
    return {f"{FOLDER}/{name}.json": _written(data) for name, data in found.items()}


def _names(page: Found) -> Iterator[tuple[str, float]]:
    """Yield what a page is called, each with how good an answer it is to one who types just that.

    Best is its title; a little less so where it stands behind others, as sources do; then what it is also
    called, first where its title holds it.
    """
    title = " ".join(folded(page.title))
    yield title, 0 if page.boost >= 1 else 0.5
    for name in dict.fromkeys(" ".join(folded(name)) for name in page.names):
        if name and name != title:
            yield name, 1 if name in title else 2


def _weights(page: Found, part: Part) -> dict[str, float]:
    """Return each word of a part with how much it counts there."""
    said = Counter(part.said.split())
    # Most words stand there once.
    counts = [float(round(times * page.boost, 1)) for times in range(_MOST_TIMES + 1)]
    found = {word: counts[min(times, _MOST_TIMES)] for word, times in said.items()}
    called = dict.fromkeys(folded(part.heading), _IN_HEADING)
    for name in () if part.id else (page.title, *page.names):
        called |= dict.fromkeys(folded(name), _IN_NAME)
    for word, more in called.items():
        found[word] = round((min(said[word], _MOST_TIMES) + more) * page.boost, 1)
    return {word: weight for word, weight in found.items() if word not in UNSOUGHT}


def _by_beginning(weights: Postings, names: Postings) -> dict[str, Group]:
    """Gather words, and names by their first word, under their first two characters, or three if many."""
    found = {}
    for beginning, group in _gathered(weights, names, 2).items():
        if len(_written(group)) <= MOST_CHARACTERS:
            found[beginning] = group
        else:
            found |= _gathered(group["words"], group["names"], 3)
    return found


def _gathered(words: Postings, names: Postings, length: int) -> dict[str, Group]:
    found: dict[str, Group] = {}
    for name, postings in (("words", words), ("names", names)):
        for word in sorted(postings):
            beginning = word.partition(" ")[0][:length]
            group = found.setdefault(beginning, {"words": {}, "names": {}})
            group[name][word] = postings[word]
    return found


def _safe(beginning: str) -> str:
    """Return a beginning as part of a file's name: letters and digits of ASCII as they are."""
    return "".join(c if c.isascii() else f"-{ord(c):x}" for c in beginning)


def _written(data: object) -> str:
    return to_json(data).decode()


def part(site: Site, page: PlannedPage, parts: PageParts) -> tuple[Part, ...]:
    """Return what the search takes from a page."""
    return cut(parts.content)


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the files of the search; for their names every page is rendered."""
    pages = single_pages(site)
    parts = site.parts(OUTPUT.name, pages)
    entries = (
        Found(
            page.address,
            page.title,
            page.description,
            page.record.aliases if page.record else (),
            page.boost,
            parts[page.address],
        )
        for page in pages
    )
    for path, text in index(entries).items():
        yield OutputFile(path, text.encode)


OUTPUT = Output("search index", files, part, folder=f"{FOLDER}/", with_our_frame=True)
