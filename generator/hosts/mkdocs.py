"""The dossier as a MkDocs plugin: every page a virtual file, the navigation from the plan.

Attached by public events alone, see https://www.mkdocs.org/dev-guide/plugins/#events.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

import click
from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from generator import audit, contact, editors, headers, links, pipeline, preview, published, search
from generator.desk import Heap, desk
from generator.editors import EditorsPage
from generator.hosts.shells import Filling, Shells, meta
from generator.plan import WHOLE, Plan, PlannedPage, lasting, plan
from generator.problems import Report
from generator.render import Rendered, Renderer, problems_page, redirect_page

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
CODE = ROOT / "generator"

NOT_IN_NAV = InclusionLevel.NOT_IN_NAV
NOT_LOADED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""What the theme brings along and our frame does not load."""


class Settings(Config):
    """The plugin has no settings: everything with a choice in it is the dossier's to say."""


class ExplainerPlugin(BasePlugin[Settings]):
    """Publishes the content folder (`docs_dir`) as the plan says.

    In `build`, any problem stops the run before a file is written. In `serve`, the problems are
    shown above the last good pages, and at their places, until the content is mended.

    MkDocs builds the pages of its navigation. All others are rendered here and put into frames that the
    theme renders once for each shape of page, which is many times faster. With `reference` MkDocs builds
    them too, to the same byte.
    """

    def __init__(self) -> None:
        self.serving = False
        self.reference = False
        self.nav: Navigation | None = None
        self.plan: Plan | None = None
        self.report = Report()
        self.content = Path()
        self.above = ""
        self.renderer: Renderer | None = None
        self.editors: dict[str, EditorsPage] = {}
        self.desk: tuple[Heap, ...] = ()
        self.found: dict[str, search.Found] = {}
        self._code = _digest(CODE)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. Having this event also keeps the plugin between builds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the content, and name the site as the dossier does."""
        if self.serving:
            self._follow_code()
        self.content = Path(config.docs_dir)
        dossier, self.report = pipeline.check(self.content)
        self.above = problems_page(self.report, TEMPLATES) if self.report else ""
        if dossier:
            self.plan = plan(dossier, published.kept(self.content))
            self.desk = desk(dossier, links.kept(self.content))
        self.found = {}
        if self.report:
            click.echo(self.report.as_text(), err=True)
            if not self.serving:
                raise Abort("the content has problems; nothing was built")
        if self.plan:
            front = self.plan.dossier.front
            self.renderer = Renderer(self.plan, TEMPLATES)
            self.editors = editors.pages(TEMPLATES)
            config.site_name = escape(front.title)
            config.site_description = escape(front.summary)
            if not self.serving:
                config.site_url = lasting(self.plan, "")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the planned pages in the place of the content files; a theme's own files stay."""
        content = Path(config.docs_dir).resolve()
        kept = [
            file
            for file in files
            if not (file.abs_src_path and content in Path(file.abs_src_path).resolve().parents)
            and not file.src_uri.startswith(NOT_LOADED)
        ]
        if self.plan is None:
            config.nav = None
            return Files([*kept, File.generated(config, _source(""), content="")])
        others = self._others() if self.reference else ()
        planned = [
            File.generated(config, _source(address), content="", inclusion=level)
            for address, level in {**_framed(self.plan), **dict.fromkeys(others, NOT_IN_NAV)}.items()
        ]
        for former, now in self.plan.redirects.items():
            html = redirect_page(self.plan, former, now)
            planned.append(File.generated(config, f"{former}index.html", content=html))
        config.nav = [
            {"Home": _source("")},
            *({escape(title): [_source(a) for a in group]} for title, group in _groups(self.plan)),
        ]
        listed = [
            (urljoin(config.site_url or "/", page.address), page) for page in self.plan.pages.values()
        ]
        config.extra["listed"] = [(escape(url), page.reviewed) for url, page in listed]
        return Files([*kept, *planned])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Let each page know its chapter, and date it by its review, not by the build."""
        self.nav = nav
        sections = [item for item in nav.items if isinstance(item, Section)]
        for file in files.documentation_pages():
            shown = self._shown(file.page)
            if shown and file.page:
                file.page.update_date = shown.reviewed if isinstance(shown, PlannedPage) else self._reviewed
                if shown.chapter is not None and file.page.parent is None:
                    file.page.parent = sections[shown.chapter]
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Render a page that MkDocs builds."""
        shown = self._shown(page)
        filling = self._filling(shown) if shown else self._nothing()
        page.meta = meta(filling)
        return filling.content

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Build all other pages, in frames that the theme renders once for each shape of page."""
        if self.plan and not self.reference:
            assert self.nav
            shells = Shells(env, self.nav, files, config)
            for address, page in self._others().items():
                path = Path(config.site_dir, address, "index.html")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(shells.page(address, page.chapter, self._filling(page)), encoding="utf-8")
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page, and audit the finished HTML: a finding is a fault of our own."""
        for name, text in self._beside_the_pages().items():
            path = Path(config.site_dir, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if not self.serving:
            findings = audit.audit(Path(config.site_dir), urlsplit(config.site_url or "/").path)
            if findings:
                click.echo("\n".join(str(finding) for finding in findings), err=True)
                raise Abort(f"{len(findings)} findings in the finished pages")

    @property
    def _reviewed(self) -> str:
        return self.plan.dossier.front.reviewed if self.plan else ""

    def _beside_the_pages(self) -> dict[str, str]:
        """Return the search, and the files that hosts and finders of weaknesses look for."""
        texts = search.files(self.found.values())
        if self.plan:
            front = self.plan.dossier.front
            texts |= headers.files(headers.top_of(front.address))
            texts |= {contact.NAME: told} if (told := contact.security_txt(front)) else {}
        return texts

    def _others(self) -> dict[str, PlannedPage | EditorsPage]:
        """Return the pages that the frame does not lead to, by their addresses."""
        assert self.plan
        framed = set(_framed(self.plan))
        every: dict[str, PlannedPage | EditorsPage] = {**self.plan.pages, **self.editors}
        return {address: page for address, page in every.items() if address not in framed}

    def _shown(self, page: Page | None) -> PlannedPage | EditorsPage | None:
        if page is None or self.plan is None:
            return None
        address = page.file.src_uri.removesuffix("index.md")
        return self.plan.pages.get(address) or self.editors.get(address)

    def _filling(self, page: PlannedPage | EditorsPage) -> Filling:
        """Render all of a page that is not its frame, and note what of it is sought."""
        assert self.renderer
        renderer = self.renderer
        if isinstance(page, EditorsPage):
            rendered, navigation, head = (
                renderer.for_editors(page, self.editors.values(), self.desk, part)
                for part in ("", "navigation", "head")
            )
            beside = renderer.contents(rendered.headings) + navigation.html
            return Filling(escape(page.title), head.html, self.above + rendered.html, beside)
        rendered = renderer.render(page)
        if page.address != WHOLE.address:
            self.found[page.address] = _found(page, rendered.html)
        beside = renderer.contents(rendered.headings) + renderer.navigation(page)
        return Filling(escape(page.title), renderer.head(page), self._with_problems(page, rendered), beside)

    def _nothing(self) -> Filling:
        title = "No page can be shown yet"
        return Filling(title, "", f"<h1>{title}</h1>{self.above}", "")

    def _with_problems(self, page: PlannedPage, rendered: Rendered) -> str:
        """Return a page with the problems of the content above it, and those of its record in it."""
        if not self.report or not page.record:
            return self.above + rendered.html
        assert self.plan
        path = self.plan.dossier.documents[page.record.id].path
        own = Report(tuple(p for p in self.report if p.location.path == path), self.report.site)
        return self.above + preview.placed(rendered, own, self.content.parent / path, TEMPLATES)

    def _follow_code(self) -> None:
        """Start the preview anew when the generator's own code has changed and still compiles."""
        digest = _digest(CODE)
        if digest == self._code:
            return
        self._code = digest
        for path in CODE.rglob("*.py"):
            try:
                compile(path.read_text(encoding="utf-8"), str(path), "exec")
            except SyntaxError as error:
                click.echo(f"{path.relative_to(ROOT)}:{error.lineno}: {error.msg}; old code kept", err=True)
                return
        click.echo("The generator has changed: starting anew.", err=True)
        os.execv(sys.executable, sys.orig_argv)


def _source(address: str) -> str:
    return f"{address}index.md"


def _found(page: PlannedPage, fragment: str) -> search.Found:
    names = page.record.aliases if page.record else ()
    parts = search.parts(fragment)
    return search.Found(page.address, page.title, page.description, names, page.boost, parts)


def _groups(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield each chapter's title and the addresses MkDocs' own navigation holds of it."""
    for chapter in plan.chapters:
        addresses = [chapter.address, *(index.address for index in chapter.indexes)]
        yield chapter.title, list(dict.fromkeys(addresses))


def _framed(plan: Plan) -> dict[str, InclusionLevel]:
    """Return the addresses that the frame of every page leads to, and whether as MkDocs' navigation."""
    navigation = ["", *(address for _, group in _groups(plan) for address in group)]
    return {**dict.fromkeys(navigation, InclusionLevel.INCLUDED), WHOLE.address: NOT_IN_NAV}


def _digest(folder: Path) -> str:
    found = sha256()
    for path in sorted(folder.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
