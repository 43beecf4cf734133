"""Verdicts have evidence, and recommendations say in which paragraph they are."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R15, R16, R17
from ..diagnostics.problem import Problem, nearest
from ..model.claim import Claim
from ..model.recommendation import Recommendation
from ..model.resolution import Resolution
from ..prose.marks import CitationMark
from .rule import Context, of_dossier


@of_dossier()
def verdicts_have_evidence(context: Context) -> Iterator[Problem]:
    """Yield a problem for each verdict that cites nothing but the claim itself."""
    dossier = context.dossier
    for claim in dossier.of_kind(Claim):
        cited = {
            citation.source
            for mark in claim.finding.marked.marks
            if isinstance(mark, CitationMark)
            for citation in mark.citations
        }
        if claim.verdict != "unsupported" and not cited - {claim.made_in.id}:
            where = dossier.locate(claim.id, ("verdict",))
            message = (
                f"the verdict is `{claim.verdict}`, but the finding cites nothing but the claim itself"
            )
            yield Problem(where, R15, message)


@of_dossier()
def recommendations_name_a_paragraph(context: Context) -> Iterator[Problem]:
    """Yield a problem for each recommendation with neither a paragraph nor a reason, or with both."""
    dossier = context.dossier
    for recommendation in dossier.of_kind(Recommendation):
        if bool(recommendation.paragraphs) == (recommendation.paragraph_unknown is not None):
            where = dossier.locate(recommendation.id, ("number",))
            either = "both" if recommendation.paragraphs else "neither"
            message = f"the recommendation has {either} `paragraphs` {'and' if either == 'both' else 'nor'}"
            yield Problem(where, R16, f"{message} `paragraph_unknown`", "one of the two")


@of_dossier()
def named_paragraphs_exist(context: Context) -> Iterator[Problem]:
    """Yield a problem for each paragraph that a recommendation names and its resolution does not have."""
    dossier = context.dossier
    for recommendation in dossier.of_kind(Recommendation):
        resolution = dossier.records.get(recommendation.resolution.id)
        if not isinstance(resolution, Resolution):
            continue
        known = [passage.id for passage in (*resolution.recitals, *resolution.paragraphs)]
        for index, anchor in enumerate(recommendation.paragraphs):
            if anchor not in known:
                where = dossier.locate(recommendation.id, ("paragraphs", index))
                message = f"`{resolution.id}` has no passage `{anchor}`"
                yield Problem(where, R17, message, f"one of {', '.join(known)}", nearest(anchor, known))
