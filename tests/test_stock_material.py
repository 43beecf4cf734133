"""Without our frame, the same dossier is published inside stock Material: readable, linked, searchable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect

from generator.planning.plan import Plan
from generator.planning.resources import SETTINGS
from generator.publishing.audit import audit
from tests.chromium import chromium, served_plainly
from tests.folders import LIGHTHOUSE

PAGES = ("provisions/mutual-lamp-clause/", "votes/final-vote/", "events/")
WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lighthouse, built by MkDocs with our settings but for the frame."""
    folder = tmp_path_factory.mktemp("stock")
    settings = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
    del settings["theme"]["custom_dir"]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    config = load_config(
        str(folder / "mkdocs.yml"), docs_dir=str(LIGHTHOUSE), site_dir=str(folder / "site"), strict=True
    )
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served_plainly(site) as top:
        yield top


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(viewport={"width": request.param, "height": 900}) as context:
        yield context.new_page()


def test_every_page_is_there_and_every_link_leads_somewhere(site: Path, lighthouse: Plan) -> None:
    assert [url for url in lighthouse.pages if not (site / url / "index.html").exists()] == []
    assert audit(site, links_only=True) == []


def test_what_belongs_to_our_frame_is_left_out(site: Path) -> None:
    assert not (site / "_headers").exists()
    assert not (site / "assets/frame.css").exists()
    assert (site / "search/search_index.json").exists(), "Material's own search"


@pytest.mark.parametrize("url", PAGES)
def test_a_page_has_one_heading_and_its_parts_in_materials_table_of_contents(site: Path, url: str) -> None:
    html = (site / url / "index.html").read_text(encoding="utf-8")
    assert len(re.findall("<h1[ >]", html)) == 1
    headings = re.findall(r'<h2 id="([^"]+)"', html)
    contents = html[html.index("md-nav--secondary") :]
    assert headings
    assert [id_ for id_ in headings if f'href="#{id_}"' not in contents] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("url", PAGES)
def test_nothing_overlaps_or_scrolls_sideways(page: Page, address: str, url: str, scheme: str) -> None:
    page.goto(address + url)
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = page.evaluate(
        "[...document.querySelector('article :is(.record, .index)').children]"
        ".map(e => e.getBoundingClientRect()).filter(r => r.height)"
        ".map(r => ({left: r.left, right: r.right, top: r.top, bottom: r.bottom}))"
    )
    assert len(boxes) > 2
    width = page.evaluate("innerWidth")
    assert [box for box in boxes if box["left"] < 0 or box["right"] > width] == []
    assert [pair for pair in pairwise(boxes) if pair[1]["top"] < pair[0]["bottom"] - 1] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_words_in_figures_differ_from_the_ground(page: Page, address: str, scheme: str) -> None:
    page.goto(f"{address}votes/final-vote/")
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    fill, ground = page.evaluate(
        "[getComputedStyle(document.querySelector('.fig svg text')).fill,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert _light(fill) != _light(ground)


@pytest.mark.browser
def test_a_sign_opens_the_note_of_its_source(page: Page, address: str) -> None:
    page.goto(f"{address}provisions/mutual-lamp-clause/")
    page.locator(".sign a").first.click()
    expect(page.locator(".note")).to_be_visible()
    expect(page.locator(".note")).to_contain_text("Charter of the League")


@pytest.mark.browser
def test_members_are_filtered(page: Page, address: str) -> None:
    page.goto(f"{address}votes/final-vote/")
    page.get_by_label("Member", exact=True).fill("quill")
    expect(page.locator(".members tbody tr:visible")).to_have_count(1)


def _light(colour: str) -> bool:
    """Return whether a colour is nearer to white than to black."""
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return red + green + blue > 3 * 127
