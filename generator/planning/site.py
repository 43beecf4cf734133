"""The site: the plan, and what the outputs need to publish it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from . import urls
from .plan import Plan, PlannedPage


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level, anchor and words."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page puts into the frame, as HTML, in the order in which the frame prints it.

    Attributes:
        title: the title of the window.
        head: what the head of the document says about the page.
        content: the page itself.
        aside: the table of contents and the navigation beside it.
        headings: the headings in the content.
    """

    title: str
    head: str
    content: str
    aside: str
    headings: tuple[Heading, ...] = ()


class PageRenderer(Protocol):
    """Renders the inside of pages. `generator.rendering.renderer` implements it."""

    def page(self, page: PlannedPage, **context: object) -> PageParts:
        """Render a planned page; `context` is passed on to its template."""

    def document(
        self, url: str, title: str, template: str, beside: str, head: str, **context: object
    ) -> PageParts:
        """Render a page that is not planned, such as one of the manual.

        Args:
            url: its address.
            title: its title.
            template: the template of the page.
            beside: the template of the navigation beside it.
            head: the template of what the head of the document says about it.
            context: what is passed on to all three.
        """


class Frame(Protocol):
    """What stands around every page. `generator.mkdocs_frame` implements it."""

    def page(self, url: str, chapter: int | None, parts: PageParts) -> str:
        """Return a whole page.

        Args:
            url: its address.
            chapter: the number of its chapter, if it is in one.
            parts: what it puts into the frame.
        """

    def not_found(self) -> str:
        """Return the page that a host shows when there is nothing at an address."""

    def assets(self) -> Iterable[tuple[str, Path]]:
        """Yield the files that pages load: the path of each below the site's root, and where it is."""


@dataclass(frozen=True, slots=True)
class FramedPage:
    """A page as its output gives it: the inside, and where it stands.

    Attributes:
        url: its address.
        chapter: the number of its chapter, if it is in one.
        reviewed: the day of its review.
        description: what search engines print below its title.
        parts: renders what it puts into the frame.
    """

    url: str
    chapter: int | None
    reviewed: str
    description: str
    parts: Callable[[], PageParts]


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One published file. To name it costs nothing; its bytes are made on demand.

    Attributes:
        path: where it is published, relative to the site's root.
        write: returns its bytes.
        page: for a page, its inside, so that another theme can put its own frame around it.
    """

    path: str
    write: Callable[[], bytes]
    page: FramedPage | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """What publishes the files of one kind.

    Attributes:
        name: what it is called.
        files: names the files of a site.
        part: for an output that needs every page: returns what it takes from one, as plain data.
        folder: for an output that only knows the names of its files once it has made them: the folder that
            holds them all, and nothing else.
        with_our_frame: whether it belongs to our own frame, so that a site in another theme goes without.
    """

    name: str
    files: Callable[[Site], Iterable[OutputFile]]
    part: Callable[[Site, PlannedPage, PageParts], Any] | None = None
    folder: str = ""
    with_our_frame: bool = False


@dataclass
class Site:
    """The plan, and what the outputs need to publish it.

    Attributes:
        plan: the pages and the navigation.
        content: the content folder.
        renderer: renders the inside of pages.
        outputs: all outputs.
        frame: what stands around every page; it may be set after the files have been named.
    """

    plan: Plan
    content: Path
    renderer: PageRenderer
    outputs: tuple[Output, ...]
    frame: Frame | None = None
    _parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def files(self) -> Iterable[OutputFile]:
        """Yield every file of the site; those of an output with a `folder` come last."""
        for output in sorted(self.outputs, key=lambda output: bool(output.folder)):
            yield from output.files(self)

    def framed(self, page: FramedPage) -> OutputFile:
        """Return the file of a page."""

        def write() -> bytes:
            assert self.frame, "the frame is set before a page is written"
            return self.frame.page(page.url, page.chapter, page.parts()).encode()

        return OutputFile(urls.path(page.url), write, page)

    def render(self, page: PlannedPage, **context: object) -> PageParts:
        """Render a planned page, and keep what other outputs take from it."""
        parts = self.renderer.page(page, **context)
        for output in self.outputs:
            if output.part:
                self._parts.setdefault(output.name, {})[page.address] = output.part(self, page, parts)
        return parts

    def parts(self, output: str, pages: Iterable[PlannedPage]) -> Mapping[str, Any]:
        """Return what an output takes from some pages, by their addresses.

        Pages that were not rendered yet are rendered now.
        """
        known = self._parts.setdefault(output, {})
        for page in pages:
            if page.address not in known:
                self.render(page)
        return {page.address: known[page.address] for page in pages}
