"""The frame around a page, rendered once for each shape of page and filled for every page.

What the theme puts around a page depends on the folder it lies in and on its chapter; all else stands in
the four places of a `Filling`. A page that the frame itself leads to is rendered by itself, for there the
link leads to where one is. The first page of each shape is rendered the plain way too, and when the two
differ in a byte, because the theme has come to depend on more, every page is rendered the plain way.
"""

from __future__ import annotations

import itertools
import logging
import re
from dataclasses import fields

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from .edition import Filling

log = logging.getLogger("mkdocs.plugins.explainer")


Shape = tuple[str, int | None]
"""The folder that holds a page's own, and the number of its chapter."""
PLACES = tuple(field.name for field in fields(Filling))
# Characters of the private use area stand in the places until they are filled; documents refuse them.
_SIGNS = Filling(*(f"\ue000{name}\ue001" for name in PLACES))
_SIGN = re.compile("\ue000(\\w+)\ue001")


class Shells:
    """The frames of one build."""

    def __init__(self, env: Environment, nav: Navigation, files: Files, config: MkDocsConfig) -> None:
        self._env = env
        self._template = env.get_template("main.html")
        self._nav = nav
        self._sections = [item for item in nav.items if isinstance(item, Section)]
        self._files = files
        self._config = config
        self._pieces: dict[Shape, list[str]] = {}
        self._proven = True

    def page(self, address: str, chapter: int | None, filling: Filling) -> str:
        """Return a whole page: the frame of its shape, filled.

        Args:
            address: where it is published.
            chapter: the number of its chapter, if it stands in one.
            filling: what it puts into the frame.
        """
        if self._files.get_file_from_path(source(address)):
            return self._plain(address, chapter, filling)
        shape = (address.rstrip("/").rpartition("/")[0], chapter)
        if shape not in self._pieces:
            self._prove(shape, address, filling)
        return self._filled(shape, filling) if self._proven else self._plain(address, chapter, filling)

    def sitemap(self, listed: list[tuple[str, str]]) -> str:
        """Return the list of pages for search engines; see `Edition.listed`."""
        self._config.extra["listed"] = listed
        context = get_context(self._nav, self._files, self._config)
        return self._env.get_template("sitemap.xml").render(context)

    def _filled(self, shape: Shape, filling: Filling) -> str:
        *pieces, last = self._pieces[shape]
        return "".join(itertools.chain(*zip(pieces, _values(filling), strict=True), (last,)))

    def _prove(self, shape: Shape, address: str, filling: Filling) -> None:
        """Make the frame of a shape, and see whether it holds for a page of that shape."""
        folder, chapter = shape
        pieces = _SIGN.split(self._plain(f"{folder}/-/".lstrip("/"), chapter, _SIGNS))
        self._pieces[shape] = pieces[::2]
        if tuple(pieces[1::2]) != PLACES:
            self._give_up("does not hold each part of a page once and in the known order", address)
        elif self._filled(shape, filling) != self._plain(address, chapter, filling):
            self._give_up("depends on more than the folder and the chapter of a page", address)

    def _give_up(self, reason: str, address: str) -> None:
        if self._proven:
            self._proven = False
            log.warning(
                "The frame of the theme %s (seen at /%s), so every page is rendered by itself, which is "
                "slow. generator/mkdocs_frame.py says what it must keep.",
                reason,
                address,
            )

    def _plain(self, address: str, chapter: int | None, filling: Filling) -> str:
        """Return a page as MkDocs itself renders it."""
        known = self._files.get_file_from_path(source(address))
        file = known or File(source(address), None, self._config.site_dir, use_directory_urls=True)
        page = file.page or Page(None, file, self._config)
        if not known and chapter is not None:
            page.parent = self._sections[chapter]
        page.toc = TableOfContents([])
        page.content = filling.content
        page.meta = meta(filling)
        page.active = True
        try:
            return self._template.render(get_context(self._nav, self._files, self._config, page))
        finally:
            page.active = False


def _values(filling: Filling) -> tuple[str, ...]:
    return tuple(getattr(filling, place) for place in PLACES)


def source(address: str) -> str:
    """Return the file that MkDocs takes a page to be made from."""
    return f"{address}index.md"


def meta(filling: Filling) -> dict[str, object]:
    """Return what the theme's frame reads from the front matter of a page."""
    return {"title": filling.title, "head": filling.head, "beside": filling.beside}
