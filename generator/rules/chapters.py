"""The navigation names every kind of record once, and events are in strands that the dossier lists."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R18, R19, R20
from ..diagnostics.problem import Problem, nearest
from ..model import KINDS
from ..model.dossier import Front
from ..model.event import Event
from .rule import Context, of_dossier


@of_dossier()
def each_kind_is_in_one_chapter(context: Context) -> Iterator[Problem]:
    """Yield a problem for each kind of record that is in no chapter or in two, or does not exist."""
    dossier = context.dossier
    known = [name for name in KINDS if name != Front.kind]
    placed: set[str] = set()
    for i, chapter in enumerate(dossier.front.chapters):
        for j, name in enumerate(chapter.kinds):
            where = dossier.locate(dossier.front.id, ("chapters", i, "kinds", j))
            if name not in known:
                expected = f"one of {', '.join(known)}"
                message = f"there is no kind of record called `{name}`"
                yield Problem(where, R18, message, expected, nearest(name, known))
            elif name in placed:
                yield Problem(where, R19, f"an earlier chapter already has the kind `{name}`")
            placed.add(name)
    for name in sorted({r.kind for r in dossier.records.values()} - placed - {Front.kind}):
        where = dossier.locate(dossier.front.id, ("chapters",))
        yield Problem(where, R19, f"no chapter has the kind `{name}`")


@of_dossier()
def events_are_in_known_strands(context: Context) -> Iterator[Problem]:
    """Yield a problem for each event in a strand that the dossier does not list."""
    dossier = context.dossier
    strands = dossier.front.strands
    for event in dossier.of_kind(Event):
        if event.strand not in strands:
            where = dossier.locate(event.id, ("strand",))
            message = f"the dossier has no strand `{event.strand}`"
            expected = f"one of {', '.join(strands)}"
            yield Problem(where, R20, message, expected, nearest(event.strand, strands))
