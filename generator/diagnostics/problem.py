"""Problems with content, as data: what is wrong, where, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .visible_text import UNSAFE, visible

LONGEST_MESSAGE = 500
"""The most characters of a message that a report shows."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem; `generator.diagnostics.catalogue` lists them all.

    Attributes:
        id: short and permanent, such as ``Y03``.
        title: what is wrong, in a few words.
        fix: what an editor does about it.
        meaning: why it is a problem, for the page about it.
    """

    id: str
    title: str
    fix: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a content file.

    Attributes:
        path: the file, relative to the folder the content folder stands in, with forward slashes.
        line, column: counted from 1, in characters.
        text: the whole line, for the reader of the message; empty when there is none to show.
        width: how many characters of the line the problem covers, at least 1.
    """

    path: str
    line: int = 1
    column: int = 1
    text: str = ""
    width: int = 1

    def __post_init__(self) -> None:
        """Make the name and the line safe to print, each character in its place."""
        object.__setattr__(self, "path", visible(self.path))
        object.__setattr__(self, "text", UNSAFE.sub("\ufffd", self.text))


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem with content.

    Attributes:
        location: where it is.
        code: which kind of problem it is.
        message: what was found.
        expected: what would have been right, as a phrase that follows "expected".
        nearest: the nearest right answer, when there is one.
    """

    location: Location
    code: Code
    message: str
    expected: str = ""
    nearest: str = ""

    def __post_init__(self) -> None:
        """Make what is printed safe to print, and no longer than a reader needs."""
        message = visible(self.message)
        cut = len(message) > LONGEST_MESSAGE
        object.__setattr__(self, "message", f"{message[:LONGEST_MESSAGE]} …" if cut else message)
        object.__setattr__(self, "expected", visible(self.expected))
        near = visible(self.nearest)
        object.__setattr__(self, "nearest", near if len(near) <= LONGEST_MESSAGE else "")


@dataclass(frozen=True, slots=True)
class Report:
    """Problems, each once, in the order of files, lines and columns."""

    problems: tuple[Problem, ...] = ()

    @classmethod
    def from_problems(cls, problems: Iterable[Problem]) -> Report:
        """Sort problems by their location and drop exact repeats."""
        return cls(tuple(sorted(dict.fromkeys(problems), key=_sort_key)))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def __bool__(self) -> bool:
        return bool(self.problems)


def _sort_key(problem: Problem) -> tuple[str, int, int, str, str]:
    where = problem.location
    return where.path, where.line, where.column, problem.code.id, problem.message


def nearest(found: str, known: Iterable[str]) -> str:
    """Return the known word most like the one found, or an empty string when none is near."""
    matches = difflib.get_close_matches(found, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""
