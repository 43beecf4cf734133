"""The dossier's navigation holds every kind of record once, and its events keep to its strands."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R18, R19, R20
from ..diagnostics.problem import Problem, nearest
from ..dossier.dossier import Dossier
from ..model import KINDS
from ..model.dossier import Front
from ..model.event import Event


def check(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem for each kind not placed once, and each event in an unknown strand."""
    known = [name for name in KINDS if name != Front.kind]
    placed: set[str] = set()
    for i, chapter in enumerate(dossier.front.chapters):
        for j, name in enumerate(chapter.kinds):
            where = dossier.locate(dossier.front.id, ("chapters", i, "kinds", j))
            if name not in known:
                expected = f"one of {', '.join(known)}"
                yield Problem(where, R18, f"`{name}` is no kind of record", expected, nearest(name, known))
            elif name in placed:
                yield Problem(where, R19, f"`{name}` stands in an earlier chapter already")
            placed.add(name)
    for name in sorted({r.kind for r in dossier.records.values()} - placed - {Front.kind}):
        where = dossier.locate(dossier.front.id, ("chapters",))
        yield Problem(where, R19, f"`{name}` stands in no chapter")
    for event in dossier.of_kind(Event):
        if event.strand not in dossier.front.strands:
            strands = dossier.front.strands
            where = dossier.locate(event.id, ("strand",))
            near = nearest(event.strand, strands)
            message = f"`{event.strand}` is no strand"
            yield Problem(where, R20, message, f"one of {', '.join(strands)}", near)
