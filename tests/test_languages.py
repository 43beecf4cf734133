"""Languages: every code of ISO 639-1, named as the Unicode CLDR names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import check_dossier
from generator.model.language import LANGUAGES
from tests.folders import dossier, lighthouse_file

SOURCE = "sources/handbook.yaml"


def test_the_codes_are_the_183_of_iso_639_1_and_one_for_data() -> None:
    assert len(LANGUAGES) == 183 + 1
    assert {code for code in LANGUAGES if len(code) != 2} == {"zxx"}
    assert "sh" not in LANGUAGES  # withdrawn in 2000


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "English"), ("el", "Greek"), ("no", "Norwegian"), ("ar", "Arabic"), ("zxx", "data")],
)
def test_a_language_has_its_english_name(code: str, name: str) -> None:
    assert LANGUAGES[code] == name


@pytest.mark.parametrize("code", ["ar", "he", "is", "ja", "zxx"])
def test_a_source_may_be_in_any_of_them(code: str, tmp_path: Path) -> None:
    text = lighthouse_file(SOURCE, ("language: en", f"language: {code}"))
    assert not check_dossier(dossier(tmp_path, {SOURCE: text})).report


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Swedish", "sv"),
        ("sv_SE", "sv"),
        ("SV", "sv"),
        ("swe", "sv"),
        ("sh", ""),
        ("Lampish", ""),
        ("xx", ""),
    ],
)
def test_a_text_that_is_no_code_is_refused_with_the_code_it_means(
    written: str, near: str, tmp_path: Path
) -> None:
    text = lighthouse_file(SOURCE, ("language: en", f"language: {written}"))
    (problem,) = check_dossier(dossier(tmp_path, {SOURCE: text})).report
    assert problem.code.id == "S05"
    assert problem.message == f"`{written}` as a language"
    assert problem.nearest == near
