"""What a text names is linked where it is first named, and no page is a dead end."""

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
from ..model.field_path import Path
from ..model.prose import Prose
from ..model.record import Record, leaves
from ..prose.mentions import Names


def check(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem for each page with too few ways on."""
    if dossier.refused:
        return  # what leads to or from a refused record is not known
    near = _near(dossier)
    for id_ in dossier.records:
        # A record without any link is told of by the linker already.
        if len(near[id_]) == 1:
            where = dossier.locate(id_, ("title",))
            only = min(near[id_])
            yield Problem(where, R25, f"from `{id_}` a reader can go on to `{only}` alone")


@dataclass(frozen=True)
class Named:
    """The names that call for a link, each with the ids of what it may lead to."""

    ids: dict[str, set[str]]

    @cached_property
    def names(self) -> Names:
        """All of them, to be found in texts."""
        return Names(self.ids)


def basis(dossier: Dossier) -> Named:
    """Return the names that call for a link."""
    named: dict[str, set[str]] = defaultdict(set)
    for record in dossier.records.values():
        if record.named and not record.common_word:
            for name in record.names():
                named[name].add(record.id)
    return Named(named)


def judge(dossier: Dossier, record: Record, named: Named) -> Iterator[Problem]:
    """Yield a problem at the first mention of each record, unless a link to it stands at or before it.

    A link in a field counts as well: the page shows it beside its title.
    """
    references = dossier.references.get(record.id, ())
    met = {ref.target for ref in references if ref.offset is None} | {record.id}
    links: dict[Path, list[tuple[int, str]]] = defaultdict(list)
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
                where = dossier.locate(record.id, path, mention.start, mention.end - mention.start)
                message = f"`{mention.name}` is first named here, without a link to `{id_}`"
                yield Problem(where, R24, message, f"[[{id_}|{mention.name}]]")
            met |= targets
        met |= {target for _, target in ahead}


def _near(dossier: Dossier) -> dict[str, set[str]]:
    """Return, for each record, the others that its page leads to.

    These are what it refers to and cites, what refers to it and cites it, and its neighbours where its
    kind has an order.
    """
    near: dict[str, set[str]] = defaultdict(set)
    pairs = [(ref.origin, ref.target) for refs in dossier.references.values() for ref in refs]
    pairs += [(use.origin, source) for source, uses in dossier.uses.items() for use in uses]
    for kind in KINDS.values():
        if kind.ordered:
            pairs += [(a.id, b.id) for a, b in itertools.pairwise(dossier.of_kind(kind))]
    for one, other in pairs:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    return near
