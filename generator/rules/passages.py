"""A citation names a passage that its source has, where the record of a resolution lists its passages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics.catalogue.citations import C05
from ..diagnostics.problem import Location, Problem, nearest
from ..dossier.dossier import Dossier, Use
from ..model.resolution import Resolution
from ..model.source import Source
from .rule import Context, of_dossier

_KINDS = {"citation": "citations", "recital": "recitals", "paragraph": "paragraphs", "par.": "paragraphs"}
_PLACE = re.compile(
    r"\b(citation|recital|paragraph|par\.)s? ([0-9]+|[A-Z]{1,2})\b(?: (?:to|and) ([0-9]+|[A-Z]{1,2})\b)?"
)


@of_dossier()
def cited_passages_exist(context: Context) -> Iterator[Problem]:
    """Yield a problem for each passage cited from the text of a resolution and not in its record."""
    dossier = context.dossier
    for resolution in dossier.of_kind(Resolution):
        for use in (use for source in _texts(dossier, resolution) for use in dossier.uses.get(source, ())):
            for kind, number in _cited(use.citation.place):
                numbers = [passage.number for passage in getattr(resolution, _KINDS[kind])]
                if numbers and number not in numbers:
                    where = _at(dossier, use, kind, number)
                    message = f"`{resolution.id}` has no {kind} {number}"
                    expected = f"{numbers[0]} to {numbers[-1]}"
                    yield Problem(where, C05, message, expected, nearest(number, numbers))


def _texts(dossier: Dossier, resolution: Resolution) -> set[str]:
    """Return the sources that hold the text: the official one, and the copies the record rests on."""
    copies = {citation.source for citation in resolution.sources}
    held = {source.id for source in dossier.of_kind(Source) if source.source_kind == "resolution"}
    return {resolution.official.id, *(copies & held)}


def _at(dossier: Dossier, use: Use, kind: str, number: str) -> Location:
    """Return where a number stands in a citation; white space may part it from its kind in any way."""
    text = dossier.documents[use.origin].value(use.path)
    assert isinstance(text, str)
    found = re.compile(rf"{re.escape(kind)}s?\s.*?\b({number})\b", re.DOTALL).search(text, use.offset)
    assert found
    return dossier.locate(use.origin, use.path, found.start(1), len(number))


def _cited(place: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and number of each passage that a place names; of a range, its ends."""
    for match in _PLACE.finditer(place):
        for number in (match[2], match[3]):
            if number:
                yield match[1], number
