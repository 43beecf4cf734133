"""A share of what `make hardening` does to builds and previews, small enough for every run of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tools.hardening import faults, kills, storm


@pytest.fixture(scope="module")
def place() -> Iterator[kills.Place]:
    with kills.placed() as place:
        yield place


def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_run_tidies_up(place: kills.Place) -> None:
    found = kills.kill(6, place)
    assert found.broken == []
    assert found.left["former"], "killed before the sites change places"
    assert found.left["new"], "killed after"


@pytest.mark.parametrize("fault", faults.RIGHTS)
def test_rights_that_lack_are_told_and_leave_the_former_site(
    fault: faults.Fault, place: kills.Place
) -> None:
    try:
        assert faults.attempt(fault, place) == ""
    except faults.ImpossibleError as error:
        pytest.skip(str(error))


def test_a_preview_under_a_storm_of_edits_lives_on_and_ends_as_what_a_build_makes() -> None:
    found = storm.storm(30, 15, 15)
    assert found.crashes == []
    assert found.different == []
    assert found.unwhole == []
    assert found.asked
    assert found.kept, "some of the edits were sound"
