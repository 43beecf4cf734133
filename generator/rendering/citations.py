"""The notes of one page: its citations numbered in the order of the text, and its cross-links."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from markupsafe import Markup, escape

from ..model.source import Source
from ..planning import urls
from ..planning.plan import Plan
from ..prose.marks import Citation, CitationMark, LinkMark, QuotationMark, Statement
from ..rules.quotations import flat, holds

SITE_LANGUAGE = "en"
LONGEST = 6
"""So many words of a field make up its anchor."""
CONFIDENCE = {
    "confirmed": "confirmed",
    "reported": "reported by one source",
    "disputed": "sources disagree",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as a page's list of sources shows it: its number, and the places and signs citing it."""

    number: int
    source: Source
    places: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Notes:
    """Writes the marks of one page and keeps what its list of sources needs.

    Attributes:
        plan: where everything is.
        address: the page that is written.
        kept: for each source, the texts kept from it, each with its language.
        cited: the sources cited so far, in the order of their numbers.
    """

    plan: Plan
    address: str
    kept: Mapping[str, list[tuple[str, str]]]
    cited: dict[str, Cited] = field(default_factory=dict)
    _signs: int = 0
    _statements: Counter[str] = field(default_factory=Counter)
    _parts: Counter[str] = field(default_factory=Counter)

    def href(self, target: str) -> str:
        """Return the relative way from this page to an address."""
        return urls.href(self.address, target)

    def record_link(self, id: str, part: str = "", words: str = "") -> Markup:
        """Return a link to a record, by default with its title or its part's name."""
        text = self.plan.dossier.shown(id, part, words)
        href = self.href(self.plan.address_of(id, part))  # ids, which need no escaping
        return Markup(f'<a href="{href}">{escape(text)}</a>')

    def link(self, mark: LinkMark) -> Markup:
        """Return a cross-link of prose."""
        return self.record_link(mark.target, mark.part, mark.words)

    def citation(self, mark: CitationMark) -> Markup:
        """Return the signs of a bracket of citations, and how sure it is where that is said."""
        signs = self.cite(mark.citations)
        if mark.confidence is None:
            return signs
        words = escape(CONFIDENCE[mark.confidence])
        return Markup(f'<span class="confidence {mark.confidence}">{words}</span>{signs}')

    def cite(self, citations: tuple[Citation, ...]) -> Markup:
        """Return the signs for citations of a field."""
        return Markup("".join(map(self._sign, citations)))

    def note(self, citations: tuple[Citation, ...]) -> None:
        """Take citations into the list of sources without a sign in the text."""
        for citation in citations:
            self._entry(citation).places.setdefault(citation.place, [])

    def editors(self, anchor: str) -> Markup:
        """Return the sign of the editors' own voice; it leads to its statement, which has no source."""
        if not anchor:
            return Markup('<span class="own-voice">our words</span>')
        label = "our words: address of this statement"
        return Markup(f'<a class="own-voice" href="#{escape(anchor)}" aria-label="{label}">our words</a>')

    def quotation(self, mark: QuotationMark, statement: Statement) -> Markup:
        """Return a quotation, marked with its language where that is not the site's."""
        sources = (
            [c.source for c in statement.mark.citations] if isinstance(statement.mark, CitationMark) else []
        )
        words = flat(mark.words)
        languages = [
            language
            for source in sources
            for text, language in self.kept.get(source, ())
            if holds(text, words)
        ]
        if languages and languages[0] != SITE_LANGUAGE:
            return Markup(f'<q lang="{languages[0]}">“{escape(words)}”</q>')
        return Markup(f"<q>“{escape(words)}”</q>")

    def statement(self, words: str) -> str:
        """Return the anchor of a statement.

        It is made from the words, so that it stays when others are added before it, and leads to no
        other statement when the words are changed.
        """
        anchor = f"s-{sha256(words.encode()).hexdigest()[:8]}"
        self._statements[anchor] += 1
        times = self._statements[anchor]
        return anchor if times == 1 else f"{anchor}-{times}"

    def part(self, words: str) -> str:
        """Return an anchor for a field that holds a fact: its words, made short and plain.

        Like that of a statement it stays when others are added before it.
        """
        letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
        anchor = "-".join(re.findall("[a-z0-9]+", letters)[:LONGEST])
        self._parts[anchor] += 1
        times = self._parts[anchor]
        return anchor if times == 1 else f"{anchor}-{times}"

    def _entry(self, citation: Citation) -> Cited:
        source = self.plan.dossier.records[citation.source]
        assert isinstance(source, Source)
        return self.cited.setdefault(source.id, Cited(len(self.cited) + 1, source))

    def _sign(self, citation: Citation) -> str:
        entry = self._entry(citation)
        self._signs += 1
        sign = f"_cited-{self._signs}"
        entry.places.setdefault(citation.place, []).append(sign)
        to, number = entry.source.id, entry.number  # an id needs no escaping
        label = f"Source {number}, {escape(citation.place)}" if citation.place else f"Source {number}"
        link = f'<a id="{sign}" href="#_source-{to}" aria-label="{label}">{number}</a>'
        return f'<sup class="sign">{link}</sup>'
