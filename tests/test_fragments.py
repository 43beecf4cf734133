"""What patterns read of a page is what a parser reads, on every page of both sites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from generator import fragments
from generator.fragments import start, without
from generator.outputs import print_page, search_index
from generator.planning.plan import Plan
from generator.publishing import page_reader

WITHOUT_BOXES = {
    '<p>Oil</p><div class="box"><div>Wax</div></div><p>Wick</p>': "<p>Oil</p><p>Wick</p>",
    '<div class="box"></div><div>Wick</div>': "<div>Wick</div>",
    '<div><div class="box"><b>Wax</b></div>Oil</div>': "<div>Oil</div>",
    '<div class="a"><p title="box">Oil</p></div>': '<div class="a"><p title="box">Oil</p></div>',
    '<p>class="box"</p>': '<p>class="box"</p>',
    '<divan class="box">Oil</divan>': '<divan class="box">Oil</divan>',
    '<div\nclass="box">Wax\n</div>\nOil': "\nOil",
    "": "",
}


@pytest.mark.parametrize(("fragment", "left"), WITHOUT_BOXES.items(), ids=list(WITHOUT_BOXES))
def test_an_element_is_left_out_with_all_that_is_in_it(fragment: str, left: str) -> None:
    assert without(fragment, re.compile(start("div", 'class="box"'))) == left


def test_an_element_that_is_not_closed_is_told() -> None:
    with pytest.raises(ValueError, match="<div> is not closed"):
        without("<div><div></div>", re.compile(start("div")))


@pytest.fixture(scope="module", params=["lighthouse_site", "real_site"])
def site(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def pages(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]


def contents(site: Path) -> dict[str, str]:
    """Return what stands in the frame of each page but that of all, which is made of the others."""
    found = {}
    for name in pages(site):
        text = (site / name).read_text(encoding="utf-8")
        if "<main" in text and name != "print/index.html":
            found[name.removesuffix("index.html")] = (
                text.partition("<main")[2].partition(">")[2].partition("</main>")[0]
            )
    return found


def test_every_page_is_written_as_the_patterns_take_it_to_be(site: Path) -> None:
    for address, content in contents(site).items():
        assert "<" not in fragments.TAG.sub("", content), address
        assert ">" not in fragments.TAG.sub("", content), address


def test_a_page_that_is_skimmed_shows_what_the_parser_sees(site: Path) -> None:
    skimmed = 0
    for name in pages(site):
        quick, whole = page_reader.skimmed(site, name), page_reader.parsed(site, name)
        assert quick.anchors == whole.anchors, name
        assert quick.addresses >= whole.addresses, name
        assert [level for level, _ in quick.headings] == [level for level, _ in whole.headings], name
        assert {id_ for _, id_ in quick.repeated} == {id_ for _, id_ in whole.repeated}, name
        for about in ("title", "description", "language", "is_redirect"):
            assert getattr(quick, about) == getattr(whole, about), (name, about)
        skimmed += not quick.targets
    assert skimmed > 0.9 * len(pages(site))


# --- The same, read with a parser


def _sought(element: HtmlElement, found: list[tuple[str, list[str]]]) -> None:
    said = found[-1][1]
    space = "" if element.tag in {"a", "cite", "code", "em", "mark", "q", "span", "strong", "sup"} else " "
    said += [space, element.text or ""]
    for child in element:
        silent = child.tag in ("svg", "script") or "data-search-exclude" in child.attrib
        if not silent and child.get("class") not in ("headerlink", "sign"):
            if re.fullmatch("h[1-6]", child.tag) and child.get("id"):
                found.append((str(child.get("id")), []))
            _sought(child, found)
        found[-1][1].append(child.tail or "")
    found[-1][1].append(space)


def test_the_words_sought_on_a_page_are_those_in_its_elements(site: Path) -> None:
    for address, content in contents(site).items():
        expected: list[tuple[str, list[str]]] = [("", [])]
        _sought(html.fragment_fromstring(content, create_parent="div"), expected)
        assert [(part.id, part.said) for part in search_index.parts(content)] == [
            (id_, " ".join(search_index.folded("".join(texts)))) for id_, texts in expected
        ], address


def test_a_page_joined_to_the_others_says_the_same_under_ids_of_its_own(
    lighthouse_site: Path, lighthouse: Plan
) -> None:
    left_out = (
        ".//nav|.//script|.//footer|.//a[@class='headerlink']|.//*[starts-with(@id, '_referred-to-by')]"
        "|.//*[@data-search-exclude and not(contains(@class, 'sources'))]"
    )
    members = {page.address for page in print_page.members(lighthouse)}
    whole = print_page.Whole(lighthouse)
    for address, content in contents(lighthouse_site).items():
        if address not in members:
            continue
        tree = html.fragment_fromstring(content, create_parent="div")
        for element in tree.xpath(left_out):
            element.drop_tree()
        section = html.fragment_fromstring(whole.section(address, content))
        assert section.text_content().split() == tree.text_content().split(), address
        ids = [print_page.place(address, id_) for id_ in tree.xpath(".//@id")]
        assert section.xpath(".//@id") == [print_page.place(address), *ids], address
        assert not section.xpath(".//h1|.//h2"), address
        assert [len(element) for element in section.iter()] == [len(element) for element in tree.iter()], (
            address
        )
