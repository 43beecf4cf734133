"""All votes on a resolution compared: those for to the left of one line, those against to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ...model.vote import Vote
from .drawing import NARROW, NOTHING, WIDE, Page, below, frame, lines, number, picture, tag, text
from .lettering import BOLD, SIZE, width, wrap
from .tally import bar, bar_key, hatch, said
from .timescale import said as said_date

BAR = 15
LINE = 15


def draw(page: Page, votes: Sequence[Vote], table_at: str) -> Markup:
    """Return the votes on one resolution side by side; `table_at` is the anchor of their table."""
    if len(votes) < 2:
        return NOTHING
    id_ = page.fresh("votes")
    ordered = sorted(votes, key=lambda v: (v.order(), v.id))
    title = f"{len(votes)} votes compared"
    described = "; ".join(f"{vote.subject}: {said(vote.total)}, {vote.result}" for vote in ordered)
    days = list(dict.fromkeys(said_date(vote.held.date) for vote in ordered))
    when = f"All on {days[0]}, in" if len(days) == 1 else "In"
    note = (
        f"{when} the order in which they were held. The longer side won; abstentions stand across the line."
    )
    pictures = (
        _picture(page, ordered, id_, variant, size, title, f"A bar for each vote. {described}.")
        for variant, size in (("wide", WIDE), ("narrow", NARROW))
    )
    return frame(
        id_, "votes", title, note, pictures, below(table_at, "The votes as a table"), keys=bar_key(id_)
    )


def _picture(
    page: Page, votes: Sequence[Vote], id: str, variant: str, size: int, title: str, description: str
) -> Markup:
    wide = variant == "wide"
    left = size * 0.36 if wide else 0.0
    numbers = max(width(str(n), SIZE * BOLD) for v in votes for n in v.total.counts) + 6
    middle = left + (size - left) / 2
    longest = max(max(v.total.for_, v.total.against) + v.total.abstained / 2 for v in votes) or 1
    unit = (middle - left - numbers) / longest
    hatching = f"{id}-{variant}-hatch"
    drawn = [
        hatch(hatching),
        text(middle - 6, 11, "for", "fig-small fig-soft", "end"),
        text(middle + 6, 11, "against", "fig-small fig-soft"),
    ]
    y = 16.0
    for vote in votes:
        named = wrap(vote.subject, left - 14 if wide else size, SIZE * BOLD)
        below_name = y + 13 + LINE * len(named)
        told = f"{vote.result}, {vote.total.abstained} abstained"
        label = [lines(0, y + 13, named, LINE, "fig-strong"), text(0, below_name, told, "fig-small")]
        at = y + 6 if wide else below_name + 9
        hint = f"{vote.subject}: {said(vote.total)}"
        drawn.append(page.pointer(vote.id, hint, *label, *_bars(vote, middle, at, unit, hatching)))
        y = max(below_name + 11, at + BAR + 12)
    return picture(id, variant, (size, y), title, description, *drawn, linked=True)


def _bars(vote: Vote, middle: float, y: float, unit: float, hatching: str) -> Iterator[Markup]:
    """Yield a vote's three pieces about the middle, and the figures at its ends."""
    for_, against = vote.total.for_ * unit, vote.total.against * unit
    across = vote.total.abstained * unit / 2
    yield bar("for", middle - across - for_, y, for_, BAR, hatching)
    yield bar("abstained", middle - across, y, 2 * across, BAR, hatching)
    yield bar("against", middle + across, y, against, BAR, hatching)
    yield tag("path", class_="fig-axis", d=f"M{number(middle)} {number(y - 4)}v{BAR + 8}")
    yield text(middle - across - for_ - 5, y + 12, vote.total.for_, "fig-strong", "end")
    yield text(middle + across + against + 5, y + 12, vote.total.against, "fig-strong")
