"""What counts as naming a record, what counts as a link to it, and where names have one form only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.check import check_dossier
from tests.folders import dossier, lighthouse_file

TERM = "title: Damper\nsummary: A plate.\nreviewed: 2026-11-01\nrelated: [wick, keeper]\n"


def codes(tmp_path: Path, files: Mapping[str, str]) -> list[str]:
    """Return the codes of the problems of the lighthouse dossier with some files changed."""
    report = check_dossier(dossier(tmp_path, files)).report
    return [problem.code.id for problem in report]


class TestNamedAndLinked:
    @pytest.mark.parametrize(
        "text",
        [
            "Skerrymoor bought it.",
            "The *damper* of Skerrymoor.",
            "Lent by Ada Fennimore.",
            "Lent by Ada\n  Fennimore.",
            "The Assembly chose it.",
            "- It is Skerrymoor's.",
            "Skerrymoor's, and not [[skerrymoor|theirs]].",
            "The [[skerrymoor]] lamp is that of Östvik.",
        ],
    )
    def test_a_name_in_prose_calls_for_a_link(self, tmp_path: Path, text: str) -> None:
        assert codes(tmp_path, {"terms/damper.yaml": f"{TERM}body: |\n  {text} [@handbook]\n"}) == ["R24"]

    @pytest.mark.parametrize(
        "text",
        [
            "[[skerrymoor]] bought it, and Skerrymoor sold it.",
            "[[skerrymoor|They]] bought it, and Skerrymoor sold it.",
            "[[lamp-office|An office of Skerrymoor]] lent it.",
            "The title is *Skerrymoor*.",
            "A Skerrymoor-made plate.",
            "Lent by Fennimore.",
            "Any keeper may use a damper.",
            "It dims the lamp of the wicked.",
        ],
    )
    def test_nothing_else_does(self, tmp_path: Path, text: str) -> None:
        assert codes(tmp_path, {"terms/damper.yaml": f"{TERM}body: |\n  {text} [@handbook]\n"}) == []

    def test_a_link_in_a_field_is_enough(self, tmp_path: Path) -> None:
        text = f"{TERM}body: Östvik has none. [@handbook]\n".replace("keeper]", "ostvik]")
        assert codes(tmp_path, {"terms/damper.yaml": text}) == []

    def test_a_link_in_an_earlier_text_is_enough(self, tmp_path: Path) -> None:
        later = "sections:\n  - {id: use, heading: Use, body: 'Östvik has none. [@handbook]'}\n"
        text = f"{TERM}body: '[[ostvik]] has none. [@handbook]'\n{later}"
        assert codes(tmp_path, {"terms/damper.yaml": text}) == []


class TestOneForm:
    @pytest.mark.parametrize("form", ["*snuff plate*", "snuff-plate", "Snuffplate", "SNUFF PLATE"])
    def test_other_words_and_words_named_as_words_are_free(self, tmp_path: Path, form: str) -> None:
        text = f"{TERM}not_called: [snuff plate]\nbody: |\n  A {form}. [@handbook]\n"
        assert codes(tmp_path, {"terms/damper.yaml": text}) == []

    def test_at_the_beginning_of_a_sentence_it_is_the_same_form(self, tmp_path: Path) -> None:
        text = f"{TERM}not_called: [snuff plate]\nbody: Snuff plates? Snuff plate! [@handbook]\n"
        assert codes(tmp_path, {"terms/damper.yaml": text}) == ["R23"]

    def test_the_titles_of_documents_and_the_words_of_others_are_theirs(self, tmp_path: Path) -> None:
        said = "not_called: [handbook of lamps, shall lend it light, Every lighthouse answered at]\n"
        source = ("title: Handbook of Lamps", "title: The handbook of lamps")
        files = {
            "terms/damper.yaml": f"{TERM}{said}",
            "sources/handbook.yaml": lighthouse_file("sources/handbook.yaml", source),
        }
        assert codes(tmp_path, files) == []
