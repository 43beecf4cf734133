"""Which characters a reader can see, and how a report prints those that nobody can."""

from __future__ import annotations

import re

# Controls, bidirectional overrides and isolates, zero-width, private-use and other characters without a
# shape of their own, the mark of a damaged character: what a reviewer cannot see or read in a diff
# (Unicode TR 36 and TR 39, and Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties).
HIDDEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff]"
)
UNSAFE = re.compile(rf"(?!\t)(?:{HIDDEN.pattern}|[\r\x85])")
"""Hidden characters, and those that end a line for some programs only; a tab is safe within a line."""
_LINE_BREAK = re.compile("[\n\r\x85]")


def visible(words: str) -> str:
    """Return words on one line, each character of which can be seen: `U+001B` stands for an escape.

    A report quotes text of others. It must not move a terminal's cursor, nor begin a line that the host
    of a pull request takes for a command.
    """
    on_one_line = _LINE_BREAK.sub(" ", words)
    return HIDDEN.sub(lambda match: f"U+{ord(match[0]):04X}", on_one_line)
