"""What is wrong with a file that is no YAML, in the words of someone who writes records.

libyaml tells what its parser was doing; an editor is told what stands there and what would be right.
Its messages are those of https://github.com/yaml/libyaml/tree/master/src.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_VALUE = re.compile(r"(?P<head>\s*(?:- +)?[\w-]+: +)(?P<value>.*)")
_NO_SPACE = re.compile(r"\s*(?:- +)?[\w-]+:(?=[^\s:/])")
_BLOCK = "or `|` behind the key and the text on lines of its own below"


@dataclass(frozen=True, slots=True)
class Explained:
    """A fault of YAML: where it is, as an offset into the text, what stands there, what would be right."""

    at: int
    message: str
    expected: str = ""
    nearest: str = ""


def explained(text: str, error: yaml.MarkedYAMLError) -> Explained:
    """Explain an error of the parser to the person who can mend it."""
    said, doing = error.problem or "", error.context or ""
    at = _offset(text, error.problem_mark or error.context_mark)
    opened = _offset(text, error.context_mark or error.problem_mark)
    if "could not find expected ':'" in said:
        start, line = _line(text, opened)
        if found := _NO_SPACE.match(line):
            return Explained(start + found.end(), "there is no space behind the colon", "a space")
        expected = "a key, a colon, a space and the value; within a text, the indentation of the line above"
        return Explained(opened, "this line is no key with a value", expected)
    if "mapping values are not allowed" in said:
        return _colon(text, at)
    if "flow" in doing and "did not find expected ','" in said:
        closing = said[-2]
        return Explained(opened, f"the {text[opened]} that opens here does not close", f"a {closing}")
    if "quoted scalar" in doing and "unexpected end" in said:
        return Explained(opened, "the quotation mark that opens here does not close", f"a {text[opened]}")
    if "cannot start any token" in said or "scanning an alias" in doing:
        message = f"a text without quotes cannot begin with {text[opened]}"
        return Explained(opened, message, f"the text in quotes, {_BLOCK}")
    if "block sequence entries are not allowed" in said:
        expected = "each on a line of its own below the key, or all of it as [one, another]"
        return Explained(at, "a list with hyphens begins on the line of its key", expected)
    if "did not find expected '-'" in said:
        return Explained(at, "this line stands among the items of a list", "a hyphen in front of each item")
    if "comment or line break" in said:
        return Explained(at, "words stand behind the sign for a text below", "the text on the lines below")
    if "escape character" in said:
        return Explained(at, "a backslash between double quotes", "single quotes, or no backslash")
    if "did not find expected key" in said:
        return _no_key(text, at)
    return Explained(at, f"not valid YAML: {', '.join(words for words in (doing, said) if words)}")


def _offset(text: str, mark: yaml.Mark | None) -> int:
    return min(mark.index, len(text)) if mark else 0


def _line(text: str, at: int) -> tuple[int, str]:
    """Return the line of an offset, and where it begins."""
    start = text.rfind("\n", 0, at) + 1
    return start, text[start:].partition("\n")[0].rstrip("\r")


def _colon(text: str, at: int) -> Explained:
    """Explain a colon that follows no key."""
    start, line = _line(text, at)
    match = _VALUE.match(line)
    if match and start + match.end("head") < at:
        value = match["value"].strip()
        mark = "'" if '"' in value and "'" not in value else '"'
        near = f"{match['head'].strip()} {mark}{value}{mark}" if mark not in value else ""
        return Explained(at, "a colon and a space in a text without quotes", f"quotes, {_BLOCK}", near)
    begins = start + len(line) - len(line.lstrip(" "))
    expected = "as many spaces in front as the lines it belongs with"
    return Explained(begins, "this line is indented otherwise than those above it", expected)


def _no_key(text: str, at: int) -> Explained:
    """Explain something that stands where the next key is expected."""
    start, line = _line(text, at)
    match = _VALUE.match(line)
    if match and start + match.end("head") < at:
        first = match["value"][0]
        expected = f"all of it in quotes, {_BLOCK}"
        return Explained(at, f"the value that begins with {first} has ended before this", expected)
    expected = "as many spaces in front as the lines it belongs with"
    return Explained(at, "this line is indented otherwise than those above it, or is no key", expected)
