"""Pages kept from one build to the next: taken when they would come out the same, and only then."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from generator import build, cores
from generator.cache import Cache
from generator.edition import Edition
from generator.pages import Pages
from generator.planning.plan import WHOLE, PlannedPage
from generator.planning.resources import TEMPLATES
from generator.rendering.renderer import Rendered, Renderer
from tests.folders import LIGHTHOUSE, change

SHAPED_BY = "templates of today"


@pytest.fixture(autouse=True)
def own_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pages in a folder of this test, and make all of them where they can be counted."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    monkeypatch.setattr(cores, "FEWEST", 10_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lighthouse dossier."""
    return Path(shutil.copytree(LIGHTHOUSE, tmp_path / "content"))


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that are rendered, in order."""
    addresses: list[str] = []
    render = Renderer.render

    def noted(self: Renderer, page: PlannedPage) -> Rendered:
        addresses.append(page.address)
        return render(self, page)

    monkeypatch.setattr(Renderer, "render", noted)
    return addresses


def built(folder: Path, shaped_by: str = SHAPED_BY) -> dict[str, object]:
    """Return what a build makes of each page."""
    edition = Edition(folder, TEMPLATES, cache=Cache(folder, shaped_by))
    assert edition.plan, edition.report.as_text()
    made = {page.address: html for page, html in edition.each(lambda page, filling: repr(filling))}
    whole = edition.plan.pages[WHOLE.address]
    return {**made, WHOLE.address: edition.filling(whole), **edition.sought()}


def test_a_second_build_renders_nothing_but_what_joins_all(folder: Path, rendered: list[str]) -> None:
    first = built(folder)
    assert "terms/wick/" in rendered
    rendered.clear()
    assert built(folder) == first
    assert rendered == ["print/"]


def test_after_a_change_what_rests_on_it_is_rendered(folder: Path, rendered: list[str]) -> None:
    built(folder)
    rendered.clear()
    change(folder / "terms/wick.yaml", "^title: .*", "title: The wick")
    built(folder)
    assert "terms/wick/" in rendered
    assert "terms/" in rendered
    assert "states/marram/" not in rendered
    change(folder / "terms/wick.yaml", "^title: .*", "title: The old wick")
    assert built(folder) == built_anew(folder)


def test_a_deleted_record_leaves_nothing_behind(folder: Path) -> None:
    copy = folder / "terms/snuffer.yaml"
    shutil.copy(folder / "terms/wick.yaml", copy)
    change(copy, "^title: .*", "title: Snuffer")
    built(folder)
    copy.unlink()
    assert built(folder) == built_anew(folder)
    assert "terms/snuffer/" not in {address for address, _, _ in Cache(folder, SHAPED_BY).read()}


def built_anew(folder: Path) -> dict[str, object]:
    """Return what a build makes of each page that has nothing to take from."""
    shutil.rmtree(Cache(folder, SHAPED_BY).file.parent)
    return built(folder)


def test_nothing_is_taken_that_other_templates_made(folder: Path, rendered: list[str]) -> None:
    first = built(folder)
    pages = rendered.copy()
    rendered.clear()
    assert built(folder, "templates of tomorrow") == first
    assert rendered == pages


def test_two_folders_share_nothing(folder: Path, tmp_path: Path, rendered: list[str]) -> None:
    built(folder)
    pages = rendered.copy()
    rendered.clear()
    built(Path(shutil.copytree(folder, tmp_path / "other" / "content")))
    assert rendered == pages


def deleted(file: Path) -> None:
    shutil.rmtree(file.parent)


def overwritten(file: Path) -> None:
    file.write_bytes(b"no database at all" * 1000)


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def of_other_shape(file: Path) -> None:
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("DROP TABLE pages")
        base.execute("CREATE TABLE pages (address TEXT)")


def with_other_words(file: Path) -> None:
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("UPDATE pages SET made = replace(made, 'wick', '<script>wick')")


DAMAGE = (deleted, overwritten, cut_off, emptied, of_other_shape, with_other_words)


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_as_good_as_none_and_is_kept_anew(
    damage: Callable[[Path], None], folder: Path, rendered: list[str]
) -> None:
    first = built(folder)
    damage(Cache(folder, SHAPED_BY).file)
    rendered.clear()
    assert built(folder) == first
    assert "terms/wick/" in rendered
    rendered.clear()
    assert built(folder) == first
    assert rendered == ["print/"]


def test_without_a_place_to_keep_pages_a_build_is_what_it_is(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = built(folder)
    file = Cache(folder, SHAPED_BY).file
    file.unlink()
    file.mkdir()
    assert built(folder) == first
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert built(folder) == first


def test_nothing_is_kept_where_nobody_has_a_home(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cache.user_cache_path", lambda name: Path("~", name))
    monkeypatch.chdir(tmp_path)
    built(folder)
    assert not (tmp_path / "~").exists()


def test_what_a_page_is_kept_as_says_all_of_it(folder: Path) -> None:
    edition = Edition(folder, TEMPLATES)
    assert edition.plan
    for finished in Pages(edition.plan, TEMPLATES).every().values():
        assert type(finished).of_text(finished.as_text()) == finished


class TestABuild:
    """What `explainer build` takes from the build before it."""

    def test_it_takes_pages_until_the_code_changes(
        self, folder: Path, tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        code = tmp_path / "code.py"
        code.write_text("one", encoding="utf-8")
        monkeypatch.setattr(build, "OURS", (*build.OURS, code))
        build.build_site(folder, tmp_path / "site")
        rendered.clear()
        build.build_site(folder, tmp_path / "again")
        assert "terms/wick/" not in rendered
        code.write_text("two", encoding="utf-8")
        build.build_site(folder, tmp_path / "site")
        assert "terms/wick/" in rendered

    def test_the_slow_way_takes_none(self, folder: Path, tmp_path: Path, rendered: list[str]) -> None:
        build.build_site(folder, tmp_path / "site")
        rendered.clear()
        build.build_site(folder, tmp_path / "again", reference=True)
        assert "terms/wick/" in rendered
