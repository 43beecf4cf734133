"""What the pictures of votes share: the three positions, their marks, and names of groups."""

from __future__ import annotations

from markupsafe import Markup

from ...model.actor import Actor
from ...model.vote import GroupTally, Tally
from .drawing import Page, key, mark, sample, tag

POSITIONS = ("for", "against", "abstained")


def counts(tally: Tally) -> dict[str, int]:
    """Return the votes by position."""
    return dict(zip(POSITIONS, tally.counts, strict=True))


def balance(tally: Tally) -> float:
    """Return how far a tally leans: 1 when all are for, -1 when all are against."""
    return (tally.for_ - tally.against) / tally.voting if tally.voting else 0.0


def short(page: Page, row: GroupTally) -> str:
    """Return a group's short name."""
    group = page.records[row.group.id]
    return group.short if isinstance(group, Actor) and group.short else group.title


def said(tally: Tally) -> str:
    """Return a tally in words, without what nobody did."""
    parts = [f"{count} {position}" for position, count in counts(tally).items() if count]
    return ", ".join(parts) or "nobody voted"


def seat_key(total: Tally) -> Markup:
    """Return the key of the seats, with the totals."""
    return key(
        (sample(*seat(position, 8, 8, 5)), Markup("<b>{}</b> {}").format(count, position))
        for position, count in counts(total).items()
    )


def seat(position: str, x: float, y: float, r: float) -> list[Markup]:
    """Return one seat: a disc for, a square against, a ring abstained."""
    form = "square" if position == "against" else "disc"
    return [mark(form, x, y, r * (0.8 if position == "abstained" else 1), f"fig-{position}")]


def hatch(id: str) -> Markup:
    """Return the pattern of votes against, to be filled with `url(#id)`."""
    pattern = tag(
        "pattern",
        tag("rect", class_="fig-hatch-ground", width="5", height="5"),
        tag("path", class_="fig-hatch", d="M0 0V5"),
        id=id,
        width="5",
        height="5",
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return tag("defs", pattern)


def bar(position: str, x: float, y: float, length: float, height: float, hatching: str) -> Markup:
    """Return a piece of a bar: filled for, hatched against, hollow abstained."""
    if not length:
        return Markup("")
    # A line of one unit within its place parts it from its neighbours.
    return tag(
        "rect",
        class_=f"fig-bar fig-{position}",
        x=float(x + 0.5),
        y=float(y + 0.5),
        width=float(max(length - 1, 0.6)),
        height=float(height - 1),
        fill=f"url(#{hatching})" if position == "against" else None,
    )


def bar_key(id: str) -> Markup:
    """Return the key of the bars."""

    def drawn(position: str) -> Markup:
        hatching = f"{id}-key-{position}"
        defs = [hatch(hatching)] if position == "against" else []
        return sample(*defs, bar(position, 1, 3, 30, 10, hatching), wide=True)

    return key((drawn(position), position) for position in POSITIONS)
