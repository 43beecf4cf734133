"""The hemicycle: one seat for each vote, by group and position, in the usual half-circle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model.vote import GroupTally, Tally, Vote
from .drawing import NARROW, NOTHING, WIDE, Page, below, frame, number, picture, tag, text
from .lettering import SMALL, width
from .tally import balance, counts, said, seat_key, short

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
    places, apart = seats(vote.total.voting)
    wide, narrow = _Half(WIDE, 118, bool(groups)), _Half(NARROW, 44, bool(groups))
    r = min(apart * wide.radius * 0.46, 14)
    drawn = tag("g", *_seats(vote, groups, places, wide, r), id=f"{id_}-seats")
    names = _names(page, groups, places)
    # A telephone shows the same seats, drawn smaller.
    share = narrow.radius / wide.radius
    moved = f"translate({number(narrow.x - wide.x * share)} {number(narrow.y - wide.y * share)})"
    again = tag("use", href=f"#{id_}-seats", transform=f"{moved} scale({share:.4f})")
    pictures = (
        picture(
            id_, variant, (half.size, half.y + r * scale + 8), title, description,
            marks, *half.labels(names, r * scale), *half.result(vote),
        )
        for variant, half, marks, scale in (("wide", wide, drawn, 1.0), ("narrow", narrow, again, share))
    )  # fmt: skip
    foot = below(table_at, "The votes as a table") if table_at else NOTHING
    return frame(id_, "hemicycle", title, note, pictures, foot, keys=seat_key(vote.total))


def _seats(
    vote: Vote, groups: Sequence[GroupTally], places: Sequence[Seat], half: _Half, r: float
) -> list[Markup]:
    """Return the seats of each position as one line of points."""
    drawn: dict[str, list[str]] = {position: [] for position in ORDER}
    rows: Sequence[Tally] = groups or (vote.total,)
    at = 0
    for row in rows:
        for position in ORDER:
            for place in places[at : (at := at + counts(row)[position])]:
                across, up = half.at(place.angle, half.radius * place.distance)
                # A line of no length, whose cap is drawn: round, or square, by the style sheet.
                drawn[position].append(f"M{number(across)} {number(up)}h.01")
    # A square looks larger than a disc; a ring is a disc with a hole.
    widths = {"for": 2 * r, "against": 1.7 * r, "abstained": 2 * r, "inside": 1.1 * r}
    paths = drawn | {"inside": drawn["abstained"]}
    return [
        tag("path", class_=f"fig-seats fig-{name}", d="".join(points), stroke_width=widths[name])
        for name, points in paths.items()
        if points
    ]


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    first: float
    last: float


def _names(page: Page, groups: Sequence[GroupTally], places: Sequence[Seat]) -> list[_Name]:
    """Return the groups' names, each with the angles of its first and last seat."""
    names = []
    at = 0
    for row in groups:
        taken = places[at : (at := at + row.voting)]
        names.append(_Name(short(page, row), taken[0].angle, taken[-1].angle))
    return names


@dataclass(frozen=True, slots=True)
class _Half:
    """A half-circle in a picture of some width, with a margin at either side."""

    size: int
    margin: int
    labelled: bool

    @property
    def radius(self) -> float:
        return self.size / 2 - self.margin

    @property
    def x(self) -> float:
        return self.size / 2

    @property
    def y(self) -> float:
        return self.radius + (34 if self.labelled else 16)

    def at(self, angle: float, distance: float) -> tuple[float, float]:
        """Return the place at an angle from the left end, and a distance."""
        return self.x - distance * math.cos(angle), self.y - distance * math.sin(angle)

    def result(self, vote: Vote) -> list[Markup]:
        """Return the words in the middle."""
        return [
            text(self.x, self.y - 14, vote.result, "fig-strong fig-large", "middle"),
            text(self.x, self.y + 4, f"{vote.total.for_} to {vote.total.against}", "fig-large", "middle"),
        ]

    def labels(self, names: Sequence[_Name], r: float) -> list[Markup]:
        """Return an arc outside of each group's seats, and its name where that has room.

        The caption names all groups in their order, so a name left out here is not lost.
        """
        drawn: list[Markup] = []
        boxes: list[tuple[float, float, float, float]] = []
        radius = self.radius + r + 4
        for name in names:
            inset = min(0.012, (name.last - name.first) / 4)
            start = self.at(name.first + inset, radius)
            end = self.at(max(name.last - inset, name.first + inset + 0.004), radius)
            arc = f"M{number(start[0])} {number(start[1])}A{number(radius)} {number(radius)} 0 0 1 "
            drawn.append(tag("path", class_="fig-arc", d=arc + f"{number(end[0])} {number(end[1])}"))
            middle = (name.first + name.last) / 2
            across, up = self.at(middle, radius + 7)
            # Words stand above the arc at its top, and beside it at its ends.
            room = width(name.words)
            left = across - room / 2 - math.cos(middle) * room / 2
            beside = abs(math.cos(middle)) >= 0.5
            box = (left, up - SMALL * (0.6 if beside else 1), left + room, up + SMALL * 0.4)
            fits = left >= 0 and left + room <= self.size
            if fits and not any(_overlap(box, other) for other in boxes):
                boxes.append(box)
                at = up + 4 if beside else up
                drawn.append(text(left + room / 2, at, name.words, None, "middle"))
        return drawn


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
