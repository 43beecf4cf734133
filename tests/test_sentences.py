"""Sentences as a reader meets them, their syllables, and the grade of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose.marks import LinkMark, scan
from generator.prose.sentences import Sentence, grade, sentences, syllables


def _shown(mark: LinkMark) -> str:
    return mark.words or "The Fog Bell"


def found(text: str) -> tuple[Sentence, ...]:
    return sentences(scan(text), _shown)


def said(text: str) -> list[str]:
    return [" ".join(sentence.words) for sentence in found(text)]


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "expected"),
        {
            "It burns. It smokes.": ["It burns.", "It smokes."],
            "Does it burn? It does! Good.": ["Does it burn?", "It does!", "Good."],
            "It burns.\nIt smokes.": ["It burns.", "It smokes."],
            "It burns. [@handbook, p. 2] It smokes. [editors]": ["It burns.", "It smokes."],
            "It burns [@handbook, p. 2] and smokes. [editors]": ["It burns and smokes."],
            "It burns\n\nIt smokes": ["It burns", "It smokes"],
            "- oil;\n- a wick.": ["oil;", "a wick."],
            "1. Oil. [editors]\n2. Wick. [editors]": ["Oil.", "Wick."],
            "It is *old*. *All* is old.": ["It is old.", "All is old."],
            "Declaration No. 13 and Dr. Brand, e.g. J. Brand.": [
                "Declaration No. 13 and Dr. Brand, e.g. J. Brand."
            ],
            "It cost 2.5 pounds. 3 paid.": ["It cost 2.5 pounds.", "3 paid."],
            "They saw it (in 1907). It burnt.": ["They saw it (in 1907).", "It burnt."],
        }.items(),
    )
    def test_they_end_where_a_reader_stops(self, text: str, expected: list[str]) -> None:
        assert said(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        {
            "[[bell|The bell]] rang.": ["The bell rang."],
            "[[bell]] rang.": ["The Fog Bell rang."],
            "[[bell]]'s sound.": ["The Fog Bell's sound."],
        }.items(),
    )
    def test_a_link_is_read_as_its_words(self, text: str, expected: list[str]) -> None:
        assert said(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        {
            "They said “it burns and it burns” twice.": ["They said twice."],
            "They said: “It burns.” Nobody came.": ["They said:", "Nobody came."],
        }.items(),
    )
    def test_quotations_are_left_out(self, text: str, expected: list[str]) -> None:
        assert [text.removesuffix(".") for text in said(text)] == [t.removesuffix(".") for t in expected]

    def test_signs_alone_are_no_words(self) -> None:
        assert said("Oil – and & a wick.") == ["Oil and a wick."]

    def test_each_stands_where_it_says(self) -> None:
        text = "It *burns*. [@handbook]\n\n[[bell|The bell]] rang; [[bell]] fell. [editors]"
        assert [text[s.start : s.end] for s in found(text)] == [
            "It *burns*.",
            "[[bell|The bell]] rang; [[bell]] fell.",
        ]

    @given(st.text(alphabet="ab.?! *“”[]|@\n-1Z"))
    def test_they_are_in_order_and_within_the_text(self, text: str) -> None:
        at = 0
        for sentence in found(text):
            assert at <= sentence.start < sentence.end <= len(text)
            assert sentence.words
            at = sentence.start


class TestGrade:
    @pytest.mark.parametrize(
        ("word", "count"),
        [
            ("lamp", 1),
            ("clause", 1),
            ("States", 1),
            ("signed", 1),
            ("people", 2),
            ("forces", 2),
            ("voted", 2),
            ("Italy", 3),
            ("policy,", 3),
            ("Parliament’s", 3),
            ("roll-call.", 2),
            ("solidarity", 5),
            ("2015", 1),
        ],
    )
    def test_syllables_are_those_one_hears(self, word: str, count: int) -> None:
        assert syllables(word) == count

    def test_it_is_the_formula_of_kincaid_and_others(self) -> None:
        # Six words of one syllable in two sentences: 0.39 * 3 + 11.8 * 1 - 15.59.
        assert grade(found("The lamp burns. The bell rings.")) == pytest.approx(-2.62)

    def test_longer_words_and_longer_sentences_are_harder(self) -> None:
        easy = grade(found("The lamp burns. The bell rings."))
        longer = grade(found("The lamp burns and the bell rings."))
        harder = grade(found("The lamp burns. The policy deteriorates."))
        assert easy is not None
        assert longer is not None
        assert harder is not None
        assert easy < longer < harder

    def test_a_text_without_words_has_none(self) -> None:
        assert grade(found("“All of it is quoted.”")) is None
