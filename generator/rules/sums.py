"""A vote's groups, States and Members add up to its totals, and its result follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R12, R13, R14
from ..diagnostics.problem import Problem
from ..dossier.dossier import Dossier
from ..model.field_path import FieldPath
from ..model.vote import Tally, Vote
from .rule import Context, of_dossier

Counts = tuple[int, int, int]
POSITIONS = ("for", "against", "abstained")


@of_dossier()
def votes_add_up(context: Context) -> Iterator[Problem]:
    """Yield a problem for each sum that is off, at the figure it should give."""
    dossier = context.dossier
    for vote in dossier.of_kind(Vote):
        for name, rows in (("groups", vote.groups), ("States", vote.states)):
            if rows:
                sums = tuple(map(sum, zip(*(row.counts for row in rows), strict=True)))
                yield from _compare(dossier, vote, ("total",), vote.total, sums, f"the {name}")
        if vote.members:
            yield from _members(dossier, vote)
        adopted = vote.total.for_ > vote.total.against
        if adopted != (vote.result == "adopted"):
            where = dossier.locate(vote.id, ("result",))
            message = f"{vote.total.for_} for and {vote.total.against} against is not `{vote.result}`"
            yield Problem(where, R14, message)


def _members(dossier: Dossier, vote: Vote) -> Iterator[Problem]:
    names = Counter((m.name, m.state.id) for m in vote.members)
    for index, member in enumerate(vote.members):
        if names[member.name, member.state.id] > 1:
            where = dossier.locate(vote.id, ("members", index, "name"))
            yield Problem(where, R13, f"{member.name} stands more than once")
    total = _count(m.position for m in vote.members)
    yield from _compare(dossier, vote, ("total",), vote.total, total, "the Members")
    for i, group in enumerate(vote.groups):
        counted = _count(m.position for m in vote.members if m.group.id == group.group.id)
        yield from _compare(dossier, vote, ("groups", i), group, counted, "the group's Members")
    for i, state in enumerate(vote.states):
        counted = _count(m.position for m in vote.members if m.state.id == state.state.id)
        yield from _compare(dossier, vote, ("states", i), state, counted, "the State's Members")


def _count(positions: Iterator[str]) -> tuple[int, ...]:
    counted = Counter(positions)
    return tuple(counted[p] for p in POSITIONS)


def _compare(
    dossier: Dossier,
    vote: Vote,
    path: FieldPath,
    tally: Tally,
    sums: tuple[int, ...],
    rows: str,
) -> Iterator[Problem]:
    for position, said, counted in zip(POSITIONS, tally.counts, sums, strict=True):
        if said != counted:
            where = dossier.locate(vote.id, (*path, position))
            yield Problem(where, R12, f"{said} {position}; {rows} add up to {counted}", str(counted))
