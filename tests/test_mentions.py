"""Names found in texts: whole words, the longest first, over the ends of lines."""

from __future__ import annotations

import pytest

from generator.prose.mentions import Names

NAMES = Names(["Assembly", "Assembly of Keepers", "oil", "Article 9(3)", "wk."])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Assembly of Keepers met; the Assembly voted.", ["Assembly of Keepers", "Assembly"]),
        ("The Assembly of\n  Keepers met.", ["Assembly of Keepers"]),
        ("Assemblys, assembly, reassembly: no Assembly-room.", []),
        ("Lamp-oil and oil-lamps.", []),
        ("The Assembly's oil, oil.", ["Assembly", "oil", "oil"]),
        ("Under Article 9(3) a wk. burns.", ["Article 9(3)", "wk."]),
        ("Article 9(3)a", []),
        ("Boil the soil.", []),
    ],
)
def test_names_are_found_as_whole_words(text: str, found: list[str]) -> None:
    assert [mention.name for mention in NAMES.find(text)] == found


def test_a_mention_stands_where_it_says() -> None:
    text = "By the Assembly\nof Keepers."
    assert [text[m.start : m.end] for m in NAMES.find(text)] == ["Assembly\nof Keepers"]


def test_without_names_nothing_is_found() -> None:
    assert list(Names([]).find("The Assembly met.")) == []
