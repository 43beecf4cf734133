"""The alliance and the special positions of States, on maps of tiles: then and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model.invocation import Invocation
from ...model.state import State
from .drawing import NARROW, NOTHING, Page, below, frame, key, mark, picture, sample, tag, text
from .tiles import TileMap, missing, placed, tile_sample
from .timescale import said

MARKS = ("triangle", "diamond", "disc", "square", "half", "bar", "cross")
"""The marks of special positions, in the order of their names; an eighth begins anew."""


def draw(
    page: Page,
    states: Sequence[State],
    invocations: Sequence[Invocation],
    alliance: str | None,
    table_at: str,
) -> Markup:
    """Return one map for the time of the first invocation, where there is one, and one for now.

    Args:
        page: the page it stands on.
        states: all States; those without a tile are named beside the map.
        invocations: the first date of the earliest says when then was.
        alliance: its name, where the dossier compares with one.
        table_at: the anchor of the table behind it.
    """
    shown = placed(states)
    special = sorted({state.standing_short for state in shown if state.standing_short})
    if len(shown) < 2 or not (special or (alliance and any(s.alliance_year for s in shown))):
        return NOTHING
    id_ = page.fresh("standing")
    marks = {words: MARKS[i % len(MARKS)] for i, words in enumerate(special)}
    now = max(state.reviewed for state in states)
    then = min((date for invocation in invocations for date in invocation.dates()[:1]), default="")
    there = TileMap(shown, NARROW)
    maps = [
        *([_Moment(page, there, alliance, marks, then, "then", said(then[:7]))] if then else []),
        _Moment(page, there, alliance, marks, now, "now", f"Now, as of {said(now)}"),
    ]
    drawn = (
        tag("div", tag("p", moment.title, class_="fig-subtitle"), moment.picture(id_)) for moment in maps
    )
    title = " and ".join([*([alliance] if alliance else []), *(["special positions"] if special else [])])
    title = f"{title}: then and now" if then else title
    note = "; ".join(moment.counted() for moment in maps if alliance)
    note += (". " if note else "") + "Each tile is a State, about where it lies." + missing(states)
    foot = below(table_at, "The States as a table")
    keys = _key(shown, alliance, marks, now)
    return frame(id_, "standing", title, note, [tag("div", *drawn, class_="fig-pair")], foot, keys=keys)


def _key(states: Sequence[State], alliance: str | None, marks: dict[str, str], now: str) -> Markup:
    entries = []
    if alliance:
        entries += [
            (tile_sample("fig-in"), f"in {alliance}"),
            (tile_sample("fig-out"), f"not in {alliance}"),
        ]
    entries += [(sample(mark(form, 8, 8, 5, "fig-mark")), words) for words, form in marks.items()]
    if any(state.left and state.left <= now for state in states):
        entries.append((tile_sample("fig-gone"), "no longer a Member State"))
    return key(entries)


@dataclass(frozen=True)
class _Moment:
    """The map at one time.

    A partial date is compared as text: a year stands before any day of it.
    """

    page: Page
    map: TileMap
    alliance: str | None
    marks: dict[str, str]
    when: str
    name: str
    title: str

    def picture(self, id: str) -> Markup:
        tiles = (self._tile(state) for state in self.map.states if self._joined(state))
        return picture(id, self.name, self.map.size, self.title, self._described(), *tiles, linked=True)

    def counted(self) -> str:
        """Return how many were in the alliance."""
        there = self._there()
        count = sum(map(self._allied, there))
        if self.name == "now":
            return f"now {count} of {len(there)} are"
        return f"In {self.title} {count} of {len(there)} States were in {self.alliance}"

    def _there(self) -> list[State]:
        return [s for s in self.map.states if self._joined(s) and not self._gone(s)]

    def _joined(self, state: State) -> bool:
        return state.joined_year <= int(self.when[:4])

    def _allied(self, state: State) -> bool:
        return bool(state.alliance_year and state.alliance_year <= int(self.when[:4]))

    def _gone(self, state: State) -> bool:
        return bool(state.left and state.left <= self.when)

    def _special(self, state: State) -> str:
        ended = state.standing_ended and state.standing_ended <= self.when
        return "" if ended or self._gone(state) else state.standing_short or ""

    def _tile(self, state: State) -> Markup:
        x, y = self.map.place(state)
        special = self._special(state)
        class_ = "fig-gone" if self._gone(state) else "fig-in" if self._allied(state) else "fig-out"
        on = " fig-on" if class_ == "fig-in" else ""
        middle, height = x + self.map.across / 2, self.map.height
        drawn = [
            self.map.ground(state, class_),
            text(middle, y + height * (0.5 if special else 0.62), state.code, f"fig-code{on}", "middle"),
        ]
        if special:
            drawn.append(mark(self.marks[special], middle, y + height * 0.74, 5, f"fig-mark{on}"))
        words = ["no longer a Member State"] if self._gone(state) else []
        words += [f"{'in' if self._allied(state) else 'not in'} {self.alliance}"] if self.alliance else []
        words += [special] if special else []
        hint = f"{state.title}: {', '.join(words)}" if words else state.title
        return self.page.pointer(state.id, hint, *drawn)

    def _described(self) -> str:
        there = self._there()
        parts = []
        if self.alliance:
            outside = [state.title for state in there if not self._allied(state)]
            parts.append(f"{len(there) - len(outside)} of {len(there)} States are in {self.alliance}")
            parts += [f"not in it: {', '.join(outside)}"] if outside else []
        for words in self.marks:
            found = [state.title for state in there if self._special(state) == words]
            parts += [f"{words}: {', '.join(found)}"] if found else []
        return f"A map of tiles. {'; '.join(parts)}."
