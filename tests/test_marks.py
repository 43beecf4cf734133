"""Prose: the blocks of a text and what is marked in it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose.marks import (
    Citation,
    CitationMark,
    EditorsMark,
    Fault,
    LinkMark,
    QuotationMark,
    Statement,
    scan,
)


def _blocks(text: str) -> list[str]:
    return [text[block.start : block.end] for block in scan(text).blocks]


def _citations(text: str) -> list[tuple[str, str]]:
    marks = [mark for mark in scan(text).marks if isinstance(mark, CitationMark)]
    return [(citation.source, citation.place) for mark in marks for citation in mark.citations]


def _faults(text: str) -> list[tuple[str, str]]:
    return [(fault.kind, text[fault.start : fault.end]) for fault in scan(text).faults]


# --- Blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("  \n\n ", []),
        ("One.", ["One."]),
        ("One\nline after line.\n", ["One\nline after line."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("\n\n  One.\n   \n\n\n  Two.\n\n", ["One.", "Two."]),
        ("- one\n- two", ["- one", "- two"]),
        ("- one\n  goes on\n- two", ["- one\n  goes on", "- two"]),
        ("Before:\n\n1. one\n2. two\n\nAfter.", ["Before:", "1. one", "2. two", "After."]),
        ("10. ten\n11. eleven", ["10. ten", "11. eleven"]),
        ("One - two\n3.5 lamps -one", ["One - two\n3.5 lamps -one"]),
        ("“One\n- two”", ["“One", "- two”"]),
    ],
)
def test_paragraphs_and_list_items_are_blocks(text: str, blocks: list[str]) -> None:
    assert _blocks(text) == blocks


# --- Statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("One. [@a]", [("One. [@a]", "cited")]),
        ("One. [@a] Two. [@b, p. 1]", [("One. [@a]", "cited"), (" Two. [@b, p. 1]", "cited")]),
        ("One. Two. [@a]", [("One. Two. [@a]", "cited")]),
        ("One. [editors]", [("One. [editors]", "editors")]),
        ("One.", [("One.", "open")]),
        ("One. [@a] Two.", [("One. [@a]", "cited"), (" Two.", "open")]),
        ("One [@a].", [("One [@a]", "cited")]),
        ("(One [@a]);", [("(One [@a]", "cited")]),
        ("One.\n\nTwo. [@a]", [("One.", "open"), ("Two. [@a]", "cited")]),
        ("- one\n- two [@a]", [("- one", "open"), ("- two [@a]", "cited")]),
        ("See [[a]] and “b”.", [("See [[a]] and “b”.", "open")]),
        ("One. [editor]", [("One. [editor]", "open")]),
        ("", []),
    ],
)
def test_a_statement_is_the_text_up_to_its_citation(text: str, statements: list[tuple[str, str]]) -> None:
    def kind(statement: Statement) -> str:
        match statement.mark:
            case CitationMark():
                return "cited"
            case EditorsMark():
                return "editors"
        return "open"

    found = scan(text).statements()
    assert [(text[s.start : s.end], kind(s)) for s in found] == statements


def test_a_statement_knows_the_quotations_in_it() -> None:
    statements = scan("He said “a” and “b”. [@x] Then “c”. [@y] “d”").statements()
    assert [[q.words for q in s.quotations] for s in statements] == [["a", "b"], ["c"], ["d"]]


# --- Citations


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("[@charter]", [("charter", "")]),
        ("[@charter, Article 9(3)]", [("charter", "Article 9(3)")]),
        ("[@a-1, p. 4, row 2; @b]", [("a-1", "p. 4, row 2"), ("b", "")]),
        ("[@a;@b;@c]", [("a", ""), ("b", ""), ("c", "")]),
        ("[@a ,  par. 1 ; @b , par. 2 ]", [("a", "par. 1"), ("b", "par. 2")]),
        ("[@a, first\n  line; @b,\n  second]", [("a", "first line"), ("b", "second")]),
        ("[@a, ]", [("a", "")]),
        ("[@a] and [@b]", [("a", ""), ("b", "")]),
        ("a@b.example, [a], @c", []),
    ],
)
def test_a_citation_is_a_source_and_a_place(text: str, citations: list[tuple[str, str]]) -> None:
    assert _citations(text) == citations
    assert _faults(text) == []


def test_a_citation_knows_where_its_source_is_named() -> None:
    text = "One. [disputed: @charter, p. 1;\n @minutes]"
    (mark,) = scan(text).marks
    assert isinstance(mark, CitationMark)
    assert mark.citations == (
        Citation("charter", "p. 1", text.index("charter")),
        Citation("minutes", "", text.index("minutes")),
    )


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("[@a]", None), ("[reported: @a]", "reported"), ("[disputed:\n @a; @b]", "disputed")],
)
def test_a_citation_may_say_how_sure_it_is(text: str, confidence: str | None) -> None:
    (mark,) = scan(text).marks
    assert isinstance(mark, CitationMark)
    assert mark.confidence == confidence
    assert _faults(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[@]", "@"),
        ("[@The Charter]", "@The Charter"),
        ("[@a; b]", " b"),
        ("[@a; ]", " "),
        ("[@a b]", "@a b"),
        ("[@a;; @b]", "; @b"),
        ("[perhaps: @a]", "[perhaps: @a]"),
    ],
)
def test_a_citation_that_cannot_be_read_is_a_fault(text: str, fault: str) -> None:
    assert _faults(f"One. {text}") == [("citation", fault)]


# --- Links


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[[wick]]", ("wick", "", "")),
        ("[[wick|the wick]]", ("wick", "", "the wick")),
        ("[[clause#by-every-lamp]]", ("clause", "by-every-lamp", "")),
        ("[[clause#by-every-lamp|a | b # c]]", ("clause", "by-every-lamp", "a | b # c")),
        ("[[ wick | the\n  wick ]]", ("wick", "", "the wick")),
        ('[[wick|“quoted” <b> " *x*]]', ("wick", "", '“quoted” <b> " *x*')),
    ],
)
def test_a_link_leads_to_a_record_or_a_part_of_it(text: str, link: tuple[str, str, str]) -> None:
    target, part, words = link
    assert scan(f"See {text}.").marks == (LinkMark(4, 4 + len(text), target, part, words),)
    assert _faults(text) == []


@pytest.mark.parametrize(
    ("text", "message", "near"),
    [
        ("[[]]", "a link without an id", ""),
        ("[[|words]]", "a link without an id", ""),
        ("[[The Wick]]", "`The Wick` is no id", "the-wick"),
        ("[[wick#The Part]]", "`The Part` is no id", "the-part"),
        ("[[wick--2]]", "`wick--2` is no id", "wick-2"),
    ],
)
def test_a_link_that_is_no_id_is_a_fault(text: str, message: str, near: str) -> None:
    (fault,) = scan(f"See {text}.").faults
    expected = "[[id]] or [[id|words]], the id in small letters, digits and hyphens"
    assert fault == Fault(4, 4 + len(text), "open", message, expected, near)


# --- Quotations


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“one lamp”", "one lamp"),
        ("“one\n  lamp”", "one lamp"),
        ("“one […] lamp”", "one […] lamp"),
        ("“a luz não se apaga”", "a luz não se apaga"),
        ('“see [@a] <b> [[c]] "”', 'see [@a] <b> [[c]] "'),
    ],
)
def test_a_quotation_is_what_stands_between_curly_marks(text: str, words: str) -> None:
    assert scan(text).marks == (QuotationMark(0, len(text), words),)
    assert _faults(text) == []


def test_marks_are_found_in_order_and_each_in_its_block() -> None:
    text = "See [[a]]: “b”. [@c]\n\nAnd [[d]]. [editors]"
    assert [[text[mark.start : mark.end] for mark in block.marks] for block in scan(text).blocks] == [
        ["[[a]]", "“b”", "[@c]"],
        ["[[d]]", "[editors]"],
    ]


# --- What prose does not use


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a <b>c</b>", [("html", "<b>"), ("html", "</b>")]),
        ("a <!-- b -->", [("html", "<!-- b -->")]),
        ("a <?php", [("html", "<?php")]),
        ("a <b", [("html", "<b")]),
        ("see http://a.example/b now", [("address", "http://a.example/b")]),
        ("see www.a.example now", [("address", "www.a.example")]),
        ("a {: .b }", [("attributes", "{:")]),
        ("# a", [("markdown", "# ")]),
        ("   ###### a", [("markdown", "   ###### ")]),
        ("a\n===", [("markdown", "===")]),
        ("a\n---", [("markdown", "---")]),
        ("***", [("markdown", "***")]),
        ("> a", [("markdown", ">")]),
        ("`a", [("markdown", "`")]),
        ("![a", [("markdown", "![")]),
        ("[a](b", [("markdown", "](")]),
        ("[a]: b", [("markdown", "]:")]),
        ("| a | b |", [("markdown", "|")]),
        ('a "b', [("straight", '"')]),
        ("a “b", [("open", "“")]),
        ("a” b", [("open", "”")]),
        ("“a “b” c”", [("open", "“"), ("open", "”")]),
        ("a [[b", [("open", "[[")]),
        ("a b]]", [("open", "]]")]),
        ("a [@b", [("open", "[@")]),
    ],
)
def test_what_prose_does_not_use_is_a_fault(text: str, faults: list[tuple[str, str]]) -> None:
    assert _faults(text) == faults


@pytest.mark.parametrize(
    "text",
    [
        "a *b* c **d** e",
        "1 < 2 & 3 > 2",
        "a <3",
        "a | b",
        "snake_case * star",
        "No. #1 and C# and #2",
        "a [b] c, (d), {e}",
        "one -- two --- three",
        "it’s ‘so’ and it's so",
        "\\*",
        "the www of things",
        "http: //",
        "- a\n- b",
        "1. a\n2. b",
        "“a < b”",
    ],
)
def test_plain_text_lists_and_emphasis_are_no_faults(text: str) -> None:
    assert _faults(text) == []


def test_a_line_may_begin_with_a_link_and_go_on_with_a_bar() -> None:
    assert _faults("[[wick]] | [[keeper]]") == []


def test_a_table_is_told_where_it_stands() -> None:
    assert _faults("One.\n\n| a | b |") == [("markdown", "|")]


# --- For any text at all


PIECES = st.sampled_from(
    [
        *("[[", "]]", "[@", "]", "[", "[editors]", "[reported: @a]", "[perhaps: @", "“", "”", "|", "#"),
        *(";", ",", ":", "@", "\n", "\n\n", "\n- ", "\n1. ", " ", "a", "b-1", "A", "é", "💡", "<", ">"),
        *(
            '"',
            "`",
            "[@a, p. 1]",
            "[[a]]",
            "[[a#b|c]]",
            "“d”",
            "https://",
            "www.",
            "{:",
            "---",
            "===",
            "***",
            ".",
        ),
    ]
)
ANYTHING = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(ANYTHING)
def test_no_text_can_stop_the_scan_and_what_it_finds_lies_in_order_within_the_text(text: str) -> None:
    marked = scan(text)
    assert marked.text == text
    # A mark that goes on into the next block is told by the rules: its statement has no end there.
    ends = {mark.end: block.end for block in marked.blocks for mark in block.marks}
    whole = all(end <= last for end, last in ends.items())
    for found in (marked.marks, marked.blocks, marked.statements() if whole else ()):
        spans = [(item.start, item.end) for item in found]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert all(0 <= fault.start < fault.end <= len(text) for fault in marked.faults)


@given(ANYTHING)
def test_every_visible_character_belongs_to_a_block_and_every_mark_to_one(text: str) -> None:
    marked = scan(text)
    outside = list(text)
    for block in marked.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
    assert not "".join(outside).strip()
    assert [mark for block in marked.blocks for mark in block.marks] == list(marked.marks)


@given(ANYTHING)
def test_marks_are_what_the_text_says_at_their_place(text: str) -> None:
    for mark in scan(text).marks:
        said = text[mark.start : mark.end]
        match mark:
            case LinkMark():
                assert said.startswith("[[")
                assert said.endswith("]]")
            case QuotationMark():
                assert said[0] + said[-1] == "“”"
                assert mark.words == " ".join(said[1:-1].split())
            case EditorsMark():
                assert said == "[editors]"
            case CitationMark():
                for citation in mark.citations:
                    assert text.startswith(citation.source, citation.offset)
                    assert mark.start < citation.offset < mark.end


# --- Work in proportion to length

HOSTILE: dict[str, Callable[[int], str]] = {
    "tags left open": lambda n: "<a" * (n // 2),
    "empty lines": lambda n: "a" + "\n" * n + "b",
    "spaces in a place": lambda n: "[@a, b" + " " * n + "c]",
    "links left open": lambda n: "[[" * (n // 2),
    "links left open after a bar": lambda n: "[[a|" * (n // 4),
    "citations left open": lambda n: "[@" * (n // 2),
    "citations in one bracket": lambda n: "[" + "@a;" * (n // 3) + "]",
    "commas in one citation": lambda n: "[@a" + ", " * (n // 2) + "]",
    "words before a colon": lambda n: "[" + "a" * n,
    "quotations left open": lambda n: "“" * n,
    "quotations never begun": lambda n: "”" * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "signs of less": lambda n: "<" * n,
    "rules": lambda n: "=" * n + "a",
    "digits": lambda n: "1" * n,
    "list items": lambda n: "- a\n" * (n // 4),
}
LENGTH = 10_000
ORDINARY = "The lamp went out & was lit again, [[wick|so]] they say. [@a, p. 1]\n"


def _work(text: str) -> float:
    """Return the seconds of this process that a scan takes, the lesser of two."""
    spent = []
    for _ in range(2):
        begun = time.process_time()
        scan(text).statements()
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(text, id=name) for name, text in HOSTILE.items()),
    ],
)
def test_no_text_is_much_more_work_than_ordinary_prose_of_its_length(text: Callable[[int], str]) -> None:
    # Five times as much has been seen where the work grows with the length; 45 times and more where
    # it grows with the square of it.
    ordinary = (ORDINARY * LENGTH)[:LENGTH]
    assert _work(text(LENGTH)) < 20 * _work(ordinary)
