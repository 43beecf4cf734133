"""Strict YAML: what a file means, and where each part of it stands."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.diagnostics.problem import Location, Problem
from generator.diagnostics.visible_text import HIDDEN
from generator.loading.source_map import Document, Value
from generator.loading.yaml_reader import MAX_DEPTH, parse, read
from generator.model.field_path import FieldPath


def _accepted(text: str) -> Document:
    document, problems = parse(text, "a.yaml")
    assert problems == []
    return document


def _codes(problems: list[Problem]) -> list[str]:
    return [problem.code.id for problem in problems]


def _value(document: Document, path: FieldPath) -> Value:
    value: Any = document.data
    for step in path:
        value = value[step]
    found: Value = value
    return found


# --- What a file means


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("lamp", "lamp"),
        ("1", 1),
        ("-12", -12),
        ("0", 0),
        ("0.5", 0.5),
        ("-3.25", -3.25),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("# only a comment", None),
        ("lamp # a comment", "lamp"),
        ("lamp#1", "lamp#1"),
        ("1907-03-04", "1907-03-04"),
        ("1907-03", "1907-03"),
        ("1.2.3", "1.2.3"),
        ("12 lamps", "12 lamps"),
        ("no lamp", "no lamp"),
        ("'NO'", "NO"),
        ('"NO"', "NO"),
        ('"12:30"', "12:30"),
        ("'010'", "010"),
        ("'true'", "true"),
        ("''", ""),
        ("'it''s'", "it's"),
        (r'"a\tb\u00e9\U0001F4A1"', "a\tbé💡"),
        ("[]", ()),
        ("{}", {}),
        ("[a, 1, [b]]", ("a", 1, ("b",))),
        ("{a: 1, b: {c: d}}", {"a": 1, "b": {"c": "d"}}),
        ("\n  - a\n  - b: 1", ("a", {"b": 1})),
        ("\n  two\n  lines", "two lines"),
        ("|\n  two\n  lines", "two\nlines\n"),
        ("|-\n  two\n  lines", "two\nlines"),
        (">\n  two\n  lines\n\n  more", "two lines\nmore\n"),
    ],
)
def test_a_value_means_what_it_looks_like(written: str, meant: Value) -> None:
    data = _accepted(f"key: {written}\n").data
    assert data == {"key": meant}
    assert type(data["key"]) is type(meant)


@pytest.mark.parametrize(
    "written",
    [
        *("yes", "No", "NO", "on", "OFF", "y", "N"),
        *("010", "-07", "0x1F", "0o17", "0b11", "1_000"),
        *("12:30", "12:30:45", "-1:20", "1:20.5"),
        *(".5", "5.", "1e3", "1.5e-3", "+1", ".inf", "-.INF", ".nan"),
        *("<<", "="),
        *("1907-03-04 12:30", "1907-03-04T12:30:00Z"),
        *("True", "False", "Null"),
    ],
)
def test_a_value_that_yaml_reads_in_a_surprising_way_needs_quotes(written: str) -> None:
    _, problems = parse(f"key: {written}\n", "a.yaml")
    assert _codes(problems) == ["Y04"]
    assert problems[0].location == Location("a.yaml", 1, 6, f"key: {written}", len(written))
    for quoted in (f"'{written}'", f'"{written}"'):
        assert _accepted(f"key: {quoted}\n").data == {"key": written}


@pytest.mark.parametrize("key", ["'no'", '"no"', "title", "in-force", "1907", "ключ", "💡"])
def test_a_key_is_text(key: str) -> None:
    assert list(_accepted(f"{key}: x\n").data) == [key.strip("'\"")]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_line_endings_do_not_matter(ending: str, last: str) -> None:
    text = "a: 1\nb: |\n  two\n  lines" + last
    data = _accepted(text.replace("\n", ending)).data
    assert data == {"a": 1, "b": "two\nlines" + last}


def test_a_file_may_mark_its_beginning_and_end() -> None:
    assert _accepted("---\na: 1\n...\n").data == {"a": 1}


def _nested(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "x" + "]" * (depth - 1) + "\n"


def test_values_may_be_nested_as_deep_as_is_said_and_no_deeper() -> None:
    _accepted(_nested(MAX_DEPTH))
    assert _codes(parse(_nested(MAX_DEPTH + 1), "a.yaml")[1]) == ["Y10"]


def test_all_surprising_values_and_double_keys_of_a_file_are_told_at_once() -> None:
    _, problems = parse("a: NO\nb: &x 1\na: 2\nc: 010\n", "a.yaml")
    assert [(p.code.id, p.location.line) for p in problems] == [
        ("Y04", 1),
        ("Y09", 2),
        ("Y03", 3),
        ("Y04", 4),
    ]


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    document, _ = parse("a: 1\na: {b: [2]}\nc: 3\n", "a.yaml")
    assert document.data == {"a": 1, "c": 3}


# --- Where a value stands


FILE = """\
title: A “lamp” 💡 & more
list:
  - first
  - key: 'second'
    other: [1, two]
text: |

  One.
    Two é.
folded: >-
  one
  two

  three
quoted: "a\\u00e9\\x41 \\
  b"
empty:
"""


@pytest.mark.parametrize(
    ("path", "place", "width"),
    [
        ((), (1, 1), 1),
        (("title",), (1, 8), 17),
        (("list",), (3, 3), 1),
        (("list", 0), (3, 5), 5),
        (("list", 1), (4, 5), 1),
        (("list", 1, "key"), (4, 10), 8),
        (("list", 1, "other", 1), (5, 16), 3),
        (("text",), (6, 7), 1),
        (("empty",), (17, 7), 1),
        (("missing",), (1, 1), 1),
        (("list", 7), (3, 3), 1),
        (("list", 1, "missing", "too"), (4, 5), 1),
    ],
)
def test_a_value_stands_here(path: FieldPath, place: tuple[int, int], width: int) -> None:
    where = _accepted(FILE).locate(path)
    assert (where.line, where.column, where.width) == (*place, width)
    assert where.text == FILE.split("\n")[where.line - 1]


@pytest.mark.parametrize(
    ("path", "words", "place"),
    [
        (("title",), "lamp", (1, 11)),
        (("title",), "more", (1, 21)),
        (("list", 1, "key"), "cond", (4, 13)),
        (("text",), "One.", (8, 3)),
        (("text",), "Two", (9, 5)),
        (("folded",), "two", (12, 3)),
        (("folded",), "three", (14, 3)),
        (("quoted",), "é", (15, 11)),
        (("quoted",), "A", (15, 17)),
        (("quoted",), "b", (16, 3)),
    ],
)
def test_words_within_a_value_stand_here(path: FieldPath, words: str, place: tuple[int, int]) -> None:
    document = _accepted(FILE)
    value = _value(document, path)
    assert isinstance(value, str)
    where = document.locate(path, value.index(words), len(words))
    assert (where.line, where.column, where.width) == (*place, len(words))


@pytest.mark.parametrize(("path", "key", "place"), [((), "text", (6, 1)), (("list", 1), "other", (5, 5))])
def test_a_key_stands_here(path: FieldPath, key: str, place: tuple[int, int]) -> None:
    where = _accepted(FILE).locate_key(path, key)
    assert (where.line, where.column, where.width) == (*place, len(key))


@pytest.mark.parametrize("ending", ["\r", "\x85"], ids=["CR", "NEL"])
def test_words_are_found_whatever_ends_the_lines(ending: str) -> None:
    text = "a: 1\ntext: |\n  one\n  two\n".replace("\n", ending)
    offset = _accepted(text).locate(("text",), 4)
    assert offset == _accepted(text).at(text.index("two"))


def test_a_space_after_an_escape_is_found() -> None:
    text = 'text: "\\u00e9 two"\n'
    assert _accepted(text).locate(("text",), 1).column == text.index(" two") + 1


# --- For any text in any style


def _seen(characters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return those of some characters that may stand in a file."""
    return characters.filter(lambda character: not HIDDEN.match(character))


VISIBLE = _seen(st.characters(categories=["L", "M", "N", "P", "S"]))
LETTERS = _seen(st.characters(categories=["L"]))
NEWLINES = st.sampled_from(["\n", "\r\n"])

# What stands before the text, the path that leads to it, and how far its further lines are indented.
CONTEXTS = st.sampled_from(
    [
        ("text: ", ("text",), "  "),
        ("# 💡 “a”\ntitle: Ö\ntext:     ", ("text",), "     "),
        ("outer:\n  inner: ", ("outer", "inner"), "    "),
        ("list:\n  - 𝔏\n  - ", ("list", 1), "    "),
        ("list:\n- [1]\n- key: ", ("list", 1, "key"), "    "),
    ]
)


@dataclass
class Written:
    """A file with one text in it, and the offset at which each character of the text was written.

    The offset is None for white space that the file holds in another form, such as a line break,
    and where the character before it is written as an escape.
    """

    newline: str
    path: FieldPath
    indent: str
    file: str = ""
    value: str = ""
    places: list[int | None] = field(default_factory=list)
    _plainly: bool = True

    def add(self, char: str, written: str | None = None) -> None:
        """Add a character of the text, written plainly or otherwise."""
        after_a_sign = bool(self.value) and not self.value[-1].isspace() and self._plainly
        exact = not char.isspace() or (written is None and after_a_sign)
        self._plainly = written is None or written == char
        self.places.append(len(self.file) if exact else None)
        self.value += char
        self.file += char if written is None else written

    def next_line(self, indent: bool = True) -> None:
        """Begin a new line of the file."""
        self.file += self.newline + (self.indent if indent else "")


def _begin(draw: st.DrawFn, opening: str) -> Written:
    before, path, indent = draw(CONTEXTS)
    newline = draw(NEWLINES)
    return Written(newline, path, indent, file=before.replace("\n", newline) + opening)


@st.composite
def plain_or_quoted(draw: st.DrawFn, quote: str) -> Written:
    """Words between one pair of quotes or none, parted by a space or by a line break."""
    written = _begin(draw, quote)
    alphabet = VISIBLE if quote else LETTERS
    words = draw(st.lists(st.text(alphabet, min_size=1, max_size=6), min_size=1, max_size=6))
    if not quote:
        words[0] = "Zz" + words[0]  # so that it is no number and no `NO`
    for index, word in enumerate(words):
        if index and draw(st.booleans()):
            written.add(" ", "")
            written.next_line()
        elif index:
            written.add(" ")
        for char in word:
            if quote == '"':
                written.add(char, draw(_double_quoted(char)))
            else:
                written.add(char, "''" if char == quote else None)
        if quote == '"' and draw(st.booleans()):
            written.add("\n", "\\n")
            written.add("é", "\\xe9")
    written.file += quote
    written.next_line(indent=False)
    return written


def _double_quoted(char: str) -> st.SearchStrategy[str]:
    code = ord(char)
    forms = [f"\\U{code:08x}"]
    if code < 0x10000:
        forms.append(f"\\u{code:04X}")
    if code < 0x100:
        forms.append(f"\\x{code:02x}")
    forms.append(f"\\{char}" if char in '"\\' else char)
    return st.sampled_from(forms[::-1])


@st.composite
def block(draw: st.DrawFn, style: str) -> Written:
    """Lines below a `|` or `>`, with empty lines and, in a literal text, deeper ones among them."""
    written = _begin(draw, style)
    before, _, _ = written.file.rpartition(style)
    # The lines are indented by two more than the record they belong to.
    written.indent = " " * (2 + _indent_of(before))
    sign = draw(st.sampled_from(["", "2"]))
    chomp = draw(st.sampled_from(["", "-", "+"]))
    written.file += sign + chomp + draw(st.sampled_from(["", "  # | > “comment”"]))
    line = st.lists(st.text(VISIBLE, min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)
    for index, words in enumerate(draw(st.lists(line, min_size=1, max_size=5))):
        if index and style == ">":
            blank = draw(st.booleans())
            written.add("\n" if blank else " ", "")
            if blank:
                written.next_line(indent=False)
        elif index:
            written.add("\n", "")
            if draw(st.booleans()):
                written.next_line(indent=False)
                written.add("\n", "")
        written.next_line()
        if style == "|" and (index or sign):
            for _ in range(draw(st.integers(0, 3))):
                written.add(" ")
        for char in words:
            written.add(char)
    if chomp != "-":
        written.add("\n", "")
    written.next_line(indent=False)
    return written


def _indent_of(before: str) -> int:
    last = before.splitlines()[-1]
    return len(last) - len(last.lstrip(" -")) if "key:" in last else len(last) - len(last.lstrip())


ANY_STYLE = st.one_of(
    plain_or_quoted(""), plain_or_quoted("'"), plain_or_quoted('"'), block("|"), block(">")
)


@given(ANY_STYLE, st.booleans())
def test_each_character_of_a_text_is_found_where_it_is_written(written: Written, more: bool) -> None:
    text = written.file + ("after: 1" + written.newline) * (more and len(written.path) == 1)
    document = _accepted(text)
    assert _value(document, written.path) == written.value
    for index, place in enumerate(written.places):
        if place is None:
            continue
        where = document.locate(written.path, index)
        before, _, line = text[:place].rpartition("\n")
        assert where.line == text[:place].count("\n") + 1, (index, text)
        assert where.column == len(line) + 1, (index, text)
        assert where.text == text[len(before) + bool(before) :].splitlines()[0], (index, text)


# --- For any file at all


PIECES = st.sampled_from(
    [
        *string.punctuation,
        *("\n", "\n  ", "\n    ", "\r\n", "\r", "\t", " ", "\x85", "\xa0", "\u2028", "\ufeff", "\x00"),
        *("a", "b: ", "a: ", "- ", "? ", ": ", "NO", "12:30", "é", "💡", "\ud800", "\ue000"),
        *("|\n", ">\n", "|2-\n", "'", "''", '"', '\\"', "\\u00e9", "\\xzz", "\\\n", "\\U00110000"),
        *("&x ", "*x", "!t ", "!!str ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "%TAG ! x\n", "# c\n"),
    ]
)
ANYTHING = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


def _lies_within(where: Location, text: str) -> bool:
    lines = re.split("\r\n|\r|\n", text)
    return 1 <= where.line <= len(lines) and 1 <= where.column <= len(lines[where.line - 1]) + 2


@given(ANYTHING)
@example("? |\n  a\n: b")
@example('a: "\\')
@example("a: &x")
@example("a: |")
@example("[[[" * 999)
def test_no_text_can_stop_the_reader_and_every_place_lies_within_it(text: str) -> None:
    document, problems = parse(text, "a.yaml")
    assert all(_lies_within(problem.location, text) for problem in problems)
    for path in document.spans if document.data else ():
        assert _lies_within(document.locate(path), text)
        value = _value(document, path)
        for offset in range(len(value) + 2 if isinstance(value, str) else 0):
            assert _lies_within(document.locate(path, offset), text)


def test_a_place_can_be_asked_for_after_a_syntax_error() -> None:
    document, _ = parse("a: 1\nb: [\n", "a.yaml")
    assert document.locate(("a",)).line == 1


@given(st.one_of(st.binary(), ANYTHING.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_no_bytes_can_stop_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    document, problems = read(path, "any.yaml")
    assert document.text.encode("utf-8", "surrogatepass") == content or problems
    assert all(problem.location.line >= 1 and problem.location.column >= 1 for problem in problems)


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert _codes(read(tmp_path / "none.yaml", "none.yaml")[1]) == ["Y14"]


# --- For any data


class Dumper(yaml.SafeDumper):
    """Writes every value out, even one it has met before."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


SEEN = st.just("\n") | _seen(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]))
DATA = st.dictionaries(
    st.text(SEEN, min_size=1, max_size=8),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**13), 10**13)
        | st.integers(-(10**6), 10**6).map(lambda n: n / 100)
        | st.text(SEEN, max_size=30)
        | st.sampled_from(["NO", "12:30", "010", "true", "", "~", "1907-03-04", "1_000", "- a", "a: b"]),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(SEEN, max_size=6), inner),
        max_leaves=8,
    ),
    min_size=1,
)


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _typed(value: object) -> object:
    """Return a value in a form in which 1, 1.0 and true differ."""
    match value:
        case tuple():
            return [_typed(item) for item in value]
        case dict():
            return {key: _typed(item) for key, item in value.items()}
    return type(value), value


@given(DATA, st.booleans(), st.booleans(), st.sampled_from([20, 80, 1000]))
def test_data_written_by_another_program_comes_back_or_is_told(
    data: dict[str, Any], unicode: bool, flow: bool, width: int
) -> None:
    text = yaml.dump(data, Dumper=Dumper, allow_unicode=unicode, default_flow_style=flow, width=width)
    document, problems = parse(text, "a.yaml")
    assert set(_codes(problems)) <= {"Y04", "Y10"}
    if not problems:
        assert _typed(document.data) == _typed(_frozen(data))


@pytest.mark.parametrize("number", [10**15, -(10**14), 10**20, 0.1234567890123456])
def test_a_long_number_comes_back_or_is_told(number: float) -> None:
    document, problems = parse(f"a: {number}\n", "a.yaml")
    assert problems or document.data == {"a": number}
