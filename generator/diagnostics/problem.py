"""Findings about content: what was found where, and how it is told to the person who can mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# Controls, bidirectional overrides and isolates, zero-width, private-use and other characters without a
# look of their own, the mark of a damaged character: what a reviewer cannot see or read in a diff
# (Unicode TR 36 and TR 39, and Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties).
HIDDEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff]"
)
_DANGEROUS = re.compile(rf"(?!\t)(?:{HIDDEN.pattern}|[\r\x85])")
_ENDING_A_LINE = re.compile("[\n\r\x85]")
MOST_CHARACTERS = 500
"""No more of a message is told."""


def visible(words: str) -> str:
    """Return words on one line, each character of which can be seen: `U+001B` stands for an escape.

    What a report quotes is somebody's text. It must not move a terminal's cursor, nor begin a line that
    the host of a pull request takes for a command.
    """
    shown = _ENDING_A_LINE.sub(" ", words)
    return HIDDEN.sub(lambda match: f"U+{ord(match[0]):04X}", shown)


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

    @property
    def page(self) -> str:
        """The address of the page about it, below the site's root."""
        return f"editors/problems/{self.id.lower()}/"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a content file.

    Attributes:
        path: the file, relative to the folder the content folder stands in, with forward slashes.
        line, column: counted from 1, in characters.
        text: the whole line, for the reader of the message; empty when there is none to show.
        width: how many characters of the line the finding covers, at least 1.
    """

    path: str
    line: int = 1
    column: int = 1
    text: str = ""
    width: int = 1

    def __post_init__(self) -> None:
        """Keep names and lines such that they can be shown, each character in its place."""
        object.__setattr__(self, "path", visible(self.path))
        object.__setattr__(self, "text", _DANGEROUS.sub("\ufffd", self.text))


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about content.

    Attributes:
        location: where it was found.
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
        """Keep what is told such that it can be shown."""
        message = visible(self.message)
        cut = len(message) > MOST_CHARACTERS
        object.__setattr__(self, "message", f"{message[:MOST_CHARACTERS]} …" if cut else message)
        object.__setattr__(self, "expected", visible(self.expected))
        near = visible(self.nearest)
        object.__setattr__(self, "nearest", near if len(near) <= MOST_CHARACTERS else "")

    def as_text(self, site: str = "") -> str:
        """Return the problem as a person reads it in a terminal, several lines without a final one.

        Args:
            site: the address of the site's root, where its page about the code is.
        """
        where = self.location
        lines = [f"{where.path}:{where.line}:{where.column}: {self.code.id} {self.message}"]
        if where.text.strip():
            gutter = f"{where.line:>5} | "
            # A tab in the line must stand in the caret's line too, or the caret points elsewhere.
            lead = "".join("\t" if c == "\t" else " " for c in where.text[: where.column - 1])
            room = max(1, len(where.text) - where.column + 1)
            lines.append(f"{gutter}{where.text}")
            lines.append(f"{' ' * 5} | {lead}{'^' * max(1, min(where.width, room))}")
        return "\n".join([*lines, *(f"      = {words}" for words in self.advice(site))])

    def advice(self, site: str = "") -> tuple[str, ...]:
        """Return what helps to mend it: what was expected, the nearest right answer, what to do, a page."""
        expected = f"expected {self.expected}" if self.expected else ""
        near = f"did you mean `{self.nearest}`?" if self.nearest else ""
        page = f"see {site}{self.code.page}"
        return tuple(words for words in (expected, near, self.code.fix, page) if words)


@dataclass(frozen=True, slots=True)
class Report:
    """All problems of a run, in the order of files, lines and columns.

    Attributes:
        problems: each problem once.
        site: the address of the site's root, where each code has its page; empty when it is not known.
    """

    problems: tuple[Problem, ...] = field(default=())
    site: str = ""

    @classmethod
    def of(cls, problems: Iterable[Problem], site: str = "") -> Report:
        """Sort problems by place and drop exact repeats."""
        return cls(tuple(sorted(dict.fromkeys(problems), key=_place)), site)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def __bool__(self) -> bool:
        return bool(self.problems)

    def as_text(self) -> str:
        """Return every problem and a closing line that counts them."""
        if not self.problems:
            return "no problems\n"
        files = len({p.location.path for p in self.problems})
        count = len(self.problems)
        closing = f"{count} problem{'s'[: count != 1]} in {files} file{'s'[: files != 1]}"
        return "\n\n".join([*(p.as_text(self.site) for p in self.problems), closing]) + "\n"


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    where = problem.location
    return where.path, where.line, where.column, problem.code.id, problem.message


def nearest(found: str, known: Iterable[str]) -> str:
    """Return the known word most like the one found, or an empty string when none is near."""
    matches = difflib.get_close_matches(found, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""
