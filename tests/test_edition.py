"""After any edits a preview shows what a clean build makes; so does a build that takes from the last."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.authoring.ids import Refused
from generator.authoring.rename import rename
from generator.cache import Cache
from generator.edition import Edition
from generator.planning.plan import PlannedPage
from generator.planning.resources import TEMPLATES
from generator.rendering.renderer import Rendered, Renderer
from tests.folders import LIGHTHOUSE, change


def records(folder: Path) -> list[Path]:
    """Return every file but the dossier's own, in order."""
    return sorted(path for path in folder.rglob("*.yaml") if path.parent != folder)


def retitled(folder: Path, chance: Random) -> None:
    change(chance.choice(records(folder)), "^title: .*", f"title: Named {chance.random()}")


def reviewed(folder: Path, chance: Random) -> None:
    change(chance.choice(records(folder)), "^reviewed: .*", f"reviewed: 2026-10-{chance.randint(10, 28)}")


def reworded(folder: Path, chance: Random) -> None:
    words = f"Keepers count to {chance.randint(1, 999)}, as one [[wick]] does. [editors]"
    change(chance.choice(records(folder)), r"^body: \|\n", f"body: |\n  {words}\n\n")


def long_winded(folder: Path, chance: Random) -> None:
    words = " ".join(["interminable"] * chance.randint(60, 90))
    change(chance.choice(records(folder)), r"^body: \|\n", f"body: |\n  {words}. [editors]\n\n")


def moved_down(folder: Path, chance: Random) -> None:
    change(chance.choice(records(folder)), r"\A", "# A line that says nothing.\n")


def quoted_otherwise(folder: Path, chance: Random) -> None:
    change(chance.choice(sorted(folder.glob("sources/*.yaml"))), "^language: .*", "language: de")


def broken(folder: Path, chance: Random) -> None:
    change(chance.choice(records(folder)), "^title:", "titel:")


def deleted(folder: Path, chance: Random) -> None:
    chance.choice(records(folder)).unlink()


def added(folder: Path, chance: Random) -> None:
    name = f"word-{chance.randint(1, 999)}"
    shutil.copy(folder / "terms" / "wick.yaml", folder / "terms" / f"{name}.yaml")
    change(folder / "terms" / f"{name}.yaml", "^title: .*", f"title: Word {name}")


def renamed(folder: Path, chance: Random) -> None:
    old = chance.choice(records(folder)).stem
    with contextlib.suppress(Refused):  # in a folder that has problems, for instance
        rename(folder, old, f"{old}-{chance.randint(1, 99)}")


def of_the_dossier(folder: Path, chance: Random) -> None:
    change(folder / "dossier.yaml", "^title: .*", f"title: A dossier of {chance.random()}")


def mended(folder: Path, chance: Random) -> None:
    shutil.rmtree(folder)
    shutil.copytree(LIGHTHOUSE, folder)


EDITS = (
    retitled,
    reviewed,
    reworded,
    long_winded,
    moved_down,
    quoted_otherwise,
    broken,
    deleted,
    added,
    renamed,
    of_the_dossier,
)


def everything(edition: Edition) -> Iterator[tuple[str, object]]:
    """Yield all that an edition puts on the site, by its address."""
    assert edition.plan
    for page in edition.plan.pages.values():
        yield page.address, edition.filling(page)
    yield "editors/desk/", edition.filling(edition.editors["editors/desk/"])
    yield from edition.sought().items()
    yield from edition.for_hosts().items()
    yield "sitemap.xml", edition.listed()
    yield "redirects", dict(edition.plan.redirects)


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=6), seed=st.integers(0, 2**32))
def test_after_any_edits_it_is_what_a_fresh_reading_gives(
    edits: list[Callable[[Path, Random], None]], seed: int
) -> None:
    chance = Random(seed)
    with TemporaryDirectory() as room:
        folder = Path(room) / "content"
        shutil.copytree(LIGHTHOUSE, folder)
        edition = Edition(folder, TEMPLATES, preview=True)
        for edit in (*edits, mended):
            edit(folder, chance)
            edition = edition.next()
            fresh = Edition(folder, TEMPLATES)
            warm = Edition(folder, TEMPLATES, cache=Cache(folder, "one"))
            assert edition.report.as_text() == warm.report.as_text() == fresh.report.as_text()
            if not fresh.report:
                assert dict(everything(edition)) == dict(everything(fresh))
                assert dict(everything(warm)) == dict(everything(fresh))


def test_a_problem_moves_with_the_line_that_it_is_on(folder: Path) -> None:
    wick = folder / "terms" / "wick.yaml"
    words = " ".join(["interminable"] * 60)
    change(wick, r"^body: \|\n", f"body: |\n  {words}. [editors]\n\n")
    edition = Edition(folder, TEMPLATES, preview=True)
    (before,) = edition.report
    change(wick, r"\A", "# A line that says nothing.\n")
    (after,) = edition.next().report
    assert after.location.line == before.location.line + 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lighthouse dossier."""
    return Path(shutil.copytree(LIGHTHOUSE, tmp_path / "content"))


def test_a_page_that_would_come_out_the_same_is_not_rendered_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = Edition(folder, TEMPLATES, preview=True)
    dict(everything(edition))
    rendered: list[str] = []
    render = Renderer.render

    def noted(self: Renderer, page: PlannedPage) -> Rendered:
        rendered.append(page.address)
        return render(self, page)

    monkeypatch.setattr(Renderer, "render", noted)
    change(folder / "terms" / "wick.yaml", "draws up the oil", "draws the oil up")
    edition = edition.next()
    pages = dict(everything(edition))
    assert "terms/wick/" in rendered
    assert "states/marram/" not in rendered
    assert len(rendered) < len(pages) / 3


def test_while_the_content_has_problems_the_last_good_pages_stand(folder: Path) -> None:
    edition = Edition(folder, TEMPLATES, preview=True)
    good = edition.plan
    change(folder / "terms" / "wick.yaml", "^title:", "titel:")
    edition = edition.next()
    assert edition.report
    assert edition.plan is good
    assert edition.next().plan is good
    change(folder / "terms" / "wick.yaml", "^titel:", "title:")
    assert not edition.next().report
