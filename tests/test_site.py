"""The finished site: what is in its folder, and that a build gives all of it or leaves all as it was."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html
from lxml.html import HtmlElement

from generator import cli
from generator.build import build_site
from generator.check import CheckResult, check_dossier
from generator.diagnostics import reporters
from generator.planning.plan import Plan
from generator.planning.resources import ROOT
from generator.publishing import audit
from tests.folders import LIGHTHOUSE, dossier, lighthouse_file, write

TOP = "https://lighthouses.example/"
BROKEN = {"terms/wick.yaml": "title: Wick\n", "terms/odd.yaml": ""}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lighthouse site, built once."""
    folder = tmp_path_factory.mktemp("lighthouse")
    build_site(dossier(folder), folder / "site")
    return folder / "site"


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by name."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def folders(folder: Path) -> list[str]:
    """Return the folders that stand in another."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def page(site: Path, address: str) -> HtmlElement:
    return html.document_fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def told(top: HtmlElement, query: str) -> list[str]:
    found = top.xpath(query)
    assert isinstance(found, list)
    return [str(item) for item in found]


def select(top: HtmlElement, query: str) -> list[HtmlElement]:
    found = top.xpath(query)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, HtmlElement)]


def words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


Entry = list[Any]
"""What the search shows of a page: its address, title and summary, and its headings with their anchors."""


def searched(site: Path) -> dict[str, Entry]:
    """Return what the search shows of each page, by its address."""
    found = sorted((site / "search").glob("pages-*.json"))
    return {entry[0]: entry for path in found for entry in json.loads(path.read_text(encoding="utf-8"))}


def search_file(site: Path, name: str) -> dict[str, Any]:
    """Return one of the search's files by its short name."""
    read: dict[str, Any] = json.loads((site / f"search/{name}.json").read_text(encoding="utf-8"))
    return read


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(arg) for arg in args])


class TestFiles:
    def test_every_planned_page_is_there(self, site: Path, lighthouse: Plan) -> None:
        assert {f"{address}index.html" for address in lighthouse.pages} <= set(files(site))

    def test_nothing_is_a_page_that_was_not_planned(self, site: Path, lighthouse: Plan) -> None:
        planned = {f"{address}index.html" for address in (*lighthouse.pages, *lighthouse.redirects)}
        pages = {name for name in files(site) if name.endswith(".html")}
        assert {name for name in pages if not name.startswith("editors/")} == {*planned, "404.html"}

    def test_no_record_is_published_as_a_file(self, site: Path) -> None:
        assert [name for name in files(site) if name.endswith((".yaml", ".yml", ".md"))] == []

    def test_the_theme_and_our_own_style_are_there(self, site: Path) -> None:
        expected = {"assets/frame.css", "assets/content.css", "assets/emblem.svg", "search/index.json"}
        assert expected <= set(files(site))

    def test_the_audit_finds_nothing(self, site: Path) -> None:
        assert audit.audit(site) == []

    def test_nothing_is_fetched_from_another_host(self, site: Path, lighthouse: Plan) -> None:
        for address in lighthouse.pages:
            top = page(site, address)
            fetched = told(top, "//script/@src|//img/@src|//link[@rel='stylesheet']/@href|//iframe/@src")
            assert [target for target in fetched if re.match("[a-z]+:|//", target)] == [], address


class TestPages:
    def test_the_home_page_is_called_as_the_dossier(self, site: Path, lighthouse: Plan) -> None:
        assert told(page(site, ""), "//head/title/text()") == [lighthouse.dossier.front.title]

    def test_titles_are_escaped_once(self, site: Path) -> None:
        top = page(site, "terms/wick/")
        name = "Wick <or> snuff - The mutual-lamp clause & its one use"
        assert told(top, "//head/title/text()") == [name]
        assert told(top, "//meta[@property='og:title']/@content") == ["Wick <or> snuff"]
        assert told(top, "//h1/text()") == ["Wick <or> snuff"]

    def test_descriptions_are_escaped_once(self, site: Path) -> None:
        described = told(page(site, "states/marram/"), "//meta[@name='description']/@content")
        assert described == ["Marram & Dunes keeps a vow of darkness, and left the League in 1910."]

    def test_every_page_says_what_it_is(self, site: Path, lighthouse: Plan) -> None:
        for address, planned in lighthouse.pages.items():
            top = page(site, address)
            assert told(top, "//meta[@property='og:title']/@content") == [planned.title], address
            assert told(top, "//meta[@name='description']/@content") == [planned.description], address
            assert told(top, "//link[@rel='canonical']/@href") == [TOP + address], address
            assert told(top, "/html/@lang") == ["en"], address

    def test_chapters_are_named_above_every_page(self, site: Path) -> None:
        links = select(page(site, "terms/wick/"), "//nav[@aria-label='Chapters']//a")
        assert [words(link) for link in links] == [
            *("The clause", "The winter of 1907", "The resolution", "Claims & questions", "Look up")
        ]
        assert links[0].get("href") == "../../provisions/mutual-lamp-clause/"

    def test_headings_are_listed_beside_the_page(self, site: Path) -> None:
        listed = told(page(site, "provisions/mutual-lamp-clause/"), "//aside//a/@href")
        assert {"#by-every-lamp", "#vow-of-darkness", "#origin"} <= set(listed)

    def test_what_is_not_found_is_said_on_a_page_of_the_site(self, site: Path) -> None:
        top = html.document_fromstring((site / "404.html").read_text(encoding="utf-8"))
        assert told(top, "//head/title/text()") == ["Page not found - The mutual-lamp clause & its one use"]


class TestFormerAddresses:
    def test_each_leads_to_the_page_that_is_there_now(self, site: Path, lighthouse: Plan) -> None:
        assert lighthouse.redirects
        for former, now in lighthouse.redirects.items():
            top = page(site, former)
            assert told(top, "//link[@rel='canonical']/@href") == [TOP + now]
            target = told(top, "//meta[@http-equiv='refresh']/@content")[0].partition("url=")[2]
            assert urljoin(TOP + former, target) == TOP + now
            assert told(top, "//a/@href") == [target]

    def test_none_is_in_the_sitemap_or_the_search(self, site: Path, lighthouse: Plan) -> None:
        for former in lighthouse.redirects:
            assert former not in (site / "sitemap.xml").read_text(encoding="utf-8")
            assert former not in searched(site)


class TestSitemap:
    def test_it_dates_every_page_by_its_review(self, site: Path, lighthouse: Plan) -> None:
        tree = etree.fromstring((site / "sitemap.xml").read_bytes())
        entries = {
            "".join(map(str, entry[0].itertext())): "".join(map(str, entry[1].itertext())) for entry in tree
        }
        assert entries == {TOP + address: planned.reviewed for address, planned in lighthouse.pages.items()}

    def test_its_packed_form_is_the_same(self, site: Path) -> None:
        assert (
            gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == (site / "sitemap.xml").read_bytes()
        )


class TestSearch:
    @pytest.fixture(scope="module")
    @staticmethod
    def entries(site: Path) -> dict[str, Entry]:
        return searched(site)

    def test_every_page_is_found_but_the_whole(self, entries: dict[str, Entry], lighthouse: Plan) -> None:
        assert set(lighthouse.pages) - set(entries) == {"print/"}

    def test_a_page_is_shown_by_its_title_and_summary(
        self, entries: dict[str, Entry], lighthouse: Plan
    ) -> None:
        for address, (_, title, summary, _) in entries.items():
            assert (title, summary) == (
                lighthouse.pages[address].title,
                lighthouse.pages[address].description,
            )

    def test_a_record_is_found_by_its_other_names(self, site: Path) -> None:
        assert "the lamp clause" in search_file(site, "words-th")["names"]

    def test_the_words_of_a_page_are_searched_without_its_trail_and_footer(self, site: Path) -> None:
        assert len(search_file(site, "words-dr")["words"]["draws"]) >= 2
        assert "reviewed" not in search_file(site, "words-re")["words"]

    def test_a_part_of_a_page_is_not_found_under_the_title_of_the_page(
        self, entries: dict[str, Entry]
    ) -> None:
        parts = [(title, heading) for _, title, _, parts in entries.values() for _, heading in parts]
        assert [title for title, heading in parts if title == heading] == []


class TestOddNames:
    """What the theme shows as HTML is escaped before it gets there."""

    @pytest.fixture(scope="class")
    @staticmethod
    def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A site with an odd heading and an odd name."""
        folder = tmp_path_factory.mktemp("odd")
        text = lighthouse_file(
            "terms/wick.yaml",
            ("abbreviation: wk.", "abbreviation: wk.\naliases: [<i>A & B]"),
            ("related:", "sections:\n  - {id: c, heading: <i>C & D, body: 'E. [editors]'}\nrelated:"),
        )
        build_site(dossier(folder, {"terms/wick.yaml": text}), folder / "site")
        return folder / "site"

    def test_in_the_table_of_contents(self, odd: Path) -> None:
        links = select(page(odd, "terms/wick/"), "//aside//a[@href='#c']")
        assert [words(link) for link in links] == ["<i>C & D"]

    def test_in_the_search_it_is_text(self, odd: Path) -> None:
        assert ["c", "<i>C & D"] in searched(odd)["terms/wick/"][3]
        assert "i a b" in search_file(odd, "words-i")["names"]


class TestBuildsAreTheSameToTheByte:
    def test_elsewhere_with_another_seed_clock_and_language(self, site: Path, tmp_path: Path) -> None:
        environment = os.environ | {
            "PYTHONHASHSEED": "4217",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "SOURCE_DATE_EPOCH": "1",
        }
        content = dossier(tmp_path / "elsewhere")
        for path in content.rglob("*.yaml"):
            os.utime(path, (1, 1))
        built = tmp_path / "not/there/yet"
        subprocess.run(
            [sys.executable, "-m", "generator", "build", "--content", content, "--site", built],
            env=environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        assert differences(site, built) == []
        assert folders(built.parent) == [built.name]


def differences(one: Path, other: Path) -> list[str]:
    ones, others = files(one), files(other)
    return sorted(name for name in {*ones, *others} if ones.get(name) != others.get(name))


class TestMkDocsItself:
    @pytest.fixture(scope="class")
    @staticmethod
    def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """The project's settings, for another content folder."""
        settings = tmp_path_factory.mktemp("mkdocs") / "mkdocs.yml"
        settings.write_text(
            f"INHERIT: {ROOT / 'mkdocs.yml'}\n"
            f"docs_dir: {LIGHTHOUSE}\n"
            f"theme:\n  custom_dir: {ROOT / 'templates/theme'}\n"
            "watch: []\n",
            encoding="utf-8",
        )
        return settings

    def test_its_own_strict_build_gives_the_same_site(
        self, site: Path, settings: Path, tmp_path: Path
    ) -> None:
        built = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", settings, "-d", tmp_path / "site"],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert built.returncode == 0, built.stderr
        # Manifest and checksums are ours: they say what was built, once all of it is there.
        assert differences(site, tmp_path / "site") in ([], ["SHA256SUMS", "manifest.json"])

    def test_it_stops_on_broken_content(self, settings: Path, tmp_path: Path) -> None:
        broken = dossier(tmp_path, BROKEN)
        text = settings.read_text(encoding="utf-8").replace(str(LIGHTHOUSE), str(broken))
        write(tmp_path, {"mkdocs.yml": text})
        built = subprocess.run(
            [
                sys.executable,
                "-m",
                "mkdocs",
                "build",
                "-f",
                tmp_path / "mkdocs.yml",
                "-d",
                tmp_path / "site",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert built.returncode == 1
        assert "content/terms/odd.yaml:1:1: Y02" in built.stderr
        assert not (tmp_path / "site").exists()


class TestAllOrNothing:
    @pytest.fixture
    @staticmethod
    def project(tmp_path: Path) -> Iterator[Path]:
        """A folder with sound content and a former site; no other folder is in it after the test."""
        project = tmp_path / "project"
        dossier(project)
        write(project / "site", {"index.html": "the former site", "former/index.html": "a former page"})
        yield project
        assert folders(project) == ["content", "site"]

    def test_broken_content_leaves_the_former_site_as_it_was(self, project: Path) -> None:
        write(project / "content", BROKEN)
        before = files(project / "site")
        result = run("build", "--content", project / "content", "--site", project / "site")
        assert result.exit_code == 1
        assert files(project / "site") == before

    def test_the_problems_are_printed_all_of_them(self, project: Path) -> None:
        write(project / "content", BROKEN)
        checked = run("check", "--content", project / "content")
        result = run("build", "--content", project / "content", "--site", project / "site")
        assert checked.stderr.strip() in result.stderr
        assert "The site is in" not in result.output

    def test_broken_content_makes_no_site_where_there_was_none(self, project: Path) -> None:
        write(project / "content", BROKEN)
        shutil.rmtree(project / "site")
        assert run("build", "--content", project / "content", "--site", project / "site").exit_code == 1
        assert not (project / "site").exists()
        (project / "site").mkdir()

    def test_a_finding_of_the_audit_leaves_the_former_site_as_it_was(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        finding = audit.Finding("wick/index.html", 4, "the link b/ leads nowhere")
        monkeypatch.setattr("generator.publishing.audit.audit", lambda *_: [finding])
        before = files(project / "site")
        result = run("build", "--content", project / "content", "--site", project / "site")
        assert result.exit_code == 1
        assert "wick/index.html:4: the link b/ leads nowhere" in result.stderr
        assert files(project / "site") == before

    def test_an_error_of_a_template_leaves_the_former_site_as_it_was(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise RuntimeError("a fault of the generator")

        monkeypatch.setattr("generator.rendering.renderer.Renderer.page", fail)
        before = files(project / "site")
        assert run("build", "--content", project / "content", "--site", project / "site").exit_code == 1
        assert files(project / "site") == before

    def test_a_build_replaces_the_former_site_whole(self, project: Path, site: Path) -> None:
        result = run("build", "--content", project / "content", "--site", project / "site")
        assert (result.exit_code, result.stdout) == (0, f"The site is in {project / 'site'}/\n")
        assert differences(site, project / "site") == []

    @pytest.mark.parametrize("target", [".", "content", "content/terms", "content/new"])
    def test_the_content_is_never_replaced_by_the_site(self, tmp_path: Path, target: str) -> None:
        content = dossier(tmp_path / "project")
        before = files(content)
        result = run("build", "--content", content, "--site", content.parent / target)
        assert files(content) == before
        assert result.exit_code != 0

    def test_a_folder_that_holds_the_content_is_never_replaced_even_if_it_looks_like_a_site(
        self, tmp_path: Path
    ) -> None:
        content = dossier(tmp_path / "project")
        write(content.parent, {"index.html": "a page beside the content"})
        result = run("build", "--content", content, "--site", content.parent)
        assert (content / "dossier.yaml").exists()
        assert result.exit_code != 0

    @pytest.mark.parametrize("address", [f"{TOP}clause/", f"{TOP}clause"])
    def test_a_site_may_live_below_the_root_of_its_host(self, project: Path, address: str) -> None:
        front = lighthouse_file("dossier.yaml", (f"address: {TOP}", f"address: {address}"))
        write(project / "content", {"dossier.yaml": front})
        assert run("build", "--content", project / "content", "--site", project / "site").exit_code == 0
        assert f"<loc>{TOP}clause/terms/wick/</loc>" in (project / "site/sitemap.xml").read_text()


class TestTheRealContent:
    """The dossier that is published, not the invented one."""

    @pytest.fixture(scope="class")
    @staticmethod
    def checked() -> CheckResult:
        return check_dossier(ROOT / "content")

    def test_it_has_no_problems(self, checked: CheckResult) -> None:
        assert not checked.report, reporters.text(checked.report)

    def test_it_is_built_and_its_pages_are_all_there(self, checked: CheckResult, tmp_path: Path) -> None:
        assert checked.plan is not None, "it has problems"
        build_site(ROOT / "content", tmp_path / "site")
        assert {f"{address}index.html" for address in checked.plan.pages} <= set(files(tmp_path / "site"))
