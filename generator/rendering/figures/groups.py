"""How each political group voted: one bar a group, all to the same scale."""

from __future__ import annotations

from markupsafe import Markup

from ...model.vote import GroupTally, Vote
from .drawing import NARROW, NOTHING, WIDE, Page, below, frame, key, picture, sample, tag, text
from .hemicycle import order
from .lettering import BOLD, SIZE, width, wrap
from .tally import bar, bar_key, counts, hatch, said, short

ORDER = ("for", "abstained", "against")
BAR = 15


def draw(page: Page, vote: Vote, table_at: str) -> Markup:
    """Return the bars of a vote's groups; `table_at` is the anchor of the table behind them."""
    if len(vote.groups) < 2:
        return NOTHING
    id_ = page.fresh("groups")
    rows = order(vote)
    title = f"How the {len(rows)} groups voted"
    described = "; ".join(f"{short(page, row)}: {_figures(row)}" for row in rows)
    pictures = (
        _picture(page, rows, id_, variant, size, title, f"A bar for each group. {described}.")
        for variant, size in (("wide", WIDE), ("narrow", NARROW))
    )
    note = "The longer the bar, the more Members. From the most in favour to the most against."
    keys = bar_key(id_)
    if any(_away(row) for row in rows):
        absent = sample(_absent(1, 3, 30, 10), wide=True)
        keys += key([(absent, "seats whose Members did not vote, with their number")])
    return frame(id_, "groups", title, note, pictures, below(table_at, "The groups as a table"), keys=keys)


def _away(row: GroupTally) -> int:
    return max(row.seats - row.voting, 0) if row.seats else 0


def _figures(row: GroupTally) -> str:
    return said(row) + (f", {_away(row)} did not vote" if _away(row) else "")


def _absent(x: float, y: float, length: float, height: float) -> Markup:
    return tag(
        "rect",
        class_="fig-bar fig-absent",
        x=float(x + 0.5),
        y=float(y + 0.5),
        width=float(max(length - 1, 0.6)),
        height=float(height - 1),
    )


def _picture(
    page: Page,
    rows: tuple[GroupTally, ...],
    id: str,
    variant: str,
    size: int,
    title: str,
    description: str,
) -> Markup:
    wide = variant == "wide"
    names = max(width(short(page, row), SIZE * BOLD) for row in rows)
    left = min(names, size / 3) + 10 if wide else 0.0
    unit = (size - left - 24) / max(row.voting + _away(row) for row in rows)
    hatching = f"{id}-{variant}-hatch"
    drawn = [hatch(hatching)]
    y = 0.0
    for row in rows:
        name = short(page, row)
        figures = said(row)
        if wide:
            drawn.append(text(left - 10, y + 29, name, "fig-strong", "end"))
            drawn.append(text(left, y + 12, figures, "fig-small"))
        else:
            told = wrap(figures, size - width(name, SIZE * BOLD) - 8)
            drawn.append(
                tag(
                    "text",
                    name,
                    " ",
                    tag("tspan", told[0], class_="fig-small fig-plain"),
                    x="0",
                    y=y + 12,
                    class_="fig-strong",
                )
            )
            for line in told[1:]:
                y += 15
                drawn.append(text(0, y + 12, line, "fig-small"))
        x = left
        for position in ORDER:
            length = counts(row)[position] * unit
            drawn.append(bar(position, x, y + 18, length, BAR, hatching))
            x += length
        if _away(row):
            drawn.append(_absent(x, y + 18, _away(row) * unit, BAR))
            drawn.append(text(x + _away(row) * unit + 5, y + 30, _away(row), "fig-small fig-soft"))
        y += 18 + BAR + 10
    return picture(id, variant, (size, y), title, description, *drawn)
