"""The dossier as a MkDocs plugin: `mkdocs build` and `mkdocs serve` publish the content folder.

Attached by public events alone, see https://www.mkdocs.org/dev-guide/plugins/#events.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import click
from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .check import check_dossier
from .diagnostics import reporters
from .mkdocs_frame import (
    MkDocsFrame,
    assign_chapters,
    configure,
    fill,
    is_our_frame,
    loaded_files,
    navigation_files,
    planned_file,
    url_of,
)
from .outputs import OUTPUTS, theme_files
from .planning import urls
from .planning.resources import TEMPLATES
from .planning.site import FramedPage, OutputFile, Site
from .preview.server import Preview
from .publishing import audit
from .publishing.files import write
from .rendering.renderer import Renderer

NOTES = "assets/notes.js"
_ASSETS = TEMPLATES / "theme" / "assets"
PAGE_ASSETS = {
    "assets/material.css": TEMPLATES / "material.css",
    **{
        f"assets/{name}": _ASSETS / name
        for name in ("content.css", "figures.css", "notes.js", "members.js", "strands.js", "emblem.svg")
    },
}
"""What our pages load in another theme, by its path below the site's root, style sheets in their order."""


class Settings(Config):
    """The plugin's settings.

    Attributes:
        pages: what puts pages into the frame: the plugin, which renders the frame once for each shape of
            page, or MkDocs, one by one. Both give the same bytes.
    """

    pages = Choice(("plugin", "mkdocs"), default="plugin")


class ExplainerPlugin(BasePlugin[Settings]):
    """Publishes the content folder (`docs_dir`) as the plan says.

    With our own frame, every file is an output. In another theme, such as stock Material, pages are the
    content of its pages, and its own search, navigation and page for what is not found stay.

    In a build, any problem of the content stops the run before a file is written, and any finding of the
    audit stops it at the end. In `serve`, the preview answers in the place of MkDocs' own server.
    """

    def __init__(self) -> None:
        self._serving = False
        self._our_frame = True
        self._site: Site | None = None
        self._nav: Navigation | None = None
        self._pages: dict[str, FramedPage] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. Having this event also keeps the plugin between builds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the content, and name the site as the dossier does."""
        self._our_frame = is_our_frame(config.theme.get_env())
        if self._our_frame:
            _remove_search(config)  # our frame has its own
        if self._serving:
            configure(config, None)
            return config
        content = Path(config.docs_dir)
        checked = check_dossier(content)
        if checked.plan is None:
            click.echo(reporters.text(checked.report, checked.help_url), err=True)
            raise Abort("the content has problems; nothing was built")
        configure(config, checked.plan)
        outputs = tuple(output for output in OUTPUTS if self._our_frame or not output.with_our_frame)
        self._site = Site(checked.plan, content, Renderer(checked.plan, TEMPLATES), outputs)
        # The outputs write these; MkDocs would write them from the theme.
        config.theme.static_templates -= {urls.SITEMAP, *([urls.NOT_FOUND] if self._our_frame else ())}
        if not self._our_frame:
            config.extra_css += [path for path in PAGE_ASSETS if path.endswith(".css")]
            script = ExtraScriptValue(NOTES)
            script.type = "module"
            config.extra_javascript.append(script)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the files of the outputs in the place of the content files; a theme's own files stay."""
        theme = [file for file in files if file.src_dir != config.docs_dir]
        if self._our_frame:
            theme = loaded_files(Files(theme))
        linked = navigation_files(config, self._site.plan if self._site else None)
        if self._site is None:
            return Files([*theme, *linked])
        outputs = [o for o in self._site.outputs if o is not theme_files.OUTPUT and not o.folder]
        named = [file for output in outputs for file in output.files(self._site)]
        self._pages = {file.page.url: file.page for file in named if file.page}
        by_mkdocs = {url_of(file) for file in linked}
        if self.config.pages == "mkdocs" or not self._our_frame:
            others = [url for url in self._pages if url not in by_mkdocs]
            linked += [planned_file(config, url, InclusionLevel.NOT_IN_NAV) for url in others]
            by_mkdocs.update(others)
        static = [file for file in named if not (file.page and file.page.url in by_mkdocs)]
        if self._our_frame:
            static.append(OutputFile(urls.NOT_FOUND, self._not_found))
        else:
            static += [OutputFile(path, source.read_bytes) for path, source in PAGE_ASSETS.items()]
        return Files([*theme, *linked, *(_OutputAsset(file, config) for file in static)])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Tell each page which chapter it is in."""
        self._nav = nav
        assign_chapters(files, nav, self._site.plan if self._site else None)
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give MkDocs the parts of a page that it writes."""
        if framed := self._pages.get(url_of(page.file)):
            fill(page, framed.parts(), framed.description)
            page.update_date = framed.reviewed
        return page.content or ""

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Make the frame of the pages that MkDocs does not write."""
        assert self._nav
        frame = MkDocsFrame(env, self._nav, files, config)
        if self._site:
            self._site.frame = frame
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what needs every page, and audit the finished site: a finding is a fault of ours."""
        if self._site is None:
            return
        folder = Path(config.site_dir)
        for output in self._site.outputs:
            if output.folder:
                write(output.files(self._site), folder)
        root = urls.root_path(config.site_url or "")
        findings = audit.audit(folder, root, links_only=not self._our_frame)
        if findings:
            click.echo(audit.as_text(findings), err=True)
            raise Abort(f"{len(findings)} findings in the finished pages")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Answer the requests of a preview in the place of MkDocs' own server."""
        for path in (config.docs_dir, config.config_file_path):
            server.unwatch(path)
        server.set_app(Preview(Path(config.docs_dir), Path(config.config_file_path)))
        return server

    def _not_found(self) -> bytes:
        assert self._site
        assert self._site.frame
        return self._site.frame.not_found().encode()


class _OutputAsset(File):
    """An output's file as MkDocs copies it; its bytes are made when it is copied."""

    def __init__(self, output: OutputFile, config: MkDocsConfig) -> None:
        super().__init__(output.path, None, config.site_dir, True, inclusion=InclusionLevel.INCLUDED)
        self._output = output

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file to its place."""
        write([self._output], Path(self.dest_dir))


def _remove_search(config: MkDocsConfig) -> None:
    """Take MkDocs' search, or Material's, out of a build before any of its events."""
    plugins = [config.plugins.pop(name) for name in list(config.plugins) if name.endswith("search")]
    for methods in config.plugins.events.values():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) not in plugins]
