"""The first mention of a record is a link to it, and every page leads on to two others."""

from __future__ import annotations

import itertools
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..diagnostics.catalogue.rules import R24, R25
from ..diagnostics.problem import Problem
from ..dossier.dossier import Dossier
from ..model import KINDS
from ..model.field_path import FieldPath
from ..model.prose import Prose
from ..model.record import leaves
from ..prose.mentions import Names
from .rule import Context, Links, Needs, RecordFile, of_dossier, of_record


@of_dossier(Needs.COMPLETE)
def pages_lead_to_two_others(context: Context) -> Iterator[Problem]:
    """Yield a problem for each page that leads to one other page only."""
    dossier = context.dossier
    neighbours = _neighbours(dossier)
    for id_ in dossier.records:
        # A record without any link is a problem of reachability.
        if len(neighbours[id_]) == 1:
            where = dossier.locate(id_, ("title",))
            only = min(neighbours[id_])
            yield Problem(where, R25, f"the page of `{id_}` leads to `{only}` and to no other page")


@dataclass(frozen=True)
class LinkedNames:
    """The names that call for a link, each with the ids of what it may lead to."""

    ids: dict[str, set[str]]

    @cached_property
    def names(self) -> Names:
        """All of them, to be found in texts."""
        return Names(self.ids)


def linked_names(context: Context) -> LinkedNames:
    """Return the names that call for a link."""
    ids: dict[str, set[str]] = defaultdict(set)
    for record in context.dossier.records.values():
        if record.named and not record.common_word:
            for name in record.names():
                ids[name].add(record.id)
    return LinkedNames(ids)


@of_record(linked_names)
def first_mentions_are_links(file: RecordFile, outgoing: Links, named: LinkedNames) -> Iterator[Problem]:
    """Yield a problem at the first mention of each record, unless a link to it is there or before it.

    A link in a field counts as well: the page shows it beside its title.
    """
    record = file.record
    references = [link.reference for link in outgoing]
    met = {ref.target for ref in references if ref.offset is None} | {record.id}
    links: dict[FieldPath, list[tuple[int, str]]] = defaultdict(list)
    for ref in references:
        if ref.offset is not None:
            links[ref.path].append((ref.offset, ref.target))
    for path, leaf in leaves(record):
        if not isinstance(leaf, Prose):
            continue
        ahead = deque(links[path])
        for mention in named.names.find(leaf.marked.own_words(linked=False)):
            while ahead and ahead[0][0] < mention.start:
                met.add(ahead.popleft()[1])
            targets = named.ids[mention.name]
            if not targets & met:
                id_ = min(targets)
                where = file.locate(path, mention.start, mention.end - mention.start)
                message = f"the first mention of `{mention.name}` is no link to `{id_}`"
                yield Problem(where, R24, message, f"[[{id_}|{mention.name}]]")
            met |= targets
        met |= {target for _, target in ahead}


def _neighbours(dossier: Dossier) -> dict[str, set[str]]:
    """Return, for each record, the others that its page leads to.

    These are what it refers to and cites, what refers to it and cites it, and its neighbours where its
    kind has an order.
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    pairs = [(ref.origin, ref.target) for refs in dossier.references.values() for ref in refs]
    pairs += [(use.origin, source) for source, uses in dossier.uses.items() for use in uses]
    for kind in KINDS.values():
        if kind.ordered:
            pairs += [(a.id, b.id) for a, b in itertools.pairwise(dossier.of_kind(kind))]
    for one, other in pairs:
        if one != other:
            neighbours[one].add(other)
            neighbours[other].add(one)
    return neighbours
