"""In the preview a problem stands at its place in the page of its record, with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from generator.check import check_dossier
from generator.diagnostics.problem import Report
from generator.planning.plan import Plan
from generator.planning.resources import ROOT
from generator.preview.overlay import place_problems
from tests.folders import dossier, lighthouse_file
from tests.sites import Pages

TEMPLATES = ROOT / "templates"
CLAUSE = "provisions/mutual-lamp-clause"


def _shown(lighthouse: Plan, into: Path, *changes: tuple[str, str]) -> list[str]:
    """Return the headings of the clause's page and the problems between them, in order."""
    content = dossier(into, {f"{CLAUSE}.yaml": lighthouse_file(f"{CLAUSE}.yaml", *changes)})
    report = check_dossier(content).report
    page = Pages(lighthouse).parts(f"{CLAUSE}/")
    shown = place_problems(page, report, content / f"{CLAUSE}.yaml", TEMPLATES)
    found = html.fragment_fromstring(shown, create_parent="div").xpath("//h1|//h2|//h3|//aside")
    return [
        element.xpath("string(.//strong)") if element.tag == "aside" else str(element.get("id") or "h1")
        for element in found
    ]


def test_a_problem_in_a_part_stands_before_the_heading_of_that_part(
    lighthouse: Plan, tmp_path: Path
) -> None:
    shown = _shown(
        lighthouse, tmp_path, ("  - id: vow-of-darkness\n", "  - id: vow-of-darkness\n    x: y\n")
    )
    at = shown.index("vow-of-darkness")
    assert shown[at - 1] == f"content/{CLAUSE}.yaml:27:5"
    assert len([name for name in shown if ":" in name]) == 1


@pytest.mark.parametrize("change", [("title: ", "titel: "), ("texts: ", "related: [nothing]\ntexts: ")])
def test_a_problem_of_the_whole_record_stands_at_the_top(
    change: tuple[str, str], lighthouse: Plan, tmp_path: Path
) -> None:
    shown = _shown(lighthouse, tmp_path, change)
    assert shown[0].startswith(f"content/{CLAUSE}.yaml:")
    assert "h1" in shown[1:]


def test_a_page_without_a_problem_of_its_own_stays_as_it_was(lighthouse: Plan, tmp_path: Path) -> None:
    page = Pages(lighthouse).parts(f"{CLAUSE}/")
    assert place_problems(page, Report(), tmp_path / "gone.yaml", TEMPLATES) == page.content
