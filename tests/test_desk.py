"""`explainer desk`: what waits for an editor, though nothing of it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli
from generator.authoring.todo import NAMES, OLDEST, Heap, desk
from generator.check import check_dossier
from generator.ledger.link_check import FailedLink, LinkCheck
from generator.model.source import Source
from generator.planning.plan import Plan
from tests.folders import LIGHTHOUSE, checked, dossier, lighthouse_file


def _heaps(content: Path, links: LinkCheck | None = None, today: str = "") -> dict[str, Heap]:
    return {heap.name: heap for heap in desk(checked(content), links, today)}


def _told(heap: Heap) -> list[str]:
    return [
        f"{task.where.path.removeprefix('content/')}:{task.where.line}: {task.words}" for task in heap.tasks
    ]


@pytest.mark.parametrize(
    ("today", "overdue"),
    [("2027-10-31", 0), ("2027-11-01", 0), ("2027-11-02", 1)],
)
def test_a_review_is_overdue_after_a_year(today: str, overdue: int, lighthouse: Plan) -> None:
    (reviews, *_) = desk(lighthouse.dossier, today=today)
    assert reviews.title == "Reviews older than a year"
    assert bool(reviews.tasks) == bool(overdue)
    assert {task.words for task in reviews.tasks} <= {"2026-11-01"}


def test_without_a_day_the_oldest_reviews_are_listed_first(tmp_path: Path) -> None:
    old = lighthouse_file("terms/wick.yaml", ("2026-11-01", "2019-05-06"))
    reviews = _heaps(dossier(tmp_path, {"terms/wick.yaml": old}))["reviews"]
    assert reviews.title == "The oldest reviews"
    assert _told(reviews)[0] == "terms/wick.yaml:3: 2019-05-06"
    assert len(reviews.tasks) == OLDEST


def test_addresses_that_failed_are_told_with_their_source_and_since_when() -> None:
    source = "https://lighthouses.example/charter"
    checked = LinkCheck(
        "2026-11-20",
        3,
        (
            FailedLink(source, "2026-11-18", "404 Not Found"),
            FailedLink("https://gone.example/", "2026-11-18", "?"),
        ),
    )
    linked = check_dossier(LIGHTHOUSE).dossier
    assert linked
    source_of = {s.address: s.id for s in linked.of_kind(Source) if s.address}
    assert source in source_of
    (task,) = _heaps(LIGHTHOUSE, checked)["links"].tasks
    assert (task.record, task.words) == (source_of[source], f"{source}: 404 Not Found, since 2026-11-18")


def test_sources_without_a_lasting_copy_and_those_read_in_part(tmp_path: Path) -> None:
    text = lighthouse_file("sources/handbook.yaml")
    for read, whole in [
        ("All of it.", True),
        ("all rows", True),
        ("The whole report.", True),
        ("All but the last page.", False),
        ("The opening part.", False),
        ("Allegations.", False),
    ]:
        changed = "".join(
            f"read: {read}\n" if line.startswith("read:") else line for line in text.splitlines(True)
        )
        content = dossier(tmp_path / read, {"sources/handbook.yaml": changed})
        reading = {task.record: task.words for task in _heaps(content)["reading"].tasks}
        assert ("handbook" not in reading) == whole
        assert whole or reading["handbook"] == read
    unarchived = {task.record for task in _heaps(LIGHTHOUSE)["archive"].tasks}
    linked = check_dossier(LIGHTHOUSE).dossier
    assert linked
    for record in linked.records.values():
        if record.kind == "source":
            has = bool(getattr(record, "address", None)) and not getattr(record, "archived", None)
            assert (record.id in unarchived) == has


def test_statements_that_one_source_reports_are_told_as_a_reader_sees_them(tmp_path: Path) -> None:
    term = (
        "title: Damper\nsummary: A plate.\nreviewed: 2026-11-01\nrelated: [wick, keeper]\nbody: |\n"
        "  A plate. [@handbook] The [[keeper|keepers]] *said*\n  so. [reported: @keepers-blog]\n"
    )
    reported = _heaps(dossier(tmp_path, {"terms/damper.yaml": term}))["reported"]
    assert "terms/damper.yaml:6: The keepers said so." in _told(reported)


def test_records_that_are_only_reported_are_told_as_a_whole(tmp_path: Path) -> None:
    wick = lighthouse_file("terms/wick.yaml") + "confidence: reported\n"
    reported = _heaps(dossier(tmp_path, {"terms/wick.yaml": wick}))["reported"]
    assert ("wick", "the whole record") in {(task.record, task.words) for task in reported.tasks}


def test_passages_not_summarised(lighthouse: Plan) -> None:
    heap = next(heap for heap in desk(lighthouse.dossier) if heap.name == "passages")
    known = lighthouse.dossier.records["lamp-resolution"].parts().values()
    assert heap.tasks
    assert {task.words for task in heap.tasks} <= set(known)
    assert all("number:" in task.where.text or "id:" in task.where.text for task in heap.tasks)


def test_terms_nobody_uses(tmp_path: Path) -> None:
    term = "title: Damper\nsummary: A plate.\nreviewed: 2026-11-01\nrelated: [wick, keeper]\n"
    assert "terms/damper.yaml:1: Damper" in _told(
        _heaps(dossier(tmp_path, {"terms/damper.yaml": term}))["unused"]
    )


def test_the_command_tells_the_first_of_each_and_one_sort_in_full() -> None:
    arguments = ["desk", "--content", str(LIGHTHOUSE), "--today", "2030-01-01"]
    brief = CliRunner().invoke(cli.main, arguments)
    assert brief.exit_code == 0
    assert re.search(r"^  and \d+ more: `explainer desk reviews`$", brief.output, re.MULTILINE)
    full = CliRunner().invoke(cli.main, [*arguments, "reviews"])
    lines = full.output.splitlines()
    assert lines[0] == f"Reviews older than a year: {len(lines) - 2}"
    assert lines[2].startswith("  content/")


def test_every_sort_can_be_asked_for_by_name(lighthouse: Plan) -> None:
    assert tuple(heap.name for heap in desk(lighthouse.dossier)) == NAMES
    assert CliRunner().invoke(cli.main, ["desk", "nonsense"]).exit_code == 2
