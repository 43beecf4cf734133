"""The map of tiles: one State is one square of the same size, about where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model.state import State
from .drawing import sample, tag

TILE = 40
"""The side of a tile that holds a code and one mark; there is a picture's width for eight of them."""


@dataclass(frozen=True)
class TileMap:
    """Where tiles stand.

    Attributes:
        states: the States that have a tile.
        room: the width to fill.
        most: the greatest width of a tile.
        down: the height of a tile; 0 for a square.
    """

    states: Sequence[State]
    room: float
    most: float = TILE
    down: float = 0.0

    @property
    def across(self) -> float:
        """The width of a tile."""
        first, last = self._reach("column")
        return min(self.room / (last - first + 1), self.most)

    @property
    def height(self) -> float:
        """The height of a tile."""
        return self.down or self.across

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of the whole map."""
        first, last = self._reach("row")
        return self.room, (last - first + 1) * self.height

    def place(self, state: State) -> tuple[float, float]:
        """Return a tile's upper left corner."""
        assert state.tile
        column, row = state.tile.column - self._reach("column")[0], state.tile.row - self._reach("row")[0]
        return column * self.across, row * self.height

    def ground(self, state: State, class_: str) -> Markup:
        """Return a tile without what stands on it."""
        x, y = self.place(state)
        width, height = self.across - 3, self.height - 3
        return tag(
            "rect", class_=f"fig-tile {class_}", x=x + 1.5, y=y + 1.5, width=width, height=height, rx="2"
        )

    def _reach(self, axis: str) -> tuple[int, int]:
        used = [int(getattr(state.tile, axis)) for state in self.states]
        return min(used), max(used)


def tile_sample(class_: str) -> Markup:
    """Return a small tile for a key."""
    return sample(
        tag("rect", class_=f"fig-tile {class_}", x="1.5", y="1.5", width="13", height="13", rx="2")
    )


def placed(states: Sequence[State]) -> list[State]:
    """Return the States that have a tile."""
    return [state for state in states if state.tile]


def missing(states: Sequence[State]) -> str:
    """Return a sentence that names the States without a tile, or nothing."""
    names = [state.title for state in states if not state.tile]
    return f" Not on the map: {', '.join(names)}." if names else ""
