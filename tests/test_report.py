"""The content in figures: what is counted and measured, and that the page shows what the command prints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from generator import cli
from generator.authoring.statistics import ContentReport, Coverage, report
from generator.check import check_dossier
from generator.diagnostics import reporters
from generator.planning.plan import REPORT, Plan, plan
from tests.folders import LIGHTHOUSE, checked, dossier, lighthouse_file
from tests.sites import Pages

TERM = "title: Damper\nsummary: A plate.\nreviewed: 2026-11-01\nrelated: [wick, keeper]\n"


def reported(tmp_path: Path, files: Mapping[str, str]) -> ContentReport:
    """Report the lighthouse dossier with some files changed."""
    found = checked(dossier(tmp_path, files))
    return report(found)


@pytest.fixture(scope="module")
def figures(lighthouse: Plan) -> ContentReport:
    return report(lighthouse.dossier)


class TestCounts:
    def test_records_are_counted_by_kind_in_the_words_of_the_site(self, figures: ContentReport) -> None:
        assert figures.records["Glossary"] == 2
        assert sum(figures.records.values()) == len(list(LIGHTHOUSE.glob("*/*.yaml")))

    def test_a_statement_has_a_citation_or_is_the_editors_own(
        self, figures: ContentReport, tmp_path: Path
    ) -> None:
        files = {"terms/damper.yaml": TERM + "body: Of iron. [@handbook] Or brass. [editors]\n"}
        more = reported(tmp_path, files)
        assert more.cited == figures.cited + 1
        assert more.own_voice == figures.own_voice + 1

    @pytest.mark.parametrize(
        ("record", "mark", "confidence"),
        [
            ("", "", "confirmed"),
            ("", "reported: ", "reported"),
            ("", "disputed: ", "disputed"),
            ("confidence: reported\n", "", "reported"),
            ("confidence: reported\n", "disputed: ", "disputed"),
        ],
    )
    def test_a_statement_is_as_sure_as_its_mark_says_or_else_its_record(
        self, figures: ContentReport, tmp_path: Path, record: str, mark: str, confidence: str
    ) -> None:
        text = f"{TERM}{record}body: |\n  Of iron. [{mark}@handbook]\n"
        more = reported(tmp_path, {"terms/damper.yaml": text}).by_confidence
        assert more == {**figures.by_confidence, confidence: figures.by_confidence[confidence] + 1}

    @pytest.mark.parametrize(
        ("cited", "number"),
        [
            ("@handbook", "1"),
            ("@handbook, p. 1; @handbook, p. 2", "1"),
            ("@handbook; @keepers-blog", "2"),
            ("@handbook; @keepers-blog; @letter-of-skerrymoor", "3 or more"),
        ],
    )
    def test_the_sources_of_a_statement_are_counted_once_each(
        self, figures: ContentReport, tmp_path: Path, cited: str, number: str
    ) -> None:
        files = {"terms/damper.yaml": f"{TERM}body: Of iron. [{cited}]\n"}
        more = reported(tmp_path, files).by_number
        assert more == {**figures.by_number, number: figures.by_number[number] + 1}

    def test_a_statement_counts_for_each_kind_of_source_it_rests_on(
        self, figures: ContentReport, tmp_path: Path
    ) -> None:
        files = {"terms/damper.yaml": f"{TERM}body: Of iron. [@handbook; @keepers-blog]\n"}
        more = reported(tmp_path, files).by_kind
        grown = {kind for kind, count in more.items() if count > figures.by_kind.get(kind, 0)}
        assert grown == {"reference work", "blog"}

    def test_the_oldest_and_the_newest_review_are_told(self, tmp_path: Path) -> None:
        files = {
            "terms/damper.yaml": TERM.replace("2026-11-01", "2025-01-31"),
            "terms/wick.yaml": lighthouse_file(
                "terms/wick.yaml", ("reviewed: 2026-11-01", "reviewed: 2026-11-20")
            ),
        }
        found = reported(tmp_path, files)
        assert (found.oldest, found.newest) == ("2025-01-31", "2026-11-20")

    def test_passages_are_covered_that_are_summarised(self, figures: ContentReport) -> None:
        assert figures.coverage == (
            Coverage("lamp-resolution", "Citations", 1, 1),
            Coverage("lamp-resolution", "Recitals", 1, 1),
            Coverage("lamp-resolution", "Paragraphs", 1, 2),
        )


class TestReadability:
    def test_every_summary_and_every_answer_is_graded(self, figures: ContentReport) -> None:
        records = len(list(LIGHTHOUSE.rglob("*.yaml")))
        answers = len(list(LIGHTHOUSE.glob("questions/*.yaml")))
        assert len(figures.grades) == records + answers

    def test_the_hardest_stands_first(self, tmp_path: Path) -> None:
        hard = TERM.replace("A plate.", "A perforated metallic illumination regulator.")
        files = {"terms/damper.yaml": hard}
        content = dossier(tmp_path, files)
        assert "R22" in reporters.text((found := check_dossier(content)).report, found.help_url)

    def test_in_a_checked_dossier_nothing_is_too_hard_or_too_long(self, figures: ContentReport) -> None:
        assert figures.too_hard == ()
        assert figures.long_sentences == 0

    def test_the_median_lies_between_the_easiest_and_the_hardest(self, figures: ContentReport) -> None:
        assert figures.grades[-1].grade < figures.median < figures.grades[0].grade


class TestCommandAndPage:
    def test_the_page_has_the_figures_of_the_command(self, lighthouse: Plan) -> None:
        rendered = Pages(lighthouse).parts(REPORT.address)
        page = html.fragment_fromstring(rendered.content, create_parent="div")
        shown = [[cell.text_content() for cell in row] for row in page.iter("tr")]
        printed = [
            [f"{row.label} ({row.record})" if row.record else row.label, row.figure]
            for table in report(lighthouse.dossier).tables()
            for row in table.rows
        ]
        titles = {record.called(): id_ for id_, record in lighthouse.dossier.records.items()}
        assert [
            [label.replace(f"({title})", f"({id_})"), figure]
            for label, figure in shown
            for title, id_ in [next(((t, i) for t, i in titles.items() if f"({t})" in label), ("", ""))]
        ] == printed

        result = CliRunner().invoke(cli.main, ["report", "--content", str(LIGHTHOUSE)])
        lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
        assert [" ".join(row) for row in printed if " ".join(row) not in lines] == []

    def test_a_dossier_with_problems_is_not_reported(self, tmp_path: Path) -> None:
        content = dossier(tmp_path, {"terms/wick.yaml": ""})
        result = CliRunner().invoke(cli.main, ["report", "--content", str(content)])
        assert (result.exit_code, result.stdout) == (1, "")
        found = check_dossier(content)
        assert result.stderr == reporters.text(found.report, found.help_url)

    def test_the_page_is_found_below_the_index_of_pages(self, lighthouse: Plan) -> None:
        page = lighthouse.pages[REPORT.address]
        assert page.trail[-1].address == "pages/"
        assert page.chapter == lighthouse.pages["pages/"].chapter
        index = Pages(lighthouse).parts("pages/")
        assert 'href="../report/"' in index.content

    def test_search_prefers_any_other_page(self, lighthouse: Plan) -> None:
        others = [page.boost for page in lighthouse.pages.values() if page.address != REPORT.address]
        assert lighthouse.pages[REPORT.address].boost < min(others)

    def test_a_dossier_without_pages_has_none(self, tmp_path: Path) -> None:
        mended = lighthouse_file("questions/is-one-lamp-enough.yaml", (", method]", "]"))
        content = dossier(
            tmp_path, {"questions/is-one-lamp-enough.yaml": mended}, without=["pages/method.yaml"]
        )
        found = checked(content)
        assert REPORT.address not in plan(found).pages
