"""The content as it is now, checked and planned, and what each page of it puts into the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from .authoring.todo import Heap, desk
from .cache import Cache, Kept
from .check import check_dossier
from .cores import as_made
from .diagnostics.problem import Report
from .ledger import address_history, link_check
from .loading.loader import Known
from .made import Shelf
from .outputs import hosting_files, search_index, security_txt
from .outputs.manual import pages
from .outputs.manual.pages import EditorsPage
from .pages import Finished, Pages
from .planning.plan import Plan, PlannedPage, lasting, plan
from .preview import overlay
from .rendering.renderer import Rendered, problems_page
from .rules import Judged

TOGETHER = 200
"""So many pages are kept at a time for the next build."""
AnyPage = PlannedPage | EditorsPage


@dataclass(frozen=True, slots=True)
class Filling:
    """What a page puts into its frame, as HTML, in the order in which it stands there.

    Attributes:
        title: for the window.
        head: what the head of the page says of it.
        content: the page itself.
        beside: its table of contents and the navigation beside it.
    """

    title: str
    head: str
    content: str
    beside: str


@dataclass
class _Kept:
    """What an edition takes over from the one before: files as they were read and judged, and pages."""

    known: Known = field(default_factory=dict)
    judged: Judged = field(default_factory=Shelf)
    shelf: Shelf[Finished] = field(default_factory=Shelf)


class Edition:
    """A content folder as it was when it was read, and its pages, each made when it is asked for.

    Attributes:
        report: the problems of the content.
        plan: what is published of it. While the content has problems, that of the last edition without;
            None when there was none.
        above: these problems as they stand above every page of a preview; empty when there are none.
        editors: the pages for editors, by their addresses.
    """

    def __init__(
        self, content: Path, templates: Path, *, preview: bool = False, cache: Cache | None = None
    ) -> None:
        """Read and check a content folder; no page is made yet.

        Args:
            content: the folder.
            templates: the folder of templates.
            preview: whether other editions are to follow.
            cache: where the pages of earlier builds are kept.
        """
        self.content = content
        self.templates = templates
        self.editors = pages.pages(templates)
        self.plan: Plan | None = None
        self._kept = _Kept() if preview else None
        self._cache = cache
        self._read()

    def next(self) -> Edition:
        """Return the edition of a preview that follows; what would come out the same is taken over."""
        later = copy(self)
        later._read()
        return later

    def _read(self) -> None:
        kept = self._kept
        before = (kept.known, kept.judged) if kept else ()
        dossier, self.report = check_dossier(self.content, *before)
        self.above = problems_page(self.report, self.templates) if self.report else ""
        if not dossier:
            return
        self.plan = plan(dossier, address_history.kept(self.content))
        self._pages = Pages(self.plan, self.templates, kept.shelf if kept else None, self._cache)
        self._failing = link_check.kept(self.content)
        self._desk: tuple[Heap, ...] | None = None

    @property
    def frame(self) -> object:
        """What of the content shapes every page, and the frame around it."""
        return self.plan and (self.plan.dossier.front, self.plan.chapters)

    def page(self, address: str) -> AnyPage | None:
        """Return what stands at an address."""
        return (self.plan.pages.get(address) or self.editors.get(address)) if self.plan else None

    def listed(self) -> list[tuple[str, str]]:
        """Return what search engines are told: the lasting address of each page, the day of its review."""
        plan = self.plan
        return [(escape(lasting(plan, p.address)), p.reviewed) for p in plan.pages.values()] if plan else []

    def each(self, frame: Callable[[AnyPage, Filling], str]) -> Iterator[tuple[AnyPage, str]]:
        """Make every page but the one that joins them all.

        Args:
            frame: makes a whole page, some of them in a second process; of those that it leaves empty
                all is kept until it is asked for.

        Yields:
            Each page as soon as it is made, and all of it.
        """

        def work(page: AnyPage) -> tuple[Kept | None, str]:
            if isinstance(page, EditorsPage):
                return None, frame(page, self.filling(page))
            with self._pages.making(page) as made:
                return made, frame(page, self.filling(page))

        self._pages.take()
        self._pages.renderer.compile()
        pages: list[AnyPage] = [*self._pages.single(), *self.editors.values()]
        fresh: list[Kept] = []
        for at, (made, whole) in as_made(work, pages):
            if not isinstance(page := pages[at], EditorsPage):
                self._pages.done(page, made, written=bool(whole))
            fresh += [made] if made else []
            if len(fresh) == TOGETHER:
                self._pages.keep(fresh)
                fresh.clear()
            yield page, whole
        self._pages.keep(fresh)

    def filling(self, page: AnyPage) -> Filling:
        """Render all of a page that is not its frame."""
        if isinstance(page, EditorsPage):
            body, navigation, top = (
                self._pages.renderer.for_editors(page, self.editors.values(), self.desk, part)
                for part in ("", "navigation", "head")
            )
            beside = self._pages.renderer.contents(body.headings) + navigation.html
            return Filling(escape(page.title), top.html, self.above + body.html, beside)
        made = self._pages.of(page)
        content = self._with_problems(page, made.rendered)
        return Filling(escape(page.title), made.head, content, made.beside)

    def release_sections(self) -> None:
        """Let go of what only the page that joins all others is made of."""
        self._pages.release_sections()

    def desk(self) -> tuple[Heap, ...]:
        """Return what waits for an editor."""
        assert self.plan
        if self._desk is None:
            self._desk = desk(self.plan.dossier, self._failing)
        return self._desk

    def for_hosts(self) -> dict[str, str]:
        """Return the files that hosts and finders of weaknesses look for, by their names."""
        if not self.plan:
            return {}
        front = self.plan.dossier.front
        told = security_txt.security_txt(front)
        return hosting_files.files(hosting_files.top_of(front.address)) | (
            {security_txt.NAME: told} if told else {}
        )

    def sought(self) -> dict[str, str]:
        """Return the files of the search, by their names; for this every page is made."""
        assert self.plan
        return search_index.files(
            search_index.Found(
                address,
                page.title,
                page.description,
                page.record.aliases if page.record else (),
                page.boost,
                made.parts,
            )
            for address, made in self._pages.every().items()
            for page in [self.plan.pages[address]]
        )

    def _with_problems(self, page: PlannedPage, rendered: Rendered) -> str:
        """Return a page with the problems of the content above it, and those of its record in it."""
        if not self.report or not page.record:
            return self.above + rendered.html
        assert self.plan
        path = self.plan.dossier.documents[page.record.id].path
        own = Report(tuple(p for p in self.report if p.location.path == path), self.report.site)
        return self.above + overlay.placed(rendered, own, self.content.parent / path, self.templates)


def nothing(edition: Edition) -> Filling:
    """Return what stands at the root of a preview while there is no page to show yet."""
    title = "No page can be shown yet"
    return Filling(title, "", f"<h1>{title}</h1>{edition.above}", "")
