"""How each recommendation leads from a paragraph of the resolution to what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model.recommendation import OUTCOMES, Recommendation
from ...model.resolution import Resolution
from .drawing import (
    NARROW,
    NOTHING,
    WIDE,
    Page,
    below,
    frame,
    key,
    mark,
    number,
    picture,
    sample,
    tag,
    text,
)
from .lettering import BOLD, SIZE, width, wrap

LINE = 15
UNKNOWN = ""
"""Stands for the paragraph of a recommendation whose paragraph no source shows."""


def draw(page: Page, recommendations: Sequence[Recommendation], table_at: str) -> Markup:
    """Return the flow of one resolution's recommendations; `table_at` is the anchor of their register."""
    if not recommendations:
        return NOTHING
    resolution = page.records[recommendations[0].resolution.id]
    assert isinstance(resolution, Resolution)
    id_ = page.fresh("outcomes")
    places = list(resolution.parts())
    rows = sorted(
        recommendations,
        key=lambda r: (min((places.index(a) for a in r.paragraphs), default=len(places)), r.number),
    )
    title = "From the paragraph to what became of it"
    told = "; ".join(
        f"{r.number}, {r.title}: {_paragraphs(r, resolution)}; {r.follow_up.outcome}" for r in rows
    )
    names = resolution.parts() | {p.id: f"Par. {p.number}" for p in resolution.paragraphs}
    pictures = (
        _Flow(page, rows, names, size, wide=size == WIDE).picture(id_, title, f"{told}.")
        for size in (WIDE, NARROW)
    )
    keys = key(
        (sample(*_sign(outcome, 8, 8)), Markup("{}: <b>{}</b>").format(outcome, _count(rows, outcome)))
        for outcome in OUTCOMES
    )
    note = "From the left: the paragraph, where a source shows it; what is asked; what became of it."
    foot = below(table_at, "The register as a table")
    return frame(id_, "outcomes", title, note, pictures, foot, keys=keys)


def _count(rows: Sequence[Recommendation], outcome: str) -> int:
    return sum(row.follow_up.outcome == outcome for row in rows)


def _paragraphs(recommendation: Recommendation, resolution: Resolution) -> str:
    parts = resolution.parts()
    return ", ".join(parts[a] for a in recommendation.paragraphs) or "paragraph not known"


def _sign(outcome: str, x: float, y: float) -> list[Markup]:
    """Return the mark of an outcome: full, half, crossed out, or a dotted ring."""
    if outcome == "in part":
        return [mark("disc", x, y, 5, "fig-ring"), mark("half", x, y, 5, "fig-dot")]
    if outcome == "not done":
        return [mark("disc", x, y, 5, "fig-ring"), mark("cross", x, y, 3.2, "fig-ring")]
    if outcome == "unknown":
        return [mark("disc", x, y, 5, "fig-ring fig-dotted")]
    return [mark("disc", x, y, 5, "fig-dot")]


@dataclass(frozen=True)
class _Flow:
    """One drawing: paragraphs at the left, what is asked, and outcomes at the right where that is wide."""

    page: Page
    rows: Sequence[Recommendation]
    names: dict[str, str]
    size: int
    wide: bool

    def picture(self, id: str, title: str, said: str) -> Markup:
        anchors = {a for row in self.rows for a in row.paragraphs}
        sources = [a for a in self.names if a in anchors]
        sources += [UNKNOWN] if any(not row.paragraphs for row in self.rows) else []
        left = max(width(self._name(a)[0], SIZE * BOLD) for a in sources) + 4
        right = max(width(o, SIZE * BOLD) for o in OUTCOMES) + 20 if self.wide else 0
        bend = 56 if self.wide else 24
        start, end = left + bend, self.size - right - (bend if self.wide else 0)
        drawn: list[Markup] = []
        middles: list[float] = []
        reached: list[float] = []
        y = 6.0
        for row in self.rows:
            told = wrap(f"{row.number}. {row.title}", end - start - 12)
            middles.append(y + 9 + (len(told) - 1) * LINE / 2)
            reached.append(start + 12 + max(width(line) for line in told))
            words = [text(start + 6, y + 13 + i * LINE, line) for i, line in enumerate(told)]
            y += len(told) * LINE
            if not self.wide:
                words += _sign(row.follow_up.outcome, start + 12, y + 9)
                words.append(text(start + 22, y + 13, row.follow_up.outcome, "fig-strong fig-small"))
                y += LINE + 2
            drawn.append(self.page.pointer(row.id, row.summary, *words))
            y += 9
        flows = self._from(sources, middles, left, start, y, drawn)
        if self.wide:
            flows += self._to(middles, reached, end, self.size - right, y, drawn)
        variant = "wide" if self.wide else "narrow"
        return picture(id, variant, (self.size, y), title, said, *flows, *drawn, linked=True)

    def _name(self, anchor: str) -> list[str]:
        if anchor:
            return [self.names[anchor]]
        return ["not known"] if self.wide else ["not", "known"]

    def _from(
        self,
        sources: Sequence[str],
        middles: Sequence[float],
        left: float,
        start: float,
        height: float,
        drawn: list[Markup],
    ) -> list[Markup]:
        """Draw the paragraphs, and return the lines from each to what it asks."""
        asked = [
            [
                m
                for m, row in zip(middles, self.rows, strict=True)
                if anchor in (row.paragraphs or (UNKNOWN,))
            ]
            for anchor in sources
        ]
        flows = []
        for anchor, ends, at in zip(sources, asked, _spread(asked, height), strict=True):
            told = self._name(anchor)
            class_ = "fig-strong" if anchor else "fig-soft"
            words = [
                text(left - 4, at + 4.5 + (i - (len(told) - 1) / 2) * LINE, line, class_, "end")
                for i, line in enumerate(told)
            ]
            if anchor:
                drawn.append(self.page.pointer(self.rows[0].resolution.id, told[0], *words, part=anchor))
            else:
                drawn += words
            flows += [_line(left, at, start, end, "" if anchor else " fig-dotted") for end in ends]
        return flows

    def _to(
        self,
        middles: Sequence[float],
        reached: Sequence[float],
        end: float,
        right: float,
        height: float,
        drawn: list[Markup],
    ) -> list[Markup]:
        """Draw the outcomes, and return the lines to each from what was asked."""
        outcomes = [o for o in OUTCOMES if _count(self.rows, o)]
        came = [
            [
                (m, x)
                for m, x, row in zip(middles, reached, self.rows, strict=True)
                if row.follow_up.outcome == o
            ]
            for o in outcomes
        ]
        spread = _spread([[m for m, _ in found] for found in came], height)
        flows = []
        for outcome, found, at in zip(outcomes, came, spread, strict=True):
            drawn += _sign(outcome, right + 7, at)
            drawn.append(text(right + 17, at + 4.5, outcome, "fig-strong"))
            class_ = " fig-dotted" if outcome == "unknown" else ""
            flows += [_line(max(end, x), m, right, at, class_, x) for m, x in found]
        return flows


def _spread(groups: Sequence[Sequence[float]], height: float) -> list[float]:
    """Return a place for each group near the middle of its rows, none over another."""
    wanted = [sum(group) / len(group) for group in groups]
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = dict.fromkeys(order, 0.0)
    at = 0.0
    for index in order:
        at = max(wanted[index], at)
        placed[index] = at
        at += 24
    low = height - 10
    for index in reversed(order):
        placed[index] = low = min(placed[index], low)
        low -= 24
    return [placed[i] for i in range(len(groups))]


def _line(x: float, y: float, to_x: float, to_y: float, class_: str, from_x: float = 0.0) -> Markup:
    """Return a line that bends from one place to another, after a straight way from `from_x`."""
    half, up, down = number((x + to_x) / 2), number(y), number(to_y)
    straight = f"M{number(from_x or x)} {up}H{number(x)}"
    return tag(
        "path", class_=f"fig-flow{class_}", d=f"{straight}C{half} {up} {half} {down} {number(to_x)} {down}"
    )
