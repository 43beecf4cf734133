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
from html import unescape

from pydantic_core import to_json

from ..fragments import TAG, start, without

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
_HEADING = re.compile(r'<(h[1-6])\s[^<>]*\bid="([^"]*)"[^<>]*>(.*?)</\1>', re.DOTALL)
_SILENT = start("svg|script|style|template")
_SIGNS = start("a|sup", r'class="(?:headerlink|sign)"')
_NOT_SOUGHT = re.compile(f"{_SILENT}|{_SIGNS}|{start('[a-z]+', 'data-search-exclude')}")
_IN_LINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|mark|q|span|strong|sup)(?=[\s>])[^<>]*>")
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


def parts(page: str) -> tuple[Part, ...]:
    """Cut a page at its headings; what is marked as not to be searched is left out.

    Args:
        page: its fragment, as `generator.fragments` says.
    """
    pieces = _HEADING.split(without(page, _NOT_SOUGHT))
    found = [("", "", _words(pieces[0]))]
    for id_, heading, text in zip(pieces[2::4], pieces[3::4], pieces[4::4], strict=True):
        words = _words(heading)
        found.append((id_, " ".join(words.split()), f"{words} {_words(text)}"))
    return tuple(Part(id_, heading, " ".join(folded(text))) for id_, heading, text in found)


def _words(html: str) -> str:
    """Return what a piece of a page says. Elements part the words around them, but for those in a line."""
    return unescape(TAG.sub(" ", _IN_LINE.sub("", html)))


def files(pages: Iterable[Found]) -> dict[str, str]:
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
