"""An example of each mark of prose, for the manual: what `generator.model.marks` reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...dossier.dossier import Dossier
from ...model.provision import Provision
from ...model.source import Source
from ...model.term import Term


def marks(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield an example of each mark of prose, made of the dossier's own records, and what it means.

    A mark for which the dossier has no record yet is left out.
    """
    sources = [source.id for source in dossier.of_kind(Source)]
    for source in sources[:1]:
        yield (
            f"A statement ends in its source. [@{source}, page 4]",
            "A citation: the source’s id, then a comma and the place in it.",
        )
        yield (
            f"One secondary source carries it. [reported: @{source}, page 4]",
            "The statement is only reported.",
        )
    for first, second in list(pairwise(sources))[:1]:
        yield (
            f"Two sources carry it. [@{first}, page 4; @{second}, page 1]",
            "Several citations in one bracket, each with its own @.",
        )
        yield (
            f"The sources disagree. [disputed: @{first}, page 4; @{second}, page 1]",
            "The statement is disputed.",
        )
    yield "We say so ourselves. [editors]", "The editors’ own voice, which rests on no source."
    for term in dossier.of_kind(Term)[:1]:
        yield f"See [[{term.id}]]. [editors]", "A link to a record, by its id; the page shows its title."
        yield f"See [[{term.id}|this word]]. [editors]", "A link with words of its own."
    for provision in [p for p in dossier.of_kind(Provision) if p.phrases][:1]:
        yield (
            f"See [[{provision.id}#{provision.phrases[0].id}]]. [editors]",
            "A link to a part of a record: a section, a phrase, a paragraph, a row.",
        )
    for quoted in [s for s in dossier.of_kind(Source) if s.excerpts][:1]:
        yield (
            f"It says “{quoted.excerpts[0].words}”. [@{quoted.id}, page 4]",
            "A quotation, to the letter, as an excerpt of the source or a kept text holds it.",
        )
    yield "It is *not* so. [editors]", "Emphasis, sparingly; also for words named as words."
    yield "- one; [editors]\n- another. [editors]", "A list; each item ends like a paragraph."
