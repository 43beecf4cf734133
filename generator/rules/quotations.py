"""Every quotation is an exact part of a text or excerpt kept from a source that its statement cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from ..diagnostics.catalogue.rules import R03, R04, R05
from ..diagnostics.problem import Code, Problem
from ..dossier.dossier import Dossier
from ..model.claim import Claim
from ..model.prose import Prose
from ..model.record import leaves
from ..model.source import Source
from ..model.text import Text
from ..prose.marks import CitationMark, QuotationMark
from .rule import Context, of_dossier

QUOTED_WORDS = 25
"""A quotation or an excerpt has no more words."""

OMISSION = "[…]"
NEAR = 0.6
"""How like the words quoted must be, as `difflib` measures it, for others to be told in their place."""
MOST_SOUGHT = 40
"""For no more quotations than these the likest words are sought: all kept texts are read for each."""


def flat(words: str) -> str:
    """Return words with every run of white space as one space, so that line breaks do not matter."""
    return " ".join(words.split())


def holds(kept: str, quoted: str) -> bool:
    """Say whether a kept text holds the quoted words, in order, where […] stands for an omission."""
    at = 0
    for piece in quoted.split(OMISSION):
        found = kept.find(piece.strip(), at)
        if found < 0:
            return False
        at = found + len(piece.strip())
    return True


def likest(texts: Iterable[str], quoted: str) -> str:
    """Return the words of one of the texts that are most like those quoted; empty when none are."""
    said, found, best = quoted.split(), "", NEAR
    for text in texts:
        words = text.split()
        match = SequenceMatcher(None, said, words, autojunk=False).find_longest_match()
        start = max(0, match.b - match.a)
        near = " ".join(words[start : start + len(said)])
        likeness = SequenceMatcher(None, quoted, near, autojunk=False).ratio() if match.size else 0
        if likeness > best:
            found, best = near, likeness
    return found


def kept_by_source(dossier: Dossier) -> dict[str, list[tuple[str, str]]]:
    """Return, for each source, the texts and excerpts kept from it, each with its language."""
    kept: dict[str, list[tuple[str, str]]] = {}
    for source in dossier.of_kind(Source):
        for excerpt in source.excerpts:
            pair = (flat(excerpt.words), excerpt.language or source.language)
            kept.setdefault(source.id, []).append(pair)
    for text in dossier.of_kind(Text):
        for id_ in dict.fromkeys((text.source.id, *(copy.id for copy in text.seen_in))):
            kept.setdefault(id_, []).append((flat(text.words), text.language))
    return kept


@of_dossier()
def quotations_are_exact(context: Context) -> Iterator[Problem]:
    """Yield a problem for each quotation that is not proven.

    Nothing is judged while a source or text cannot be read: its own problems come first.
    """
    dossier = context.dossier
    if any(
        f"/{cls.folder}/" in dossier.documents[id_].path
        for id_ in dossier.refused
        for cls in (Source, Text)
    ):
        return
    kept = kept_by_source(dossier)
    sought = iter(range(MOST_SOUGHT))
    for record in dossier.records.values():
        for path, leaf in leaves(record):
            if not isinstance(leaf, Prose):
                continue
            for statement in leaf.marked.statements():
                cited = (
                    {c.source for c in statement.mark.citations}
                    if isinstance(statement.mark, CitationMark)
                    else set()
                )
                for quotation in statement.quotations:
                    for code, message, expected, near in _faults(quotation, cited, kept, sought):
                        width = quotation.end - quotation.start
                        where = dossier.locate(record.id, path, quotation.start, width)
                        yield Problem(where, code, message, expected, near)
        if isinstance(record, Source):
            for index, excerpt in enumerate(record.excerpts):
                if len(excerpt.words.split()) > QUOTED_WORDS:
                    where = dossier.locate(record.id, ("excerpts", index, "words"))
                    message = f"an excerpt of {len(excerpt.words.split())} words"
                    yield Problem(where, R05, message, f"at most {QUOTED_WORDS} words")
        if isinstance(record, Claim) and isinstance(dossier.records.get(record.made_in.id), Source):
            texts = kept.get(record.made_in.id, [])
            if not any(holds(text, flat(record.quotation)) for text, _ in texts):
                where = dossier.locate(record.id, ("quotation",))
                message = f"these words are not kept from `{record.made_in.id}`"
                near = likest((text for text, _ in texts), flat(record.quotation))
                yield Problem(where, R03, message, "words among that source's excerpts", near)


def _faults(
    quotation: QuotationMark,
    cited: set[str],
    kept: dict[str, list[tuple[str, str]]],
    sought: Iterator[int],
) -> Iterator[tuple[Code, str, str, str]]:
    words = flat(quotation.words)
    if any(holds(text, words) for id_ in cited for text, _ in kept.get(id_, ())):
        return
    holders = [id_ for id_, texts in kept.items() if any(holds(text, words) for text, _ in texts)]
    if not holders:
        # What the cited sources say comes first.
        texts = [text for id_ in sorted(kept, key=lambda id_: id_ not in cited) for text, _ in kept[id_]]
        near = likest(texts, words) if next(sought, None) is not None else ""
        yield R03, "no kept text holds these words", "an exact part of a kept text or excerpt", near
    else:
        yield (
            R04,
            f"these words are kept from {_listed(holders)}, which this statement does not cite",
            f"a citation of {' or '.join(f'`{id_}`' for id_ in holders[:3])}",
            "",
        )


def _listed(ids: list[str]) -> str:
    return " and ".join(f"`{id_}`" for id_ in ids[:3])
