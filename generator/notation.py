"""An example of each mark of prose, for the manual: what `generator.model.marks` reads."""

from __future__ import annotations

from collections.abc import Iterator

from generator.link import Dossier
from generator.model.law import Provision
from generator.model.reference import Source, Term


def marks(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield an example of each mark of prose, made of the dossier's own records, and what it means."""
    first, second = dossier.of_kind(Source)[:2]
    term = dossier.of_kind(Term)[0]
    provision = next(p for p in dossier.of_kind(Provision) if p.phrases)
    source = next(s for s in dossier.of_kind(Source) if s.excerpts)
    yield (
        f"A statement ends in its source. [@{first.id}, page 4]",
        "A citation: the source’s id, then a comma and the place in it.",
    )
    yield (
        f"Two sources carry it. [@{first.id}, page 4; @{second.id}, page 1]",
        "Several citations in one bracket, each with its own @.",
    )
    yield (
        f"One secondary source carries it. [reported: @{first.id}, page 4]",
        "The statement is only reported.",
    )
    yield (
        f"The sources disagree. [disputed: @{first.id}, page 4; @{second.id}, page 1]",
        "The statement is disputed.",
    )
    yield "We say so ourselves. [editors]", "The editors’ own voice, which rests on no source."
    yield f"See [[{term.id}]]. [editors]", "A link to a record, by its id; the page shows its title."
    yield f"See [[{term.id}|this word]]. [editors]", "A link with words of its own."
    yield (
        f"See [[{provision.id}#{provision.phrases[0].id}]]. [editors]",
        "A link to a part of a record: a section, a phrase, a paragraph, a row.",
    )
    yield (
        f"It says “{source.excerpts[0].words}”. [@{source.id}, page 4]",
        "A quotation, to the letter, as an excerpt of the source or a kept text holds it.",
    )
    yield "It is *not* so. [editors]", "Emphasis, sparingly; also for words named as words."
    yield "- one; [editors]\n- another. [editors]", "A list; each item ends like a paragraph."
