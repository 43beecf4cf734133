"""The pages for editors: nothing of what they say is made by hand, and all that they show can be tried."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from lxml import html
from lxml.html import HtmlElement

from generator import cli
from generator.authoring.scaffold import skeleton
from generator.authoring.todo import desk
from generator.diagnostics.catalogue import CODES
from generator.loading.json_schema import schema_of
from generator.model import KINDS
from generator.outputs.manual import pages as manual_pages
from generator.planning import urls
from generator.planning.plan import Plan
from generator.planning.resources import ROOT
from tests.sites import Pages

TEMPLATES = ROOT / "templates"
EXAMPLES = TEMPLATES / "editors" / "examples"
CASES = Path(__file__).parent / "problems"


def _example(code: str) -> str:
    """Return what the check says of a problem, from the first golden case that has it.

    What cannot be seen is written as its number.
    """
    for report in sorted(CASES.glob(f"{code}-*/report.txt")):
        for told in report.read_text(encoding="utf-8").split("\n\n"):
            if re.match(rf"\S+:\d+:\d+: {code} ", told):
                seen = (c if c.isprintable() or c == "\n" else f"[U+{ord(c):04X}]" for c in told)
                lines = "".join(seen).splitlines()
                return "\n".join(line for line in lines if "= see https://" not in line) + "\n"
    raise AssertionError(f"no case of {code}")


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_problem_has_its_meaning_and_an_example_from_its_golden_case(
    code: str, rewrite_golden: bool
) -> None:
    assert CODES[code].meaning
    path = EXAMPLES / f"{code}.txt"
    if rewrite_golden:
        path.write_text(_example(code), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == _example(code)


def test_no_example_is_left_of_a_code_that_is_gone() -> None:
    assert {path.stem for path in EXAMPLES.iterdir()} == set(CODES)


@pytest.fixture(scope="module")
def pages(lighthouse: Plan) -> dict[str, HtmlElement]:
    shown = Pages(lighthouse)
    return {
        url: html.fragment_fromstring(shown.parts(url).content, create_parent="div")
        for url in manual_pages.pages(TEMPLATES)
    }


def _text(tree: HtmlElement, query: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree.xpath(query)]


def test_there_are_pages_for_the_desk_and_growth_for_every_kind_and_for_every_problem() -> None:
    assert set(manual_pages.pages(TEMPLATES)) == {
        "editors/",
        "editors/desk/",
        "editors/growth/",
        "editors/problems/",
        *(f"editors/kinds/{kind}/" for kind in KINDS),
        *(f"editors/problems/{code.lower()}/" for code in CODES),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_kind_explains_every_key_in_the_words_of_the_model(
    kind: str, pages: dict[str, HtmlElement]
) -> None:
    page = pages[f"editors/kinds/{kind}/"]
    explained = _text(page, "//table//th[@scope='row']/code")
    told = " ".join(page.text_content().replace("`", "").split())
    for name, node in schema_of(KINDS[kind])["properties"].items():
        assert name in explained
        assert " ".join(node["description"].replace("`", "").split()) in told
    (fresh,) = page.xpath("//pre[@class='fresh']")
    assert fresh.text_content() == skeleton(KINDS[kind], "2026-11-01")


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_page_of_a_problem_says_what_it_means_what_to_do_and_how_it_looks(
    code: str, pages: dict[str, HtmlElement]
) -> None:
    page = pages[urls.problem_page(code)]
    assert _text(page, "//h1") == [f"{code}: {CODES[code].title}"]
    said = " ".join(_text(page, "//p"))
    assert CODES[code].meaning.replace("`", "") in said
    assert CODES[code].fix.replace("`", "") in said
    (example,) = page.xpath("//pre[@class='example']")
    assert f" {code} " in example.text_content()


def test_every_link_leads_to_a_page_of_the_site(lighthouse: Plan, pages: dict[str, HtmlElement]) -> None:
    known = {*lighthouse.pages, *pages}
    for address, page in pages.items():
        page.make_links_absolute(f"https://site.example/{address}", resolve_base_href=False)
        for link in page.xpath("//a/@href[starts-with(., 'https://site.example/')]"):
            assert str(link).removeprefix("https://site.example/").partition("#")[0] in known, address


def test_every_command_they_name_is_one(pages: dict[str, HtmlElement]) -> None:
    named = {
        match[1]
        for page in pages.values()
        for match in re.finditer(r"\bexplainer ([a-z][a-z-]+)", page.text_content())
    }
    assert len(named) > 5
    assert named <= set(cli.main.list_commands(click.Context(cli.main)))


def test_no_two_pages_share_a_title(lighthouse: Plan) -> None:
    titles = [page.title for page in manual_pages.pages(TEMPLATES).values()]
    titles += [page.title for page in lighthouse.pages.values()]
    assert len(set(titles)) == len(titles)


def test_the_desk_page_lists_what_the_desk_holds(lighthouse: Plan, pages: dict[str, HtmlElement]) -> None:
    page = pages["editors/desk/"]
    waiting = desk(lighthouse.dossier)
    assert len(page.xpath("//tbody/tr")) == sum(len(heap.tasks) for heap in waiting)
    assert _text(page, "//h2") == [f"{heap.title}: {len(heap.tasks)}¶" for heap in waiting]
