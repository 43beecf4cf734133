"""Readers can reach every record, and every source is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..diagnostics.catalogue.citations import C02
from ..diagnostics.catalogue.links import L05
from ..diagnostics.problem import Problem
from ..model.source import Source
from .rule import Context, Needs, of_dossier


@of_dossier(Needs.COMPLETE)
def readers_reach_every_record(context: Context) -> Iterator[Problem]:
    """Yield a problem for each source that nothing cites, and each record that no chain of links leads to.

    Pages show links in both directions, so a reader may go either way.
    """
    dossier = context.dossier
    neighbours: dict[str, set[str]] = defaultdict(set)
    for references in dossier.references.values():
        for ref in references:
            neighbours[ref.origin].add(ref.target)
            neighbours[ref.target].add(ref.origin)
    reached, waiting = {dossier.front.id}, [dossier.front.id]
    while waiting:
        new = neighbours[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    for record in dossier.records.values():
        where = dossier.locate(record.id, ("title",))
        if isinstance(record, Source):
            origins = {use.origin for use in dossier.uses.get(record.id, ())}
            origins |= {ref.origin for ref in dossier.backlinks.get(record.id, ())}
            if not origins - {record.id}:
                yield Problem(where, C02, f"nothing cites the source `{record.id}`")
        elif record.id not in reached:
            message = f"no chain of links leads from the home page to `{record.id}`"
            yield Problem(where, L05, message)
