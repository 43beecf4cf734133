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
from urllib.parse import urlsplit

import click
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import audit, editors, links, pipeline, published, search
from generator.desk import Heap, desk
from generator.editors import EditorsPage
from generator.plan import WHOLE, Plan, PlannedPage, lasting, plan
from generator.problems import Report
from generator.render import Heading, Rendered, Renderer, problems_page, redirect_page

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
CODE = ROOT / "generator"

NOT_LOADED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""What the theme brings along and our frame does not load."""


class Settings(Config):
    """The plugin has no settings: everything with a choice in it is the dossier's to say."""


class ExplainerPlugin(BasePlugin[Settings]):
    """Publishes the content folder (`docs_dir`) as the plan says.

    In `build`, any problem stops the run before a file is written. In `serve`, the problems are
    shown above the last good pages until the content is mended.
    """

    def __init__(self) -> None:
        self.serving = False
        self.plan: Plan | None = None
        self.report = Report()
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
        dossier, self.report = pipeline.check(Path(config.docs_dir))
        if dossier:
            self.plan = plan(dossier, published.kept(Path(config.docs_dir)))
            self.desk = desk(dossier, links.kept(Path(config.docs_dir)))
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
        planned: list[File] = []
        if self.plan:
            in_navigation = set(_navigation_addresses(self.plan))
            for address in self.plan.pages:
                level = InclusionLevel.INCLUDED if address in in_navigation else InclusionLevel.NOT_IN_NAV
                planned.append(File.generated(config, _source(address), content="", inclusion=level))
            for address in self.editors:
                level = InclusionLevel.NOT_IN_NAV
                planned.append(File.generated(config, _source(address), content="", inclusion=level))
            for former, now in self.plan.redirects.items():
                html = redirect_page(self.plan, former, now)
                planned.append(File.generated(config, f"{former}index.html", content=html))
            config.nav = [
                {"Home": _source("")},
                *({escape(title): [_source(a) for a in group]} for title, group in _groups(self.plan)),
            ]
        else:
            planned.append(File.generated(config, _source(""), content=""))
            config.nav = None
        return Files([*kept, *planned])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Let each page know its chapter, and date it by its review, not by the build."""
        sections = [item for item in nav.items if isinstance(item, Section)]
        for file in files.documentation_pages():
            page = self._planned(file.page)
            if page and file.page:
                file.page.update_date = page.reviewed
                if page.chapter is not None and file.page.parent is None:
                    file.page.parent = sections[page.chapter]
            elif file.page and self.plan:
                file.page.update_date = self.plan.dossier.front.reviewed
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give MkDocs what it asks of a page's front matter."""
        planned = self._planned(page)
        if planned:
            page.meta = {
                "title": escape(planned.title),
                "description": escape(planned.description),
                "beside": self.renderer.navigation(planned) if self.renderer else "",
                "head": self.renderer.head(planned) if self.renderer else "",
            }
        for_editors = self._for_editors(page)
        if for_editors:
            page.meta = {
                "title": escape(for_editors.title),
                "description": escape(for_editors.description),
                "unlisted": True,
                "beside": self._rendered(for_editors, "navigation").html,
                "head": self._rendered(for_editors, "head").html,
            }
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Render the page and hand over its table of contents."""
        shown = self._planned(page) or self._for_editors(page)
        above = problems_page(self.report, TEMPLATES) if self.report else ""
        if shown is None or self.renderer is None:
            return f"<h1>No page can be shown yet</h1>{above}"
        renderer = self.renderer
        rendered = self._rendered(shown) if isinstance(shown, EditorsPage) else renderer.render(shown)
        page.toc = TableOfContents(_links(shown.title, rendered.headings))
        if isinstance(shown, PlannedPage) and shown.address != WHOLE.address:
            self.found[shown.address] = _found(shown, rendered.html)
        return above + rendered.html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search, and audit the finished HTML: a finding is a fault of the generator or theme."""
        for name, text in search.files(self.found.values()).items():
            path = Path(config.site_dir, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if not self.serving:
            findings = audit.audit(Path(config.site_dir), urlsplit(config.site_url or "/").path)
            if findings:
                click.echo("\n".join(str(finding) for finding in findings), err=True)
                raise Abort(f"{len(findings)} findings in the finished pages")

    def _planned(self, page: Page | None) -> PlannedPage | None:
        if page is None or self.plan is None:
            return None
        return self.plan.pages.get(page.file.src_uri.removesuffix("index.md"))

    def _for_editors(self, page: Page) -> EditorsPage | None:
        return self.editors.get(page.file.src_uri.removesuffix("index.md")) if self.renderer else None

    def _rendered(self, page: EditorsPage, part: str = "") -> Rendered:
        assert self.renderer
        return self.renderer.for_editors(page, self.editors.values(), self.desk, part)

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


def _navigation_addresses(plan: Plan) -> Iterator[str]:
    yield ""
    for _, addresses in _groups(plan):
        yield from addresses


def _links(title: str, headings: tuple[Heading, ...]) -> list[AnchorLink]:
    """Return the headings as MkDocs' table of contents, nested by level."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.title), heading.id, heading.level)
        while above and above[-1].level >= heading.level:
            above.pop()
        (above[-1].children if above else top).append(link)
        above.append(link)
    return top


def _digest(folder: Path) -> str:
    found = sha256()
    for path in sorted(folder.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
