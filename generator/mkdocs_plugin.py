"""The dossier as a MkDocs plugin: every page a virtual file, the navigation from the plan.

Attached by public events alone, see https://www.mkdocs.org/dev-guide/plugins/#events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import click
from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from .cache import Cache
from .cores import beside
from .edition import AnyPage, Edition, Filling
from .mkdocs_frame import Shells, meta, source
from .planning.plan import WHOLE, Plan, PlannedPage, lasting
from .planning.resources import TEMPLATES
from .preview.server import Preview, Seen, seen
from .publishing import audit
from .publishing.audit import Finding
from .rendering.renderer import redirect_page

NOT_IN_NAV = InclusionLevel.NOT_IN_NAV
NOT_LOADED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""What the theme brings along and our frame does not load."""


class Settings(Config):
    """The plugin has no settings: everything with a choice in it is the dossier's to say."""


class ExplainerPlugin(BasePlugin[Settings]):
    """Publishes the content folder (`docs_dir`) as the plan says.

    In `build`, any problem stops the run before a file is written. In `serve`, MkDocs makes the frame, and
    pages are made when they are asked for.

    In a build, MkDocs makes the pages of its navigation. All others are rendered here and put into frames
    that the theme renders once for each shape of page, which is many times faster. With `reference` MkDocs
    makes them too, to the same byte.
    """

    def __init__(self) -> None:
        self.serving = False
        self.reference = False
        self.cache: Cache | None = None
        self.last: Callable[[], None] = lambda: None
        self.edition: Edition | None = None
        self.seen: Seen | None = None
        self.shells: Shells | None = None
        self.nav: Navigation | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. Having this event also keeps the plugin between builds."""
        self.serving = command == "serve"
        self.edition = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the content, and name the site as the dossier does."""
        if self.edition is None:
            self.seen = seen(config) if self.serving else None
            self.edition = Edition(Path(config.docs_dir), TEMPLATES, preview=self.serving, cache=self.cache)
            if self.edition.report:
                click.echo(self.edition.report.as_text(), err=True)
                if not self.serving:
                    raise Abort("the content has problems; nothing was built")
        if self.edition.plan:
            front = self.edition.plan.dossier.front
            config.site_name = escape(front.title)
            config.site_description = escape(front.summary)
            if not self.serving:
                config.site_url = lasting(self.edition.plan, "")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the planned pages in the place of the content files; a theme's own files stay."""
        kept = [
            file
            for file in files
            if file.src_dir != config.docs_dir and not file.src_uri.startswith(NOT_LOADED)
        ]
        plan = self._plan
        if plan is None:
            config.nav = None
            return Files([*kept, File.generated(config, source(""), content="")])
        levels = _framed(plan) | (dict.fromkeys(self._others(), NOT_IN_NAV) if self.reference else {})
        planned = [
            File.generated(config, source(address), content="", inclusion=level)
            for address, level in levels.items()
        ]
        if not self.serving:
            for former, now in plan.redirects.items():
                html = redirect_page(plan, former, now)
                planned.append(File.generated(config, f"{former}index.html", content=html))
        config.nav = [
            {"Home": source("")},
            *({escape(title): [source(a) for a in group]} for title, group in _groups(plan)),
        ]
        config.extra["listed"] = self._edition.listed()
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

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Write the pages, and fill those that MkDocs is to write; a preview makes them when asked."""
        assert self.nav
        self.shells = Shells(env, self.nav, files, config)
        if not self.serving:
            self._write(self.shells, Path(config.site_dir))
        for file in files.documentation_pages():
            assert file.page
            shown = None if self.serving else self._shown(file.page)
            filling = self._edition.filling(shown) if shown else Filling("", "", "", "")
            file.page.content, file.page.meta = filling.content, meta(filling)
        if not self.serving:
            self._edition.release_sections()
        return env

    def _write(self, shells: Shells, site: Path) -> None:
        """Make all pages, and write those that MkDocs is not to write."""
        ours = {} if self.reference else self._others()

        def frame(page: AnyPage, filling: Filling) -> str:
            return shells.page(page.address, page.chapter, filling) if page.address in ours else ""

        for page, html in self._edition.each(frame):
            if page.address in ours:
                folder = site / page.address
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "index.html").write_bytes(html.encode())

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page, and audit the finished HTML: a finding is a fault of our own."""
        if self.serving:
            return
        site = Path(config.site_dir)

        def write() -> None:
            for name, text in (self._edition.sought() | self._edition.for_hosts()).items():
                path = site / name
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
            self.last()

        def look() -> list[Finding]:
            return audit.audit(site, urlsplit(config.site_url or "/").path)

        findings = beside(write, look)
        if findings:
            click.echo("\n".join(str(finding) for finding in findings), err=True)
            raise Abort(f"{len(findings)} findings in the finished pages")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Answer the requests of a preview, and follow what is saved, in the place of MkDocs' server."""

        def framed(edition: Edition) -> Shells:
            self.edition = edition
            builder()
            assert self.shells
            return self.shells

        for path in (config.docs_dir, config.config_file_path):
            server.unwatch(path)
        assert self.shells
        assert self.seen
        server.set_app(Preview(self._edition, self.shells, framed, config, self.seen))
        return server

    @property
    def _edition(self) -> Edition:
        assert self.edition  # it is read before anything else
        return self.edition

    @property
    def _plan(self) -> Plan | None:
        return self._edition.plan

    @property
    def _reviewed(self) -> str:
        return self._plan.dossier.front.reviewed if self._plan else ""

    def _others(self) -> dict[str, AnyPage]:
        """Return the pages that the frame does not lead to, by their addresses."""
        assert self._plan
        framed = set(_framed(self._plan))
        every: dict[str, AnyPage] = {**self._plan.pages, **self._edition.editors}
        return {address: page for address, page in every.items() if address not in framed}

    def _shown(self, page: Page | None) -> AnyPage | None:
        return self._edition.page(page.file.src_uri.removesuffix("index.md")) if page else None


def _groups(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield each chapter's title and the addresses MkDocs' own navigation holds of it."""
    for chapter in plan.chapters:
        addresses = [chapter.address, *(index.address for index in chapter.indexes)]
        yield chapter.title, list(dict.fromkeys(addresses))


def _framed(plan: Plan) -> dict[str, InclusionLevel]:
    """Return the addresses that the frame of every page leads to, and whether as MkDocs' navigation."""
    navigation = ["", *(address for _, group in _groups(plan) for address in group)]
    return {**dict.fromkeys(navigation, InclusionLevel.INCLUDED), WHOLE.address: NOT_IN_NAV}
