"""A block of prose to safe HTML: what becomes markup, and what stays the words it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from generator.model.prose import Prose
from generator.prose.marks import CitationMark, LinkMark, QuotationMark, Statement
from generator.rendering import prose_html
from generator.rendering.prose_html import plain, to_html


class Signs:
    """Writes every mark in the smallest form that shows all there is in it."""

    def link(self, mark: LinkMark) -> Markup:
        part = f"#{mark.part}" if mark.part else ""
        return Markup('<a href="{}{}">{}</a>').format(mark.target, part, mark.words or mark.target)

    def citation(self, mark: CitationMark) -> Markup:
        places = "; ".join(f"{c.source}, {c.place}" if c.place else c.source for c in mark.citations)
        return Markup("<sup>{}{}</sup>").format(f"{mark.confidence}: " if mark.confidence else "", places)

    def editors(self, anchor: str) -> Markup:
        return Markup("<small>ours</small>")

    def quotation(self, mark: QuotationMark, statement: Statement) -> Markup:
        sources = statement.mark.citations if isinstance(statement.mark, CitationMark) else ()
        return Markup('<q cite="{}">{}</q>').format(" ".join(c.source for c in sources), mark.words)

    def statement(self, words: str) -> str:
        return "-".join(re.findall(r"\w+", words))


SIGNS = {"a": {"href"}, "sup": set[str](), "small": set[str](), "q": {"cite"}, "span": {"class", "id"}}
"""The elements of marks and statements, each with its attributes."""


def html(text: str) -> str:
    return str(to_html(Prose(text), Signs()))


def parsed(text: str) -> etree._Element:
    """Return the HTML of a text as a tree, read by a parser that forgives nothing."""
    return etree.fromstring(f"<div>{html(text).replace('&nbsp;', chr(0xA0))}</div>")


def shown(text: str) -> str:
    """Return what a reader sees of a text."""
    return "".join(map(str, parsed(text).itertext()))


BLOCKS = {
    "nothing": ("", ""),
    "only white space": (" \n\n ", ""),
    "a paragraph": ("One lamp.", "<p>One lamp.</p>"),
    "a paragraph of two lines": ("One\nlamp.", "<p>One\nlamp.</p>"),
    "two paragraphs": ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    "several empty lines": ("One.\n\n  \n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    "a list": ("- One\n- Two", "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>"),
    "a list with empty lines": ("- One\n\n- Two", "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>"),
    "a numbered list": ("1. One\n2. Two", "<ol>\n<li>One</li>\n<li>Two</li>\n</ol>"),
    "an item of two lines": ("- One\n  lamp\n- Two", "<ul>\n<li>One\n  lamp</li>\n<li>Two</li>\n</ul>"),
    "a paragraph, then a list": ("Two:\n\n- One", "<p>Two:</p>\n<ul>\n<li>One</li>\n</ul>"),
    "a list right below a paragraph": ("Two:\n- One", "<p>Two:</p>\n<ul>\n<li>One</li>\n</ul>"),
    "a list, then a paragraph": ("- One\n\nTwo.", "<ul>\n<li>One</li>\n</ul>\n<p>Two.</p>"),
    "a list, then a numbered one": (
        "- One\n\n1. Two",
        "<ul>\n<li>One</li>\n</ul>\n<ol>\n<li>Two</li>\n</ol>",
    ),
    "a dash within a line": ("One - two", "<p>One - two</p>"),
    "a lone dash": ("-", "<p>-</p>"),
    "a year that ends a sentence": (
        "It burnt since\n1907. Then no more.",
        "<p>It burnt since\n1907. Then no more.</p>",
    ),
}

EMPHASIS = {
    "emphasis": ("a *b* c", "<p>a <em>b</em> c</p>"),
    "strong emphasis": ("a **b** c", "<p>a <strong>b</strong> c</p>"),
    "both": ("***b***", "<p><em><strong>b</strong></em></p>"),
    "within a word": ("un*believ*able", "<p>un<em>believ</em>able</p>"),
    "in an item": ("- *b*", "<ul>\n<li><em>b</em></li>\n</ul>"),
    "never across blocks": ("*a\n\nb*", "<p>*a</p>\n<p>b*</p>"),
    "a star that stands alone": ("2 * 3", "<p>2 * 3</p>"),
    "a star that opens nothing": ("*a", "<p>*a</p>"),
    "a star with a backslash": (r"\*a\*", "<p>*a*</p>"),
    "an underscore within a word": ("RC_7_b", "<p>RC_7_b</p>"),
    "no strong emphasis without words": ("****", "<p>****</p>"),
}

MARKS = {
    "a link": ("See [[wick]].", '<p>See <a href="wick">wick</a>.</p>'),
    "a link with words": ("See [[wick|the wick]].", '<p>See <a href="wick">the wick</a>.</p>'),
    "a link to a part": ("[[clause#a|it]]", '<p><a href="clause#a">it</a></p>'),
    "a link in emphasis": ("*see [[wick]]*", '<p><em>see <a href="wick">wick</a></em></p>'),
    "a quotation of the source that is cited": (
        "“b” is said.[@c]",
        '<p><span class="statement" id="b-is-said"><q cite="c">b</q> is said.<sup>c</sup></span></p>',
    ),
    "a quotation belongs to its own statement": (
        "“a”[@b]“c”[@d]",
        '<p><span class="statement" id="a"><q cite="b">a</q><sup>b</sup></span>'
        '<span class="statement" id="c"><q cite="d">c</q><sup>d</sup></span></p>',
    ),
    "a quotation without a source": ("“a”", '<p><q cite="">a</q></p>'),
    "no emphasis in a quotation": ("“a *b* c”", '<p><q cite="">a *b* c</q></p>'),
    "no emphasis in the words of a link": ("[[a|*b*]]", '<p><a href="a">*b*</a></p>'),
    "no HTML in the words of a link": ("[[a|<b>]]", '<p><a href="a">&lt;b&gt;</a></p>'),
    "no HTML in a place": (
        "a[@b, <b>]",
        '<p><span class="statement" id="a">a<sup>b, &lt;b&gt;</sup></span></p>',
    ),
    "no HTML in a quotation": ("“<b>”", '<p><q cite="">&lt;b&gt;</q></p>'),
    "a mark in every block": ("[[a]]\n\n[[b]]", '<p><a href="a">a</a></p>\n<p><a href="b">b</a></p>'),
}


@pytest.mark.parametrize(("text", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_paragraphs_and_lists(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize("text", ["3. Three\n4. Four", "It burnt until\n12. March came."])
def test_a_number_that_is_written_is_shown(text: str) -> None:
    assert text.replace("\n", " ").split(". ")[0].split()[-1] in html(text)


@pytest.mark.parametrize(("text", "expected"), EMPHASIS.values(), ids=EMPHASIS)
def test_emphasis_is_all_that_is_left_of_markdown(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(("text", "expected"), MARKS.values(), ids=MARKS)
def test_marks_are_written_by_the_marker(text: str, expected: str) -> None:
    assert html(text) == expected


STATEMENTS = {
    "a place": ("a.[@b, p. 1]", '<p><span class="statement" id="a">a.<sup>b, p. 1</sup></span></p>'),
    "two citations": ("a.[@b; @c]", '<p><span class="statement" id="a">a.<sup>b; c</sup></span></p>'),
    "confidence": (
        "a.[disputed: @b; @c]",
        '<p><span class="statement" id="a">a.<sup>disputed: b; c</sup></span></p>',
    ),
    "the editors": ("a.[editors]", '<p><span class="statement" id="a">a.<small>ours</small></span></p>'),
    "an item": ("- a;[@b]", '<ul>\n<li><span class="statement" id="a">a;<sup>b</sup></span></li>\n</ul>'),
    "two in one paragraph": (
        "a.[@b] c.[editors]",
        '<p><span class="statement" id="a">a.<sup>b</sup></span>'
        ' <span class="statement" id="c">c.<small>ours</small></span></p>',
    ),
    "emphasis and a link within": (
        "*a* [[b]].[editors]",
        '<p><span class="statement" id="a-b"><em>a</em> <a href="b">b</a>.<small>ours</small></span></p>',
    ),
    "words that nothing follows": (
        "a.[editors] b.",
        '<p><span class="statement" id="a">a.<small>ours</small></span> b.</p>',
    ),
    "emphasis that goes on behind it": ("*a[editors] b*", "<p><em>a<small>ours</small> b</em></p>"),
}


@pytest.mark.parametrize(("text", "expected"), STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_ends_in_its_citation_and_can_be_linked(text: str, expected: str) -> None:
    assert html(text) == expected


MERE_WORDS = {
    "a Markdown link": "[a](https://a.example/)",
    "a link by reference": "[a][b]",
    "a reference": "[a]: https://a.example/",
    "a picture": "![a](b.svg)",
    "an address": "https://a.example/",
    "an address in brackets": "<https://a.example/>",
    "an address for mail": "<a@a.example>",
    "HTML": "<b>a</b>",
    "a block of HTML": "<div>a</div>",
    "a script": "<script>alert(1)</script>",
    "an element left open": "<b",
    "an element closed twice": "</p></p>",
    "an allowed element": "<em>a</em>",
    "a comment": "<!-- a -->",
    "an instruction": "<?php a ?>",
    "an attribute list": "a {: .b }",
    "code": "`a`",
    "a block of code": "```\na\n```",
    "an indented block": "a:\n\n      b",
    "a heading": "# a",
    "a heading below a line": "a\n# b",
    "an underlined heading": "a\n===",
    "a rule": "---",
    "a rule of stars": "***",
    "a quotation in Markdown": "> a",
    "a table": "| a | b |\n|---|---|\n| c | d |",
    "a footnote": "a[^1]",
    "an abbreviation": "*[a]: b",
    "an ampersand": "a & b",
    "less than": "1 < 2 > 0",
    "a lone bracket": "[a",
}

ENTITIES = ("&lt;b&gt;", "&amp;", "&copy;", "&#60;", "&#x3c;")


@pytest.mark.parametrize("text", MERE_WORDS.values(), ids=MERE_WORDS)
def test_nothing_else_that_markdown_knows_is_more_than_words(text: str) -> None:
    assert shown(text).split() == text.split()
    assert {element.tag for element in parsed(text).iterdescendants()} == {"p"}


@pytest.mark.parametrize("text", ENTITIES)
def test_an_entity_is_shown_as_it_is_written(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("text", ["One lamp. [@a]", "One lamp.\n[@a]", "One lamp. [editors]"])
def test_a_sign_never_begins_a_line(text: str) -> None:
    between = re.search(r"lamp\.(.*?)<s", html(text), re.DOTALL)
    assert between is not None
    assert between[1] in ("", "&nbsp;", "\u00a0")


def test_the_space_before_a_link_or_a_quotation_is_a_plain_one() -> None:
    assert html("See [[wick]] and “a” of it.") == (
        '<p>See <a href="wick">wick</a> and <q cite="">a</q> of it.</p>'
    )


# Pieces that mean something to Markdown, to HTML or to us, alone or put together at random.
_PIECES = st.sampled_from(
    [
        *(
            "*",
            "**",
            "_",
            "__",
            "\\",
            "`",
            "#",
            "> ",
            "- ",
            "1. ",
            "| ",
            "===",
            "---",
            "!",
            "~",
            "^",
            "[TOC]",
        ),
        *(" ", "  ", "\n", "\n\n", "\n    ", "\u00a0", "\u3000"),
        *(
            "<",
            ">",
            "</",
            "/>",
            "<p>",
            "</p>",
            "<em>",
            "<a href='b'>",
            "<!--",
            "-->",
            "<script>",
            "&",
            "&lt;",
        ),
        *(
            "[",
            "]",
            "](",
            "]:",
            "[[",
            "]]",
            "|",
            "@",
            "[@",
            "“",
            "”",
            ": ",
            ", ",
            "; ",
            "{: .a }",
            "'",
            '"',
        ),
        *("[[a]]", "[[a#b|c d]]", "[@a]", "[@a, p. 1; @b]", "[reported: @a]", "[editors]", "“a b”"),
        *("a", "b c", "Östvik", "1907", "https://a.example/", "www.a.example"),
    ]
)
# What no document lets through: controls, private use, what cannot be seen (see `documents`).
_VISIBLE = st.characters(exclude_categories=("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"))
texts = st.lists(_PIECES | st.text(_VISIBLE, max_size=5), max_size=25).map("".join)


@given(texts)
@example("*a [[b]]*c*")
@example("[[a|" + "*" * 50 + "]]")
def test_whatever_is_written_only_these_elements_come_out(text: str) -> None:
    for element in parsed(text).iterdescendants():
        assert isinstance(element.tag, str), "a comment or an instruction"
        if element.tag in SIGNS:
            assert {str(name) for name in element.attrib} <= SIGNS[element.tag]
        else:
            assert element.tag in {"p", "ul", "ol", "li", "em", "strong"}
            assert not element.attrib


@given(texts)
def test_whatever_is_written_blocks_and_lists_are_well_nested(text: str) -> None:
    top = parsed(text)
    assert {child.tag for child in top} <= {"p", "ul", "ol"}
    assert not [tail for child in top if (tail := (child.tail or "").strip())]
    for found in top.iterdescendants("ul", "ol"):
        assert {child.tag for child in found} == {"li"}
    for found in top.iterdescendants("p", "li"):
        assert not list(found.iterdescendants("p", "ul", "ol", "li"))


_WORDS = st.text("abcdefghijklmnöåé", min_size=1, max_size=8)
_AROUND = st.text("*_\\`#>-=|!~^(){}:;.,/<' \n&", max_size=4)
_MARKED = st.builds(
    str.format,
    st.sampled_from(["[[x|{}]]", "[@x, {}]", "“{}”", "[reported: @x, {}]", "[[{}]]", "[@{}]"]),
    st.text("abcdefghijklmn", min_size=1, max_size=8),
)
_worded = st.lists(_WORDS | _AROUND | _MARKED, max_size=20)


@given(_worded)
def test_whatever_is_written_every_word_is_shown(pieces: list[str]) -> None:
    text = "".join(pieces)
    assume(not re.search(r"&#?[a-z0-9]+;", text))  # entities have a test of their own
    words = re.findall(r"[a-zöåé]+", text.replace("[[x|", "").replace("[@x,", "").replace("reported:", ""))
    seen = shown(text)
    at = 0
    for word in words:
        assert word in seen[at:], f"{word!r} is gone, or out of its order"
        at = seen.index(word, at) + len(word)


@given(st.text("*_ab ", max_size=30))
@example("*a *b **c*d")
def test_emphasis_takes_away_its_own_signs_and_nothing_else(text: str) -> None:
    words = re.sub("</?(em|strong)>", "", prose_html.parsed(text))
    assert re.sub("[*_]", "", words) == re.sub("[*_]", "", text)


@given(st.text(st.characters() | st.sampled_from(" \n.,;:'\"–()/%")).filter(prose_html.mere_words))
def test_mere_words_are_the_same_whether_parsed_or_not(text: str) -> None:
    assert prose_html.parsed(text) == text


@given(st.text())
def test_any_text_at_all_is_turned_into_html(text: str) -> None:
    html(text)
    plain(Prose(text))


@pytest.mark.parametrize("text", ["\ue0000\ue001", "a \ue0007\ue001 [[b]]"])
def test_signs_that_the_machinery_uses_are_nothing_special(text: str) -> None:
    assert html(text).count("<a ") == text.count("[[")


PLAIN = {
    "words": ("One lamp.", "One lamp."),
    "several blocks become one line": ("One\nlamp.\n\nTwo.", "One lamp. Two."),
    "emphasis": ("a *b* **c**", "a b c"),
    "the words of a link": ("See [[wick|the wick]].", "See the wick."),
    "a quotation keeps its marks": ("He said “a  b”. [@c]", "He said “a b”."),
    "no citation": ("a. [@b, p. 1] c. [reported: @d]", "a. c."),
    "no sign of the editors": ("a. [editors]", "a."),
    "what is no markup stays": ("1 < 2 & 3", "1 < 2 & 3"),
}


@pytest.mark.parametrize(("text", "expected"), PLAIN.values(), ids=PLAIN)
def test_prose_as_plain_words(text: str, expected: str) -> None:
    assert plain(Prose(text)) == expected


@pytest.mark.parametrize("text", ["2 * 3", r"\*a", "_a_"])
def test_plain_words_are_those_that_the_page_shows(text: str) -> None:
    assert plain(Prose(text)) == shown(text)


@given(texts)
def test_plain_words_always_stand_on_one_line(text: str) -> None:
    found = plain(Prose(text))
    assert found == " ".join(found.split())
