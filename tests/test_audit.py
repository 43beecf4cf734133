"""The audit of finished pages: each fault it finds, on a site of a page or two, and what is no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publishing.audit import Finding, as_text, audit
from tests.folders import write


def html(body: str = "", *, title: str = "Lamp", head: str = "", lang: str = "en") -> str:
    """Return a sound page with some words in its body and its head."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="description" content="On lamps.">{head}</head>\n'
        f"<body><h1>Lamp</h1>\n{body}</body></html>\n"
    )


WICK = html('<h2 id="oil">Oil</h2>', title="Wick")
MOVED = (
    '<!doctype html><html><head><meta http-equiv="refresh" content="0; url=../wick/"></head>'
    '<body><a href="../wick/">Wick</a></body></html>'
)


def site(folder: Path, files: dict[str, str]) -> Path:
    write(folder, files)
    return folder


FINDINGS = {
    "a dead link": (
        {"index.html": html('<a href="wick/">Wick</a>')},
        ["index.html:3: the link wick/ leads nowhere"],
    ),
    "a dead link from a page further down": (
        {"terms/wick/index.html": html('<a href="../keeper/">Keeper</a>')},
        ["terms/wick/index.html:3: the link ../keeper/ leads nowhere"],
    ),
    "a dead link to a file": (
        {"index.html": html('<a href="wick.pdf">Wick</a>')},
        ["index.html:3: the link wick.pdf leads nowhere"],
    ),
    "a dead link that begins at the root": (
        {"terms/index.html": html('<a href="/wick/">Wick</a>')},
        ["terms/index.html:3: the link /wick/ leads nowhere"],
    ),
    "a dead link in HTML that no template wrote": (
        {"index.html": html("<DIV><P><A class=x HREF=wick/>Wick</A></DIV>")},
        ["index.html:3: the link wick/ leads nowhere"],
    ),
    "a dead link with a percent sign": (
        {"index.html": html('<a href="w%C3%AFck/">Wick</a>')},
        ["index.html:3: the link w%C3%AFck/ leads nowhere"],
    ),
    "a folder without its page": (
        {"index.html": html('<a href="terms/">Terms</a>'), "terms/wick/index.html": WICK},
        ["index.html:3: the link terms/ leads nowhere"],
    ),
    "a missing picture": (
        {"index.html": html('<img src="lamp.svg" alt="">')},
        ["index.html:3: the link lamp.svg leads nowhere"],
    ),
    "a missing style sheet": (
        {"index.html": html(head='<link rel="stylesheet" href="lamp.css">')},
        ["index.html:1: the link lamp.css leads nowhere"],
    ),
    "a missing script": (
        {"index.html": html('<script src="lamp.js"></script>')},
        ["index.html:3: the link lamp.js leads nowhere"],
    ),
    "a dead anchor": (
        {"index.html": html('<a href="wick/#wax">Wax</a>'), "wick/index.html": WICK},
        ["index.html:3: the link wick/#wax leads to no anchor"],
    ),
    "a dead anchor on the same page": (
        {"index.html": html('<a href="#wax">Wax</a>')},
        ["index.html:3: the link #wax leads to no anchor"],
    ),
    "the same dead link twice": (
        {"index.html": html('<a href="a/">A</a>\n<a href="a/">A</a>')},
        ["index.html:3: the link a/ leads nowhere", "index.html:4: the link a/ leads nowhere"],
    ),
    "a dead link on the page of a former address": (
        {"snuff/index.html": MOVED},
        ["snuff/index.html:1: the link ../wick/ leads nowhere"],
    ),
    "an id that stands twice": (
        {"index.html": html('<p id="oil">Oil</p>\n<p id="oil">Oil</p>')},
        [
            "index.html:3: the id oil stands more than once",
            "index.html:4: the id oil stands more than once",
        ],
    ),
    "a heading that skips a level": (
        {"index.html": html("<h3>Oil</h3>")},
        ["index.html:3: a heading of level 3 follows level 1"],
    ),
    "a heading that skips a level further on": (
        {"index.html": html("<h2>Oil</h2><h3>Blue</h3><h2>Wax</h2>\n<h4>White</h4>")},
        ["index.html:4: a heading of level 4 follows level 2"],
    ),
    "two first headings": (
        {"index.html": html("<h1>Lamp again</h1>")},
        ["index.html:1: 2 headings of the first level instead of one"],
    ),
    "no first heading": (
        {"index.html": html().replace("h1>", "p>")},
        ["index.html:1: 0 headings of the first level instead of one"],
    ),
    "no title": (
        {"index.html": html(title=" ")},
        ["index.html:1: the page has no title"],
    ),
    "a title in a picture alone": (
        {"index.html": html("<svg><title>Lamp</title></svg>").replace("<title>Lamp</title><meta", "<meta")},
        ["index.html:1: the page has no title"],
    ),
    "no description": (
        {"index.html": html().replace("description", "keywords")},
        ["index.html:1: the page has no description"],
    ),
    "an empty description": (
        {"index.html": html().replace("On lamps.", " ")},
        ["index.html:1: the page has no description"],
    ),
    "no language": (
        {"index.html": html(lang="")},
        ["index.html:1: the page names no language"],
    ),
    "a title that two pages share": (
        {"index.html": html(), "wick/index.html": html()},
        [
            "index.html:1: the title 'Lamp' is shared with another page",
            "wick/index.html:1: the title 'Lamp' is shared with another page",
        ],
    ),
    "several at once, in the order of files and lines": (
        {
            "wick/index.html": html('<a href="b/">B</a>', title="Wick"),
            "index.html": html('<h3 id="a">A</h3>\n<p id="a">A</p>\n<a href="b/">B</a>', lang=""),
        },
        [
            "index.html:1: the page names no language",
            "index.html:3: a heading of level 3 follows level 1",
            "index.html:3: the id a stands more than once",
            "index.html:4: the id a stands more than once",
            "index.html:5: the link b/ leads nowhere",
            "wick/index.html:3: the link b/ leads nowhere",
        ],
    ),
}

SOUND: dict[str, dict[str, str]] = {
    "nothing at all": {},
    "a page": {"index.html": html()},
    "links in every direction": {
        "index.html": html('<a href="wick/">Wick</a><a href="./">Lamp</a><a href=".">Lamp</a>'),
        "wick/index.html": html(
            '<a href="../">Lamp</a><a href="..">Lamp</a><a href="../wick/index.html">Wick</a>', title="Wick"
        ),
    },
    "links that begin at the root": {
        "404.html": html('<a href="/">Lamp</a><a href="/wick/#oil">Oil</a>', title="Not found"),
        "index.html": html(),
        "wick/index.html": WICK,
    },
    "anchors": {
        "index.html": html(
            '<p id="oil">Oil</p><a name="wax">Wax</a><a href="#oil">Oil</a><a href="#wax">Wax</a>'
            '<a href="wick/#oil">Oil</a><a href="#">Up</a>'
        ),
        "wick/index.html": WICK,
    },
    "names with a percent sign": {
        "index.html": html('<a href="%C3%96stvik/#%C3%B6l">Oil</a><a href="a%20b.txt">A b</a>'),
        "Östvik/index.html": html('<p id="öl">Oil</p>', title="Östvik"),
        "a b.txt": "",
    },
    "a question mark after an address": {
        "index.html": html('<a href="wick/?lamp=1#oil">Oil</a>'),
        "wick/index.html": WICK,
    },
    "pictures, styles and scripts": {
        "index.html": html(
            '<img src="lamp.svg" alt=""><script src="a/lamp.js"></script><script>1</script>',
            head='<link rel="stylesheet" href="lamp.css">',
        ),
        **{"lamp.svg": "", "lamp.css": "", "a/lamp.js": ""},
    },
    "an anchor in a file that is no page": {
        "index.html": html('<a href="lamp.svg#a">A</a>'),
        "lamp.svg": "",
    },
    "other hosts": {
        "index.html": html(
            '<a href="https://lighthouses.example/nowhere">A</a><a href="//lighthouses.example/">B</a>'
            '<a href="mailto:keeper@lighthouses.example">C</a><a href="HTTPS://lighthouses.example">D</a>'
        )
    },
    "what the theme's scripts take hold of": {
        "index.html": html('<a href="javascript:void(0)">A</a><form action=""></form><a>B</a>')
    },
    "headings that go down by one and up by any": {
        "index.html": html("<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>")
    },
    "a former address has no heading, title, description or language": {
        "snuff/index.html": MOVED,
        "flame/index.html": MOVED,
        "wick/index.html": WICK,
    },
}


@pytest.mark.parametrize(("files", "expected"), FINDINGS.values(), ids=FINDINGS)
def test_a_fault_is_found(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    assert [str(finding) for finding in audit(site(tmp_path, files))] == expected


@pytest.mark.parametrize("files", SOUND.values(), ids=SOUND)
def test_a_sound_site_has_no_findings(tmp_path: Path, files: dict[str, str]) -> None:
    assert audit(site(tmp_path, files)) == []


def test_a_finding_names_page_line_and_fault(tmp_path: Path) -> None:
    found = audit(site(tmp_path, {"a/index.html": html('\n<a href="b/">B</a>')}))
    assert found == [Finding("a/index.html", 4, "the link b/ leads nowhere")]


def test_an_empty_page_is_a_finding(tmp_path: Path) -> None:
    assert audit(site(tmp_path, {"index.html": "", "wick/index.html": WICK}))


def test_a_redirect_without_a_link_is_followed_too(tmp_path: Path) -> None:
    moved = '<!doctype html><html><head><meta http-equiv="refresh" content="0; url=../wick/"></head></html>'
    found = audit(site(tmp_path, {"snuff/index.html": moved}))
    assert [str(finding) for finding in found] == ["snuff/index.html:1: the link ../wick/ leads nowhere"]


def test_links_from_the_root_of_the_host_begin_with_the_path_of_the_site(tmp_path: Path) -> None:
    links = '<a href="/lamps/wick/">A</a>\n<a href="/wick/">B</a>'
    folder = site(tmp_path, {"index.html": html(links), "wick/index.html": WICK})
    assert [str(finding) for finding in audit(folder, "/lamps/")] == [
        "index.html:4: the link /wick/ leads nowhere"
    ]


def test_findings_with_one_cause_are_grouped() -> None:
    same = [Finding(f"p{n}/index.html", 4, "the link x.css leads nowhere") for n in range(12)]
    lines = as_text([*same, Finding("q/index.html", 1, "the page has no title")]).splitlines()
    assert lines[0] == "p0/index.html:4: the link x.css leads nowhere"
    assert lines[10:] == [
        "  and 2 more pages: the link x.css leads nowhere",
        "q/index.html:1: the page has no title",
    ]
