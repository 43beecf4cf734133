"""A file that is no YAML is explained to someone who has never heard of a parser."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import reporters
from generator.loading import yaml_reader

SPACES = "as many spaces in front as the lines it belongs with"
BELOW = "or `|` behind the key and the text on lines of its own below"

MISTAKES: dict[str, tuple[str, str, str, str]] = {
    "a colon in a text": (
        "title: A lamp: its oil\n",
        "1:14",
        "a colon and a space in a text without quotes",
        f"quotes, {BELOW}",
    ),
    "no space behind a colon": (
        "title: Lamp\nsummary:A lamp.\nreviewed: 2026-11-01\n",
        "2:9",
        "there is no space behind the colon",
        "a space",
    ),
    "a text that begins with a link": (
        "title: Lamp\nbody: [[wick]] draws it up. [editors]\n",
        "2:16",
        "the value that begins with [ has ended before this",
        f"all of it in quotes, {BELOW}",
    ),
    "a title that begins with a quotation mark": (
        'title: "Lamp" of old\n',
        "1:15",
        'the value that begins with " has ended before this',
        f"all of it in quotes, {BELOW}",
    ),
    "an apostrophe within single quotes": (
        "title: 'The keeper's lamp'\n",
        "1:20",
        "the value that begins with ' has ended before this",
        f"all of it in quotes, {BELOW}",
    ),
    "a text that begins with emphasis": (
        "title: Lamp\nbody: *Not* so. [editors]\n",
        "2:7",
        "a text without quotes cannot begin with *",
        f"the text in quotes, {BELOW}",
    ),
    "a text that begins with an at sign": (
        "title: @handbook\n",
        "1:8",
        "a text without quotes cannot begin with @",
        f"the text in quotes, {BELOW}",
    ),
    "a key that was forgotten": (
        "title: Lamp\nA lamp.\nreviewed: 2026-11-01\n",
        "2:1",
        "this line is no key with a value",
        "a key, a colon, a space and the value; within a text, the indentation of the line above",
    ),
    "a line of a text at the margin": (
        "body: |\n  One.\nTwo.\n",
        "3:1",
        "this line is no key with a value",
        "a key, a colon, a space and the value; within a text, the indentation of the line above",
    ),
    "a line of a text one space too far left": (
        "body: |\n  One.\n Two.\n",
        "3:2",
        "this line is indented otherwise than those above it, or is no key",
        SPACES,
    ),
    "a key one space too far right": (
        "title: Lamp\n summary: A lamp.\n",
        "2:2",
        "this line is indented otherwise than those above it",
        SPACES,
    ),
    "a list on the line of its key": (
        "related: - wick\n",
        "1:10",
        "a list with hyphens begins on the line of its key",
        "each on a line of its own below the key, or all of it as [one, another]",
    ),
    "a key among the items of a list": (
        "related:\n  - wick\n  keeper: x\n",
        "3:3",
        "this line stands among the items of a list",
        "a hyphen in front of each item",
    ),
    "a bracket left open": (
        "related: [wick, keeper\nreviewed: 2026-11-01\n",
        "1:10",
        "the [ that opens here does not close",
        "a ]",
    ),
    "a brace left open": (
        "when: {of: lit, date: 1907\nstrand: storm\n",
        "1:7",
        "the { that opens here does not close",
        "a }",
    ),
    "a quotation mark left open": (
        'title: "Lamp\nsummary: A lamp.\n',
        "1:8",
        "the quotation mark that opens here does not close",
        'a "',
    ),
    "a backslash": (
        'title: "A \\lamp"\n',
        "1:11",
        "a backslash between double quotes",
        "single quotes, or no backslash",
    ),
    "words behind the sign for a text below": (
        "body: > One.\n  Two.\n",
        "1:9",
        "words stand behind the sign for a text below",
        "the text on the lines below",
    ),
}


@pytest.mark.parametrize(("text", "place", "message", "expected"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_explained_at_its_place(text: str, place: str, message: str, expected: str) -> None:
    _, (problem,) = yaml_reader.parse(text, "content/terms/lamp.yaml")
    where = problem.location
    assert (problem.code.id, f"{where.line}:{where.column}") == ("Y01", place)
    assert (problem.message, problem.expected) == (message, expected)


@pytest.mark.parametrize("text", [text for text, *_ in MISTAKES.values()], ids=list(MISTAKES))
def test_no_word_of_the_parser_reaches_an_editor(text: str) -> None:
    _, (problem,) = yaml_reader.parse(text, "content/terms/lamp.yaml")
    assert not re.search(
        r"scalar|token|mapping|sequence|parsing|scanning|context", reporters.problem_text(problem)
    )


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("summary: A lamp: its oil.", 'summary: "A lamp: its oil."'),
        ('summary: The "lamp": its oil.', "summary: 'The \"lamp\": its oil.'"),
        ('summary: The keeper\'s "lamp": it.', ""),
    ],
)
def test_the_line_is_told_as_it_would_be_right(text: str, mended: str) -> None:
    _, (problem,) = yaml_reader.parse(f"{text}\n", "content/terms/lamp.yaml")
    assert problem.nearest == mended
    if mended:
        assert yaml_reader.parse(f"{mended}\n", "content/terms/lamp.yaml")[1] == []
