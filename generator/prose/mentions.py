"""Where a text says one of many names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a text says: its first and last offset, and the name as it was given."""

    start: int
    end: int
    name: str


# How a name may begin: with a whole word, or with a sign.
_BEGINNING = re.compile(r"\w+|[^\w\s]")


class Names:
    """Finds names in texts, as whole words; where two begin at one place, the longer.

    Names are kept by how they begin, so that a text is read once however many names there are.
    """

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted(set(names), key=lambda name: (-len(name), name))
        beginning = defaultdict(list)
        for name in longest_first:
            first = _BEGINNING.match(name)
            if first:
                # A line may break wherever a name has a space.
                beginning[first[0]].append(r"\s+".join(map(re.escape, name.split())))
        self._beginning = {
            first: re.compile(rf"(?<![\w-])(?:{'|'.join(rests)})(?!\w|-\w)")
            for first, rests in beginning.items()
        }

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the names that a text says, in order; none begins within another."""
        past = 0
        begun = self._beginning.keys() & _BEGINNING.findall(text)
        for at, first in sorted((at, words) for words in begun for at in _places(words, text)):
            match = self._beginning[first].match(text, at) if at >= past else None
            if match:
                past = match.end()
                yield Mention(at, past, " ".join(match[0].split()))


def _places(words: str, text: str) -> Iterator[int]:
    """Yield each place at which words stand in a text."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
