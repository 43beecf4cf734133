"""A claim's verdict carries evidence, and a recommendation says in which paragraph it stands."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R15, R16, R17
from ..diagnostics.problem import Problem, nearest
from ..dossier.dossier import Dossier
from ..model.claim import Claim
from ..model.recommendation import Recommendation
from ..model.resolution import Resolution
from ..prose.marks import CitationMark


def check(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem for each verdict without evidence and recommendation without a paragraph."""
    for claim in dossier.of_kind(Claim):
        cited = {
            citation.source
            for mark in claim.finding.marked.marks
            if isinstance(mark, CitationMark)
            for citation in mark.citations
        }
        if claim.verdict != "unsupported" and not cited - {claim.made_in.id}:
            where = dossier.locate(claim.id, ("verdict",))
            yield Problem(where, R15, f"nothing but the claim itself is cited for `{claim.verdict}`")
    for recommendation in dossier.of_kind(Recommendation):
        yield from _paragraphs(dossier, recommendation)


def _paragraphs(dossier: Dossier, recommendation: Recommendation) -> Iterator[Problem]:
    if bool(recommendation.paragraphs) == (recommendation.paragraph_unknown is not None):
        where = dossier.locate(recommendation.id, ("number",))
        both = "both a paragraph and why none is known are given"
        neither = "neither a paragraph nor why none is known is given"
        found = both if recommendation.paragraphs else neither
        yield Problem(where, R16, found, "either `paragraphs` or `paragraph_unknown`")
    resolution = dossier.records.get(recommendation.resolution.id)
    if isinstance(resolution, Resolution):
        known = [p.id for p in (*resolution.recitals, *resolution.paragraphs)]
        for index, anchor in enumerate(recommendation.paragraphs):
            if anchor not in known:
                where = dossier.locate(recommendation.id, ("paragraphs", index))
                message = f"`{resolution.id}` has no passage `{anchor}`"
                yield Problem(where, R17, message, f"one of {', '.join(known)}", nearest(anchor, known))
