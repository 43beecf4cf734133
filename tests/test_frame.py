"""Pages filled into our frame have the same bytes as those that MkDocs makes one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import get_navigation

from generator.mkdocs_frame import FrameError, MkDocsFrame
from generator.planning.resources import ROOT, SETTINGS
from generator.planning.site import PageParts
from tests.folders import LIGHTHOUSE

FRAME = (
    "{{ base_url }}<title>{{ page.meta.title }}</title>{{ page.meta.head }}"
    "<main>{{ page.content }}</main>{{ page.meta.aside }}{{ page.is_homepage }}"
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Co"]), max_size=40)
URLS = st.from_regex(r"\A([a-z]{1,6}/){1,4}\Z")
BY_EXPLAINER = {"manifest.json", "SHA256SUMS"}
"""What `explainer build` writes and MkDocs does not."""


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    folder = tmp_path_factory.mktemp("frames")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: Frames\nplugins: []\n", encoding="utf-8")
    return load_config(str(folder / "mkdocs.yml"))


def frame(config: MkDocsConfig, main: str) -> MkDocsFrame:
    """Return the frame of a theme whose `main.html` is given."""
    files = Files([])
    env = Environment(loader=DictLoader({"main.html": main}), autoescape=False)
    return MkDocsFrame(env, get_navigation(files, config), files, config)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("content", [LIGHTHOUSE, ROOT / "content"], ids=["lighthouse", "real"])
@pytest.mark.parametrize("pages", ["plugin", "mkdocs"])
def test_mkdocs_builds_the_same_files(
    content: Path, pages: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    built = files(request.getfixturevalue("lighthouse_site" if content == LIGHTHOUSE else "real_site"))
    config = load_config(
        str(SETTINGS),
        docs_dir=str(content),
        site_dir=str(tmp_path / "site"),
        plugins=[{"explainer": {"pages": pages}}],
        strict=True,
    )
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    by_mkdocs = files(tmp_path / "site")
    assert built.keys() - by_mkdocs.keys() == BY_EXPLAINER
    assert by_mkdocs.keys() - built.keys() == set()
    assert [name for name in by_mkdocs if built[name] != by_mkdocs[name]] == []


@given(pages=st.lists(st.tuples(URLS, st.builds(PageParts, TEXTS, TEXTS, TEXTS, TEXTS)), max_size=8))
def test_a_filled_frame_is_the_rendered_one(
    config: MkDocsConfig, pages: list[tuple[str, PageParts]]
) -> None:
    made = frame(config, FRAME)
    for url, parts in pages:
        top = "/".join(".." for _ in url.split("/")[1:])
        expected = (
            f"{top}<title>{parts.title}</title>{parts.head}<main>{parts.content}</main>{parts.aside}False"
        )
        assert made.page(url, None, parts) == expected


@pytest.mark.parametrize(
    "main",
    [
        FRAME + "{{ page.meta.title }}",
        "{{ page.content }}" + FRAME.replace("{{ page.content }}", ""),
        FRAME.replace("{{ page.meta.head }}", ""),
    ],
    ids=["a part twice", "another order", "a part left out"],
)
def test_a_frame_that_does_not_print_each_part_once_and_in_order_is_refused(
    config: MkDocsConfig, main: str
) -> None:
    with pytest.raises(FrameError, match="title, head, content, aside"):
        frame(config, main).page("a/b/", None, PageParts("T", "<meta>", "<p>Words</p>", "<nav></nav>"))
