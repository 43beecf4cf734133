"""The fast way to build gives the same bytes as the plain way, which is taken when that is not proven."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import get_navigation

from generator.build import build_site
from generator.edition import Filling
from generator.mkdocs_frame import Shells
from generator.planning.resources import ROOT
from tests.folders import LIGHTHOUSE

FRAME = (
    "{{ base_url }}<title>{{ page.meta.title }}</title>{{ page.meta.head }}"
    "<main>{{ page.content }}</main>{{ page.meta.beside }}{{ page.is_homepage }}"
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Co"]), max_size=40)
ADDRESSES = st.from_regex(r"\A([a-z]{1,6}/){1,4}\Z")


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    folder = tmp_path_factory.mktemp("frames")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: Frames\nplugins: []\n", encoding="utf-8")
    return load_config(str(folder / "mkdocs.yml"))


def shells(config: MkDocsConfig, frame: str) -> Shells:
    """Return shells of a theme whose frame is given."""
    files = Files([])
    env = Environment(loader=DictLoader({"main.html": frame}), autoescape=False)
    return Shells(env, get_navigation(files, config), files, config)


def names(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("content", [LIGHTHOUSE, ROOT / "content"], ids=["lighthouse", "real"])
def test_every_file_is_the_one_that_mkdocs_makes_by_itself(
    content: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    fixture = "lighthouse_site" if content == LIGHTHOUSE else "real_site"
    fast = names(request.getfixturevalue(fixture))
    build_site(content, tmp_path / "site", reference=True)
    plain = names(tmp_path / "site")
    assert set(fast) == set(plain)
    assert [name for name in fast if fast[name] != plain[name]] == []


@given(pages=st.lists(st.tuples(ADDRESSES, st.builds(Filling, TEXTS, TEXTS, TEXTS, TEXTS)), max_size=8))
def test_a_filled_frame_is_the_rendered_one(config: MkDocsConfig, pages: list[tuple[str, Filling]]) -> None:
    made = shells(config, FRAME)
    for address, filling in pages:
        top = "/".join(".." for _ in address.split("/")[1:])
        expected = (
            f"{top}<title>{filling.title}</title>{filling.head}"
            f"<main>{filling.content}</main>{filling.beside}False"
        )
        assert made.page(address, None, filling) == expected


@pytest.mark.parametrize(
    "frame",
    [
        FRAME + "{{ page.url }}",
        FRAME + "{{ page.meta.title }}",
        FRAME + "{{ page.content | length }}",
        "{{ page.content }}" + FRAME.replace("{{ page.content }}", ""),
        FRAME.replace("{{ page.meta.head }}", ""),
    ],
    ids=["its address", "a part twice", "what a part holds", "another order", "a part left out"],
)
def test_a_frame_that_depends_on_more_is_rendered_for_every_page(
    config: MkDocsConfig, frame: str, caplog: pytest.LogCaptureFixture
) -> None:
    made = shells(config, frame)
    template = Environment(loader=DictLoader({"main.html": frame}), autoescape=False)
    with caplog.at_level(logging.WARNING):
        for number, address in enumerate(["a/b/", "a/c/", "d/"]):
            filling = Filling(f"T{number}", "<meta>", "<p>Words</p>", "<nav></nav>")
            page = {"title": filling.title, "head": filling.head, "beside": filling.beside}
            shown = {"meta": page, "content": filling.content, "url": address, "is_homepage": False}
            top = ".." if address == "d/" else "../.."
            expected = template.get_template("main.html").render(page=shown, base_url=top)
            assert made.page(address, None, filling) == expected
    assert len(caplog.records) == 1
    assert "so every page is rendered by itself" in caplog.text
