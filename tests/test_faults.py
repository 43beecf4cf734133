"""A share of what `make hardening` does to builds and previews, small enough for every run of the tests."""

from __future__ import annotations

from tests.hardening import kills


def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_run_tidies_up() -> None:
    found = kills.kill(6)
    assert found.broken == []
    assert found.left["former"], "killed before the sites change places"
    assert found.left["new"], "killed after"
