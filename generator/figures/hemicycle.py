"""The hemicycle: one seat for each vote, by group and position, in the usual half-circle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.figures.drawing import (
    NARROW,
    NOTHING,
    WIDE,
    Page,
    below,
    frame,
    number,
    picture,
    tag,
    text,
)
from generator.figures.lettering import SIZE, SMALL, width
from generator.figures.tally import balance, counts, said, seat_key, short
from generator.model.parliament import GroupTally, Tally, Vote

HOLE = 0.4
"""How much of the radius stays empty in the middle."""
ORDER = ("for", "abstained", "against")
"""From left to right within a group, so that support stands left in each and in the whole."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the half-circle of radius 1: the angle from its left end, and the distance."""

    angle: float
    distance: float


def seats(count: int) -> tuple[list[Seat], float]:
    """Place seats in even rows.

    Returns:
        The seats from left to right, and how far apart the nearest stand.
    """
    if count < 1:
        return [], 1.0
    rows = 1
    while _room(rows) < count:
        rows += 1
    distances = _distances(rows)
    shares = [count * d / sum(distances) for d in distances]
    held = [int(share) for share in shares]
    # What rounding down left over goes to the rows that lost most by it.
    for index in sorted(range(rows), key=lambda i: (held[i] - shares[i], i))[: count - sum(held)]:
        held[index] += 1
    chords = [
        2 * d * math.sin(math.pi / 2 / (n - 1)) for d, n in zip(distances, held, strict=True) if n > 1
    ]
    apart = min([(1 - HOLE) / rows, *chords])
    placed = [
        Seat(math.pi * (k / (n - 1) if n > 1 else 0.5), d)
        for d, n in zip(distances, held, strict=True)
        for k in range(n)
    ]
    return sorted(placed, key=lambda s: (round(s.angle, 9), s.distance)), apart


def _distances(rows: int) -> list[float]:
    return [HOLE + (1 - HOLE) * (i + 1) / rows for i in range(rows)]


def _room(rows: int) -> int:
    """Return how many seats rows hold when seats stand as far apart as rows do."""
    gap = (1 - HOLE) / rows
    return sum(int(math.pi * d / gap) + 1 for d in _distances(rows))


def order(vote: Vote) -> tuple[GroupTally, ...]:
    """Return the groups as they stand from left to right: by how far they were for."""
    voted = (row for row in vote.groups if row.voting)
    return tuple(sorted(voted, key=lambda row: (-balance(row), -row.voting, row.group.id)))


def draw(page: Page, vote: Vote, table_at: str = "") -> Markup:
    """Return the hemicycle of a vote; `table_at` is the anchor of the table behind it, if on the page."""
    if not vote.total.voting:
        return NOTHING
    id_ = page.fresh("hemicycle")
    groups = order(vote)
    title = f"{vote.total.voting} votes: {said(vote.total)}"
    named = [f"{short(page, row)} {said(row)}" for row in groups]
    description = "A half-circle with one seat for each vote"
    description += f", by group, from left to right: {'; '.join(named)}." if named else "."
    note = "One mark is one Member’s vote."
    if groups:
        note += (
            " Groups stand from the most in favour to the most against, not as they sit in the chamber: "
        )
        note += ", ".join(short(page, row) for row in groups) + "."
    pictures = (
        _picture(page, vote, groups, id_, variant, size, title, description)
        for variant, size in (("wide", WIDE), ("narrow", NARROW))
    )
    foot = below(table_at, "The votes as a table") if table_at else NOTHING
    return frame(id_, "hemicycle", title, note, pictures, foot, keys=seat_key(vote.total))


def _picture(
    page: Page,
    vote: Vote,
    groups: Sequence[GroupTally],
    id: str,
    variant: str,
    size: int,
    title: str,
    description: str,
) -> Markup:
    wide = variant == "wide"
    radius = size / 2 - (118 if wide else 22)
    x, y = size / 2, radius + (34 if groups else 12)
    places, apart = seats(vote.total.voting)
    r = min(apart * radius * 0.46, 14)
    rows: Sequence[Tally] = groups or (vote.total,)
    drawn: dict[str, list[str]] = {position: [] for position in ORDER}
    names: list[_Name] = []
    at = 0
    for row in rows:
        for position in ORDER:
            for place in places[at : (at := at + counts(row)[position])]:
                drawn[position].append(_point(x, y, radius, place))
        if isinstance(row, GroupTally):
            taken = places[at - row.voting : at]
            names.append(_Name(short(page, row), taken[0].angle, taken[-1].angle))
    marks = [
        tag(
            "path",
            class_=f"fig-seats fig-{position}",
            d="".join(points),
            stroke_width=(1.7 if position == "against" else 2.0) * r,  # a square looks larger than a disc
        )
        for position, points in drawn.items()
        if points
    ]
    if drawn["abstained"]:
        marks.append(
            tag(
                "path",
                class_="fig-seats fig-inside",
                d="".join(drawn["abstained"]),
                stroke_width=float(1.1 * r),
            )
        )
    middle = [
        text(x, y - 14, vote.result, "fig-strong fig-large", "middle"),
        text(x, y + 4, f"{vote.total.for_} to {vote.total.against}", "fig-large", "middle"),
    ]
    labels = _labels(names, x, y, radius + r + 4, size)
    return picture(id, variant, (size, y + r + 8), title, description, *marks, *labels, *middle)


def _point(x: float, y: float, radius: float, place: Seat) -> str:
    """Return a seat as a line of no length, whose cap is drawn: round, or square, by the style sheet."""
    across, up = _at(x, y, radius * place.distance, place.angle)
    return f"M{across:.1f} {up:.1f}h.01"


def _at(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    return x - radius * math.cos(angle), y - radius * math.sin(angle)


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    first: float
    last: float


def _labels(names: Sequence[_Name], x: float, y: float, radius: float, size: float) -> list[Markup]:
    """Return an arc outside of each group's seats, and its name where that has room.

    The caption names all groups in their order, so a name left out here is not lost.
    """
    drawn: list[Markup] = []
    boxes: list[tuple[float, float, float, float]] = []
    for name in names:
        inset = min(0.012, (name.last - name.first) / 4)
        start, end = (
            _at(x, y, radius, name.first + inset),
            _at(x, y, radius, max(name.last - inset, name.first + inset + 0.004)),
        )
        arc = f"M{number(start[0])} {number(start[1])}A{number(radius)} {number(radius)} 0 0 1 "
        drawn.append(tag("path", class_="fig-arc", d=arc + f"{number(end[0])} {number(end[1])}"))
        middle = (name.first + name.last) / 2
        across, up = _at(x, y, radius + 7, middle)
        lean = math.cos(middle)
        room = width(name.words, SIZE)
        left = across - room / 2 - lean * room / 2
        box = (left, up - SMALL * (1 if abs(lean) < 0.5 else 0.6), left + room, up + SMALL * 0.4)
        fits = left >= 0 and left + room <= size
        if fits and not any(_overlap(box, other) for other in boxes):
            boxes.append(box)
            drawn.append(
                text(left + room / 2, up + (4 if abs(lean) >= 0.5 else 0), name.words, None, "middle")
            )
    return drawn


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
