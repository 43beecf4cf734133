"""The frame around every page, from the theme's templates, rendered once for each shape of page.

What the theme puts around a page depends on the folder that holds the page and on its chapter. Everything
else is in the places of `PageParts`, in their order. Pages that the frame itself links to are rendered one
by one, because the frame marks where the reader is. A test compares every page with the one that MkDocs
makes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from .planning import urls
from .planning.plan import Plan
from .planning.site import Heading, PageParts

NOT_LOADED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""Files of the theme that our frame does not load."""
PLACES = ("title", "head", "content", "aside")
# Characters of the private use area mark the places until they are filled; content never holds them.
_MARKS = PageParts("\ue000title\ue001", "\ue000head\ue001", "\ue000content\ue001", "\ue000aside\ue001")
_MARK = re.compile("\ue000(\\w+)\ue001")


class FrameError(Exception):
    """The theme's `main.html` does not print each part of a page once and in order."""


class MkDocsFrame:
    """The frame of one build."""

    def __init__(self, env: Environment, nav: Navigation, files: Files, config: MkDocsConfig) -> None:
        self._env = env
        self._env.globals["urls"] = urls
        self._nav = nav
        self._sections = [item for item in nav.items if isinstance(item, Section)]
        self._files = files
        self._config = config
        self._pieces: dict[tuple[str, int | None], list[str]] = {}

    def page(self, url: str, chapter: int | None, parts: PageParts) -> str:
        """Return a whole page; see `planning.site.Frame`.

        Raises:
            FrameError: if the theme does not print each part of a page.
        """
        if self._files.get_file_from_path(source_path(url)):
            return self._rendered(url, chapter, parts)
        shape = (urls.parent(url), chapter)
        if shape not in self._pieces:
            self._pieces[shape] = self._cut(url, chapter)
        *pieces, last = self._pieces[shape]
        values = (getattr(parts, place) for place in PLACES)
        return "".join(itertools.chain(*zip(pieces, values, strict=True), (last,)))

    def not_found(self) -> str:
        """Return the page for what is not found; its links begin at the root of the host."""
        root = urls.root_path(self._config.site_url or "")
        context = get_context(self._nav, self._files, self._config, base_url=root)
        return self._env.get_template(urls.NOT_FOUND).render(context)

    def assets(self) -> Iterator[tuple[str, Path]]:
        """Yield the files that pages load: the path of each below the site's root, and where it is."""
        for file in self._files:
            if not file.is_documentation_page() and file.abs_src_path:
                yield file.dest_uri, Path(file.abs_src_path)

    def _cut(self, url: str, chapter: int | None) -> list[str]:
        """Return what stands before, between and behind the parts of a page, in pages of one shape."""
        pieces = _MARK.split(self._rendered(url, chapter, _MARKS))
        if tuple(pieces[1::2]) != PLACES:
            raise FrameError(f"main.html must print {', '.join(PLACES)} of a page once and in this order")
        return pieces[::2]

    def _rendered(self, url: str, chapter: int | None, parts: PageParts) -> str:
        """Return a page as MkDocs renders it."""
        known = self._files.get_file_from_path(source_path(url))
        file = known or planned_file(self._config, url, InclusionLevel.NOT_IN_NAV)
        page = file.page or Page(None, file, self._config)
        if not known and chapter is not None:
            page.parent = self._sections[chapter]
        fill(page, parts)
        page.active = True
        try:
            context = get_context(self._nav, self._files, self._config, page)
            return self._env.get_template("main.html").render(context)
        finally:
            page.active = False


def load_frame(settings: Path, content: Path, plan: Plan | None) -> MkDocsFrame:
    """Return the frame of a plan, from MkDocs' settings.

    Args:
        settings: `mkdocs.yml`.
        content: the content folder.
        plan: the pages; without one the frame has a home page and nothing else.
    """
    config = load_config(str(settings), docs_dir=str(content.absolute()))
    configure(config, plan)
    env = config.theme.get_env()
    files = Files([])
    files.add_files_from_theme(env, config)
    files = Files([*loaded_files(files), *navigation_files(config, plan)])
    nav = get_navigation(files, config)
    assign_chapters(files, nav, plan)
    return MkDocsFrame(env, nav, files, config)


def configure(config: MkDocsConfig, plan: Plan | None) -> None:
    """Name the site as the dossier does, and set the navigation."""
    config.nav = None
    if plan:
        front = plan.dossier.front
        config.site_name = escape(front.title)
        config.site_description = escape(front.summary)
        config.site_url = plan.absolute_url(urls.HOME)
        config.nav = [
            {"Home": source_path(urls.HOME)},
            *({escape(title): [source_path(url) for url in group]} for title, group in _chapters(plan)),
        ]


def loaded_files(files: Files) -> list[File]:
    """Return the theme's files that our frame loads."""
    return [file for file in files if not file.src_uri.startswith(NOT_LOADED)]


def navigation_files(config: MkDocsConfig, plan: Plan | None) -> list[File]:
    """Return a file for each page that the frame links to."""
    if plan is None:
        return [planned_file(config, urls.HOME, InclusionLevel.INCLUDED)]
    listed = dict.fromkeys([urls.HOME, *(url for _, group in _chapters(plan) for url in group)])
    files = [planned_file(config, url, InclusionLevel.INCLUDED) for url in listed]
    return [*files, planned_file(config, urls.PRINT, InclusionLevel.NOT_IN_NAV)]


def planned_file(config: MkDocsConfig, url: str, inclusion: InclusionLevel) -> File:
    """Return the file that MkDocs takes a page from."""
    path = urls.path(url)
    file = File(source_path(url), None, config.site_dir, True, dest_uri=path, inclusion=inclusion)
    file.content_string = ""
    return file


def assign_chapters(files: Files, nav: Navigation, plan: Plan | None) -> None:
    """Tell each page of a plan which chapter it is in."""
    sections = [item for item in nav.items if isinstance(item, Section)]
    for file in files.documentation_pages():
        planned = plan.pages.get(url_of(file)) if plan else None
        if file.page and file.page.parent is None and planned and planned.chapter is not None:
            file.page.parent = sections[planned.chapter]


def is_our_frame(env: Environment) -> bool:
    """Return whether a theme's `main.html` prints the parts of a page, as our own does."""
    assert env.loader
    return "page.meta.aside" in env.loader.get_source(env, "main.html")[0]


def fill(page: Page, parts: PageParts, description: str = "") -> None:
    """Give MkDocs the parts of a page.

    Our frame reads title, head and aside as front matter. Another theme reads title and description, and
    makes its table of contents from the headings.
    """
    page.content = parts.content
    page.meta = {"title": parts.title, "head": parts.head, "aside": parts.aside}
    if description:
        page.meta["description"] = escape(description)
    page.toc = TableOfContents(_anchors(parts.headings))


def _anchors(headings: Iterable[Heading]) -> list[AnchorLink]:
    """Return the headings of a page as MkDocs lists them, two levels deep."""
    top: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.title), heading.id, heading.level)
        (top[-1].children if top and heading.level > top[-1].level else top).append(link)
    return top


def source_path(url: str) -> str:
    """Return the name under which MkDocs knows a page."""
    return f"{url}index.md"


def url_of(file: File) -> str:
    """Return the address of the page that a file of MkDocs stands for."""
    return file.src_uri.removesuffix("index.md")


def _chapters(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield each chapter's title and the addresses that the navigation holds of it."""
    for chapter in plan.chapters:
        addresses = [chapter.address, *(index.address for index in chapter.indexes)]
        yield chapter.title, list(dict.fromkeys(addresses))
