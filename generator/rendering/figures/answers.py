"""What each State answered, on a map of tiles; what was not found is shown as that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model.invocation import Invocation
from ...model.response import FORMS, Response
from ...model.state import State
from .drawing import (
    NARROW,
    NOTHING,
    WIDE,
    Page,
    below,
    frame,
    key,
    mark,
    picture,
    sample,
    tag,
    text,
)
from .tiles import TileMap, missing, placed, tile_sample

SHORT: dict[str, str] = {
    "combat": "combat",
    "naval": "ships",
    "air": "aircraft",
    "troops": "troops",
    "training": "trainers",
    "transport": "transport",
    "equipment": "equipment",
    "intelligence": "intelligence",
    "access": "bases, ports",
    "statement": "statement",
    "other": "other help",
}
"""The kinds of help in the few letters a tile has room for; a test keeps it complete."""
KEYS = {
    "fig-given": "help given, offered or decided",
    "fig-words": "only a statement of support",
    "fig-unsaid": "answered, not known how",
    "fig-nothing": "nothing found",
    "fig-asked": "had asked",
}
"""What a tile can be, by its class."""
LINE = 13


def draw(page: Page, states: Sequence[State], responses: Sequence[Response], table_at: str) -> Markup:
    """Return the answers to one invocation; each tile leads to the State's answer.

    Args:
        page: the page it stands on.
        states: all States; those without a record of an answer are left out.
        responses: the answers to one invocation.
        table_at: the anchor of the table behind it.
    """
    answer_of = {response.state.id: response for response in responses}
    answered = [state for state in states if state.id in answer_of]
    shown = placed(answered)
    if len(shown) < 2:
        return NOTHING
    id_ = page.fresh("answers")
    invocation = page.records[responses[0].invocation.id]
    assert isinstance(invocation, Invocation)
    asked = [s for s in placed(states) if s.id == invocation.state.id and s.id not in answer_of]
    counts = {c: sum(_class(answer_of[s.id]) == c for s in answered) for c in KEYS}
    note = f"{counts['fig-given']} gave, offered or decided help"
    note += f"; {counts['fig-words']} made a statement of support only" if counts["fig-words"] else ""
    note += f"; {counts['fig-unsaid']} answered, but not known how" if counts["fig-unsaid"] else ""
    note += f"; for {counts['fig-nothing']} no answer was found" if counts["fig-nothing"] else ""
    note += "." + "".join(f" {state.title} had asked." for state in asked) + missing(answered)
    told = [f"{s.title}: {_told(answer_of[s.id])}" for s in shown]
    title = f"What {len(answered)} States answered"
    lines = max(len(_helped(answer_of[s.id])) for s in shown)
    maps = (
        ("wide", TileMap([*shown, *asked], WIDE, 110, 22 + LINE * max(lines, 2))),
        ("narrow", TileMap([*shown, *asked], NARROW)),
    )
    pictures = (
        _Drawing(page, there, answer_of, variant == "wide").picture(
            id_, variant, title, f"A map of tiles. {'; '.join(told)}."
        )
        for variant, there in maps
    )
    foot = below(table_at, "The answers as a table")
    used = [class_ for class_ in KEYS if counts[class_] or (class_ == "fig-asked" and asked)]
    return frame(id_, "answers", title, note, pictures, foot, keys=_keys(used))


def _helped(response: Response) -> dict[str, str]:
    """Return the kinds of help in an answer, each with whether it was new, in the order given."""
    rank = ("new", "planned", "unknown")
    found: dict[str, str] = {}
    for part in response.contributions:
        found[part.form] = min(found.get(part.form, part.new), part.new, key=rank.index)
    return found


def _told(response: Response) -> str:
    if response.found == "nothing":
        return "nothing found"
    return ", ".join(FORMS[form] for form in _helped(response)) or "an answer"


def _class(response: Response) -> str:
    if response.found == "nothing":
        return "fig-nothing"
    helped = set(_helped(response))
    return "fig-given" if helped - {"statement"} else "fig-words" if helped else "fig-unsaid"


def _keys(used: Sequence[str]) -> Markup:
    dots = (
        (sample(mark("disc", 8, 8, 4, "fig-mark")), "decided for this request"),
        (sample(mark("disc", 8, 8, 3.5, "fig-mark fig-hollow")), "already planned"),
        (NOTHING, "no dot: not known which"),
    )
    narrow = ((NOTHING, "The figure in a tile counts the kinds of help."),)
    tiles = key((tile_sample(class_), KEYS[class_]) for class_ in used)
    return tiles + tag("div", key(dots), class_="fig-wide") + tag("div", key(narrow), class_="fig-narrow")


@dataclass(frozen=True)
class _Drawing:
    page: Page
    map: TileMap
    answer_of: Mapping[str, Response]
    words: bool

    def picture(self, id: str, variant: str, title: str, described: str) -> Markup:
        tiles = (self._tile(state) for state in self.map.states)
        return picture(id, variant, self.map.size, title, described, *tiles, linked=True)

    def _tile(self, state: State) -> Markup:
        response = self.answer_of.get(state.id)
        class_ = _class(response) if response else "fig-asked"
        on = " fig-on" if class_ == "fig-given" else ""
        helped = _helped(response) if response else {}
        drawn = self._written(state, helped, on) if self.words else self._counted(state, helped, on)
        drawn.insert(0, self.map.ground(state, class_))
        if response is None:
            return self.page.pointer(state.id, f"{state.title}: {KEYS['fig-asked']}", *drawn)
        return self.page.pointer(response.id, f"{state.title}: {_told(response)}", *drawn)

    def _written(self, state: State, helped: Mapping[str, str], on: str) -> list[Markup]:
        """Return a code with the kinds of help below it, each with its dot."""
        x, y = self.map.place(state)
        drawn = [text(x + 7, y + 16, state.code, f"fig-code{on}")]
        for index, (form, new) in enumerate(helped.items()):
            at = y + 29.5 + index * LINE
            drawn.append(text(x + 15, at, SHORT[form], f"fig-small{on}"))
            if new != "unknown":
                hollow = "" if new == "new" else " fig-hollow"
                drawn.append(mark("disc", x + 9.5, at - 4, 2.6, f"fig-mark{on}{hollow}"))
        return drawn

    def _counted(self, state: State, helped: Mapping[str, str], on: str) -> list[Markup]:
        """Return a code with the number of kinds of help."""
        x, y = self.map.place(state)
        middle = x + self.map.across / 2
        count = len(set(helped) - {"statement"})
        high = 0.48 if count else 0.62
        drawn = [text(middle, y + self.map.height * high, state.code, f"fig-code{on}", "middle")]
        if count:
            drawn.append(text(middle, y + self.map.height * 0.82, count, f"fig-small{on}", "middle"))
        return drawn
