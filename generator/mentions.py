"""Where a text says one of many names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a text says: its first and last offset, and the name as it was given."""

    start: int
    end: int
    name: str


class Names:
    """Finds names in texts, as whole words; where two begin at one place, the longer."""

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted(set(names), key=lambda name: (-len(name), name))
        # A line may break wherever a name has a space.
        patterns = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(patterns) or '(?!)'})(?!\w|-\w)")

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the names that a text says, in order; none begins within another."""
        for match in self._pattern.finditer(text):
            yield Mention(match.start(), match.end(), " ".join(match[0].split()))
