"""The timeline: every event in its strand, with scales of their own for times that events crowd."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ...model.event import Event
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
from .lettering import BOLD, SIZE, SMALL, width, wrap
from .timescale import Scale, said, scale, span

ROW = 16.5
HEAD = 21
DOT = 4
GAP = 14
MARGIN = 8


def draw(page: Page, events: Sequence[Event], strands: Sequence[str], list_at: str) -> Markup:
    """Return the timeline.

    Args:
        page: the page it stands on.
        events: what happened, in order.
        strands: the strands of the story, in order.
        list_at: the anchor of the list that tells the events in words; each is `_event-` and its id there.
    """
    told = [strand for strand in strands if any(e.strand == strand for e in events)]
    if not events:
        return NOTHING
    id_ = page.fresh("timeline")
    days = [span(event.when.date).middle for event in events]
    title = f"{len(events)} events, {_whole(events)}" if len(events) > 1 else "One event"
    wide = _Layout(page, events, told, scale(days, MARGIN, WIDE - MARGIN, GAP), WIDE, labelled=True)
    narrow = _Layout(page, events, told, scale(days, MARGIN, NARROW - MARGIN, GAP), NARROW, labelled=False)
    description = _description(events, told)
    pictures = [
        layout.picture(id_, variant, title, description)
        for variant, layout in (("wide", wide), ("narrow", narrow))
    ]
    dots = tag("p", "Each dot leads to its event in the list below.", class_="fig-narrow")
    foot = dots + below(list_at, "Every event in words")
    return frame(id_, "timeline", title, _note(wide.scale), pictures, foot, keys=_key(events))


def _whole(events: Sequence[Event]) -> str:
    first = min(events, key=lambda e: span(e.when.date).first).when.date
    last = max(events, key=lambda e: span(e.when.date).last).when.date
    return f"{first[:4]} to {last[:4]}" if first[:4] != last[:4] else first[:4]


def _note(line: Scale) -> str:
    if len(line.pieces) == 1:
        return "Time runs from left to right, to one scale."
    parts = ", ".join(f"{piece.length} ({piece.heading})" for piece in line.pieces)
    return (
        f"Time runs from left to right, not to one scale: because events crowd, each of the "
        f"{len(line.pieces)} parts has its own. They take in {parts}. Between them nothing is recorded."
    )


def _key(events: Sequence[Event]) -> Markup:
    entries = []
    if any(e.confidence != "confirmed" for e in events):
        entries.append((sample(mark("disc", 8, 8, 5, "fig-dot")), "confirmed"))
        entries.append(
            (sample(mark("disc", 8, 8, 4.5, "fig-dot fig-hollow")), "reported by one source, or disputed")
        )
    if any(e.until for e in events):
        bar = tag("path", class_="fig-lasting", d="M6 8h22")
        entries.append(
            (sample(bar, mark("disc", 6, 8, 5, "fig-dot"), wide=True), "lasted as long as the bar")
        )
    if any(not span(e.when.date).exact for e in events):
        entries.append(
            (
                sample(tag("path", class_="fig-vague", d="M4 4v8M4 8h24M28 4v8"), wide=True),
                "exact day not known",
            )
        )
    return key(entries) if entries else NOTHING


def _description(events: Sequence[Event], strands: Sequence[str]) -> str:
    parts = []
    for strand in strands:
        found = [e for e in events if e.strand == strand]
        when = said(found[0].when.date)
        if len(found) > 1:
            when += f" to {said(found[-1].until or found[-1].when.date)}"
        parts.append(f"{strand}, {len(found)} ({when})")
    return f"Dots on a line of time, one row of dots for each strand: {'; '.join(parts)}."


@dataclass
class _Row:
    """The places taken on one line of a lane, in order: from where to where each reaches."""

    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)

    def has_room(self, left: float, right: float) -> bool:
        before = bisect_left(self.starts, right)
        return not before or self.ends[before - 1] <= left

    def take(self, left: float, right: float) -> None:
        insort(self.starts, left)
        insort(self.ends, right)


@dataclass
class _Layout:
    page: Page
    events: Sequence[Event]
    strands: Sequence[str]
    scale: Scale
    width: int
    labelled: bool

    def picture(self, id: str, variant: str, title: str, description: str) -> Markup:
        top = self._top()
        at = top
        lanes = []
        for strand in self.strands:
            lane, height = self._lane(strand)
            lanes.append(
                tag(
                    "g",
                    *lane,
                    class_="fig-lane",
                    transform=f"translate(0 {number(at)})",
                    data_strand=strand,
                    data_top=number(top),
                    data_height=number(height),
                )
            )
            at += height
        height = at + 4
        drawn = (*self._scale(top), *lanes)
        return picture(id, variant, (self.width, height), title, description, *drawn, linked=True)

    def _headings(self) -> list[list[str]]:
        several = len(self.scale.pieces) > 1
        return [
            wrap(p.heading, p.right - p.left + GAP - 4, SMALL * BOLD) if several else [p.heading]
            for p in self.scale.pieces
        ]

    def _top(self) -> float:
        return max(map(len, self._headings())) * 14 + 22

    def _scale(self, top: float) -> Iterator[Markup]:
        """Yield the pieces' grounds, headings and ticks; they reach below any lane, and are cut off."""
        for piece, heading in zip(self.scale.pieces, self._headings(), strict=True):
            ground = tag(
                "rect",
                class_="fig-ground",
                x=piece.left - 6.0,
                y=top - 18.0,
                width=piece.right - piece.left + 12.0,
                height="9999",
            )
            ticks = list(piece.ticks())
            grid = tag(
                "path",
                class_="fig-grid",
                d="".join(f"M{number(x)} {number(top - 4)}V9999" for x, _, _ in ticks),
            )
            yield ground
            yield grid if ticks else NOTHING
            for index, line in enumerate(heading):
                yield text(piece.left - 6, 11 + index * 14, line, "fig-strong fig-small")
            for _, middle, label in ticks:
                yield text(middle, top - 7, label, "fig-small fig-soft", "middle")

    def _lane(self, strand: str) -> tuple[list[Markup], float]:
        """Return what is drawn of a strand, and its height."""
        found = [e for e in self.events if e.strand == strand]
        found.sort(key=lambda e: (self._at(e), e.order(), e.id))
        # Words stand rather at the right of their dots; rather at the left, where that needs fewer rows.
        placed = min((self._placed(found, side) for side in ("start", "end")), key=lambda p: p[1])
        head = [
            tag("path", class_="fig-rule", d=f"M0 0H{self.width}"),
            tag(
                "text",
                strand[:1].upper() + strand[1:],
                tag("tspan", f" {len(found)}", class_="fig-soft fig-small"),
                x=0.0,
                y=14.0,
                class_="fig-strong",
            ),
        ]
        drawn = [self._event(event, row, side) for event, (row, side) in zip(found, placed[0], strict=True)]
        return [*head, *drawn], HEAD + placed[1] * self._step + 5

    @property
    def _step(self) -> float:
        return ROW if self.labelled else 11

    def _placed(self, events: Sequence[Event], rather: str) -> tuple[list[tuple[int, str]], int]:
        """Return a row for each event and the side of its words, and how many rows that takes."""
        rows: list[_Row] = []
        placed = []
        for event in events:
            order = sorted(("start", "end"), key=lambda side: side != rather)
            sides = [(side, self._extent(event, side)) for side in order]
            fitting = [(s, e) for s, e in sides if e[0] >= 0 and e[1] <= self.width]
            if not fitting:
                over = "over start" if self._at(event) < self.width / 2 else "over end"
                fitting = [(over, self._extent(event, over))]
            free = ((i, s, e) for i, row in enumerate(rows) for s, e in fitting if row.has_room(*e))
            index, side, extent = next(free, (len(rows), *fitting[0]))
            if index == len(rows):
                rows.append(_Row())
            rows[index].take(*extent)
            placed.append((index, side))
        return placed, len(rows)

    def _at(self, event: Event) -> float:
        return self.scale.x(span(event.when.date).middle)

    def _places(self, event: Event) -> tuple[float, float, float, float]:
        """Return where an event's dot is, from where to where it may have been, and where it ended."""
        days = span(event.when.date)
        x = self._at(event)
        end = max(self.scale.x(span(event.until).last), x) if event.until else x
        return x, min(self.scale.x(days.first), x), max(self.scale.x(days.last), x), end

    def _event(self, event: Event, row: int, side: str) -> Markup:
        """Draw an event in a row, with its words at one side."""
        x, first, last, end = self._places(event)
        days = span(event.when.date)
        y = HEAD + row * self._step + 6
        pieces = []
        if not days.exact and last - first > 2 * DOT:
            pieces.append(
                tag("path", class_="fig-vague", d=f"M{number(first)} {y - 3}v6m0 -3H{number(last)}m0 -3v6")
            )
        if event.until and end - x > DOT:
            pieces.append(tag("path", class_="fig-lasting", d=f"M{number(x)} {y}H{number(end)}"))
        if event.confidence == "confirmed":
            pieces.append(mark("disc", x, y, DOT, "fig-dot"))
        else:
            pieces.append(mark("disc", x, y, DOT - 0.5, "fig-dot fig-hollow"))
        if self.labelled:
            at, room = self._words(event, side)
            words = wrap(event.title, room, most=1)[0]
            pieces.append(text(at, y + 4.2, words, None, "end" if side.endswith("end") else None))
        until = f" to {said(event.until)}" if event.until else ""
        hint = f"{said(event.when.date)}{until}: {event.title}"
        if self.labelled:
            return self.page.pointer(event.id, hint, *pieces)
        return tag("a", tag("title", hint), *pieces, href=f"#_event-{event.id}", tabindex="-1")

    def _words(self, event: Event, side: str) -> tuple[float, float]:
        """Return where an event's words begin or end, and how much room they have to the picture's edge.

        They stand beside all that is drawn of it; over that, beside its dot, where nothing else fits.
        """
        x, first, last, end = self._places(event)
        left, right = (x, x) if side.startswith("over") else (first, max(last, end))
        if side.endswith("end"):
            return left - DOT - 4, left - DOT - 4
        return right + DOT + 4, self.width - right - DOT - 4

    def _extent(self, event: Event, side: str) -> tuple[float, float]:
        """Return what an event takes of its row when its words are at one side."""
        _, first, last, end = self._places(event)
        left, right = first - DOT - 2, max(last, end) + DOT + 2
        if not self.labelled:
            return left, right
        at, room = self._words(event, side)
        words = width(event.title, SIZE) + 6
        words = min(words, room) if side.startswith("over") else words
        return (min(left, at - words), right) if side.endswith("end") else (left, max(right, at + words))
