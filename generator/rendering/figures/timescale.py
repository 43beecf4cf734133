"""Dates to places on a line, with scales of their own where events crowd and where years pass empty."""

from __future__ import annotations

import calendar
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate, pairwise

from .lettering import SMALL, width

MOST_PIECES = 3
MOST_BREAKS = 120
FEWEST_IN_PIECE = 4
# A further piece must make the crowding of events this much likelier to be worth its break.
_WORTH = 12.0


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day a date may mean, as ordinal numbers."""

    first: int
    last: int

    @property
    def middle(self) -> float:
        """The middle of the days."""
        return (self.first + self.last) / 2

    @property
    def exact(self) -> bool:
        """Whether the day itself is known."""
        return self.first == self.last


@cache
def span(when: str) -> Span:
    """Return the days that a date, a month or a year may mean.

    >>> span("1907-03-01").exact, span("1907-03").exact
    (True, False)
    """
    parts = [int(part) for part in when.split("-")]
    year = max(parts[0], 1)
    if len(parts) == 3:
        day = date(year, parts[1], parts[2]).toordinal()
        return Span(day, day)
    first, last = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
    end = calendar.monthrange(year, last)[1]
    return Span(date(year, first, 1).toordinal(), date(year, last, end).toordinal())


def said(when: str) -> str:
    """Return a date as one reads it, no more precise than it is known.

    >>> said("1907-03-01"), said("1907-03")
    ('1 March 1907', 'March 1907')
    """
    year, _, rest = when.partition("-")
    month, _, day = rest.partition("-")
    words = [str(int(day))] if day else []
    words += [calendar.month_name[int(month)]] if month else []
    return " ".join([*words, year])


def pieces(days: Sequence[float]) -> list[tuple[float, float]]:
    """Divide time where events crowd most differently, so that each piece may have its own scale.

    The division is the one under which the events are likeliest, each piece at an even rate of its own,
    with the times between pieces left out; few pieces, none of fewer than `FEWEST_IN_PIECE` events. Only
    at the longest times without an event, `MOST_BREAKS` of them, is a division looked for.

    Returns:
        The first and last day of each piece, in order.
    """
    counted = Counter(days)
    found = sorted(counted)
    before = [0, *accumulate(counted[day] for day in found)]
    gaps = sorted(range(1, len(found)), key=lambda i: found[i - 1] - found[i])
    breaks = [0, *sorted(gaps[:MOST_BREAKS]), len(found)]
    # best[k, j]: the likeliest division of the first j days into k pieces, and where each ends.
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for k in range(1, MOST_PIECES + 1):
        for j in breaks[1:]:
            options = []
            for i in breaks[: breaks.index(j)]:
                events = before[j] - before[i]
                whole = i == 0 and j == len(found)
                if (k - 1, i) in best and (whole or events >= FEWEST_IN_PIECE):
                    length = (found[j - 1] - found[i]) * events / max(events - 1, 1)
                    likelihood, ends = best[k - 1, i]
                    rate = events / max(length, 1.0)
                    options.append((likelihood + events * math.log(rate) - _WORTH, (*ends, j)))
            if options:
                best[k, j] = max(options)
    divisions = [best[k, len(found)] for k in range(1, MOST_PIECES + 1) if (k, len(found)) in best]
    ends = max(divisions)[1] if divisions else ()
    return [(found[i], found[j - 1]) for i, j in pairwise((0, *ends))]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the line: its days and where it is drawn."""

    first: float
    last: float
    left: float
    right: float

    def x(self, day: float) -> float:
        """Return the place of a day; one outside is put at the nearer end."""
        if self.first == self.last:
            return (self.left + self.right) / 2
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    @property
    def heading(self) -> str:
        """The days it reaches over, as one reads them."""
        first, last = _date(self.first), _date(self.last)
        if first.year == last.year:
            months = calendar.month_name[first.month], calendar.month_name[last.month]
            return " to ".join(dict.fromkeys(months)) + f" {first.year}"
        if self.last - self.first > 3 * 365:
            return f"{first.year} to {last.year}"
        start = f"{calendar.month_name[first.month]} {first.year}"
        return f"{start} to {calendar.month_name[last.month]} {last.year}"

    @property
    def length(self) -> str:
        """How long it is, in words."""
        days = self.last - self.first
        for unit, size in (("years", 365.25), ("months", 30.44), ("weeks", 7.0)):
            if days >= 2 * size:
                return f"{round(days / size)} {unit}"
        return f"{round(days) + 1} days" if days else "one day"

    def ticks(self) -> list[tuple[float, float, str]]:
        """Return places on the scale with what to write and where its middle is, as many as have room."""
        found: list[tuple[float, float, str]] = []
        for days in _steps(self.first, self.last):
            marks = [self._tick(day) for day in days]
            if any(b[1] - a[1] < _room(a[2]) / 2 + _room(b[2]) / 2 for a, b in pairwise(marks)):
                break
            found = marks or found
        return found

    def _tick(self, day: date) -> tuple[float, float, str]:
        """Return a day's place and its words, which stay within the piece."""
        x = self.x(day.toordinal())
        whole = day.month == day.day == 1
        words = str(day.year) if whole else f"{day.day} {calendar.month_abbr[day.month]}"
        half = width(words, SMALL) / 2 - 6
        return x, min(max(x, self.left + half), self.right - half), words


@dataclass(frozen=True, slots=True)
class Scale:
    """The whole line, in pieces."""

    pieces: tuple[Piece, ...]

    def x(self, day: float) -> float:
        """Return the place of a day; one between pieces is put at the nearer edge."""
        return min(self.pieces, key=lambda p: max(p.first - day, day - p.last, 0)).x(day)


def scale(days: Sequence[float], left: float, right: float, gap: float) -> Scale:
    """Return a scale for days between two places; the more events, the more room for a piece."""
    found = pieces(days)
    weights = [math.sqrt(sum(first <= d <= last for d in days)) for first, last in found]
    room = right - left - gap * (len(found) - 1)
    made, at = [], left
    for (first, last), weight in zip(found, weights, strict=True):
        end = at + room * weight / sum(weights)
        made.append(Piece(first, last, at, end))
        at = end + gap
    return Scale(tuple(made))


def _date(day: float) -> date:
    return date.fromordinal(max(int(day), 1))


def _room(words: str) -> float:
    return width(words, SMALL) + 6


def _steps(first: float, last: float) -> Iterator[list[date]]:
    """Yield finer and finer divisions of a time: years, months, days."""
    start, end = _date(math.ceil(first)), _date(last)
    for step in (100, 50, 20, 10, 5, 2, 1):
        years = range(-(-start.year // step) * step, end.year + 1, step)
        yield [d for d in (date(y, 1, 1) for y in years if y) if start <= d <= end]
    if last - first > 3 * 366:
        return
    months = [date(y, m, 1) for y in range(start.year, end.year + 1) for m in range(1, 13)]
    for days in ((1,), (1, 15), (1, 8, 15, 22)):
        yield [d.replace(day=n) for d in months for n in days if start <= d.replace(day=n) <= end]
    if last - first < 40:
        yield [_date(day) for day in range(start.toordinal(), end.toordinal() + 1)]
