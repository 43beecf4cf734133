"""Whether readers can reach every record, and every source carries something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..diagnostics.catalogue.citations import C02
from ..diagnostics.catalogue.links import L05
from ..diagnostics.problem import Problem
from ..dossier.dossier import Dossier
from ..model.source import Source


def unreachable(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem for each source without a citation and each record no chain of links leads to.

    Pages show links in both directions, so a reader may go either way. Only a whole dossier can show
    that nothing leads to a record, so this is asked once every file has become one.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for found in dossier.references.values():
        for ref in found:
            near[ref.origin].add(ref.target)
            near[ref.target].add(ref.origin)
    reached, front = {"dossier"}, ["dossier"]
    while front:
        fresh = near[front.pop()] - reached
        reached |= fresh
        front.extend(fresh)
    for record in dossier.records.values():
        if isinstance(record, Source):
            origins = {use.origin for use in dossier.uses.get(record.id, ())}
            origins |= {ref.origin for ref in dossier.backlinks.get(record.id, ())}
            cited = bool(origins - {record.id})
            if not cited:
                message = f"nothing rests on `{record.id}`"
                yield Problem(dossier.locate(record.id, ("title",)), C02, message)
        elif record.id not in reached:
            message = f"no link leads to `{record.id}`, and none leads from it to the dossier"
            yield Problem(dossier.locate(record.id, ("title",)), L05, message)
