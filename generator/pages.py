"""Every page of a plan, made once: taken from before where it would come out the same, else rendered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path

from pydantic_core import from_json, to_json

from .cache import Cache, Kept
from .made import Origin, Shelf
from .outputs import search_index
from .outputs.print_page import Whole
from .planning.plan import WHOLE, Plan, PlannedPage
from .rendering.renderer import Heading, Rendered, Renderer
from .rules.quotations import kept_by_source


@dataclass(frozen=True, slots=True)
class Finished:
    """All that is made of a page.

    Attributes:
        rendered: its fragment, and the headings in it.
        head: what the head of the page says of it.
        beside: its table of contents and the navigation beside it.
        parts: what the search knows of it.
        section: the page as a section of the one that joins them.
    """

    rendered: Rendered
    head: str
    beside: str
    parts: tuple[search_index.Part, ...] = ()
    section: str = ""

    def as_text(self) -> str:
        """Return all of it as one text: so it comes from a second process, and is kept for the next build.

        A first line of JSON tells of headings, words and lengths; what is HTML follows as it is.
        """
        headings = [(heading.level, heading.id, heading.title) for heading in self.rendered.headings]
        parts = [(part.id, part.heading, part.said) for part in self.parts]
        html = (self.rendered.html, self.head, self.beside, self.section)
        told = to_json((headings, parts, [len(piece) for piece in html])).decode()
        return "".join((told, "\n", *html))

    @classmethod
    def of_text(cls, text: str) -> Finished:
        """Return what `as_text` was made from."""
        told, _, html = text.partition("\n")
        headings, parts, lengths = from_json(told)
        ends = list(accumulate(lengths, initial=0))
        fragment, head, beside, section = (html[start:end] for start, end in pairwise(ends))
        rendered = Rendered(fragment, tuple(Heading(*heading) for heading in headings))
        return cls(rendered, head, beside, tuple(search_index.Part(*part) for part in parts), section)


class Pages:
    """The pages of one plan.

    Attributes:
        renderer: renders them.
    """

    def __init__(
        self,
        plan: Plan,
        templates: Path,
        shelf: Shelf[Finished] | None = None,
        cache: Cache | None = None,
    ) -> None:
        """Begin with nothing made.

        Args:
            plan: what is to be published.
            templates: the folder of templates.
            shelf: in a preview, where the pages of earlier editions stand.
            cache: in a build, where the pages of earlier builds are kept.
        """
        self._plan = plan
        self._shelf = Shelf[Finished]() if shelf is None else shelf
        self._cache = cache
        self._digests: dict[str, str] = {}
        dossier, kept = self._shelf.open(plan.dossier, kept_by_source(plan.dossier), plan.pages.keys())
        self.renderer = Renderer(
            replace(plan, dossier=dossier), templates, kept, lambda page: self.of(page).section
        )

    def of(self, page: PlannedPage) -> Finished:
        """Return what is made of a page."""
        return self._shelf.get(page.address, self._planned(page), lambda: self._finish(page))

    def every(self) -> dict[str, Finished]:
        """Return what is made of every page, by its address, but of the one that joins them all."""
        return {page.address: self.of(page) for page in self.single()}

    def single(self) -> list[PlannedPage]:
        """Return every page but the one that joins them all."""
        return [page for page in self._plan.pages.values() if page.address != WHOLE.address]

    def take(self) -> None:
        """Take from an earlier build every page that would come out the same."""
        planned = {page.address: self._planned(page) for page in self.single()}
        for address, origin, text in self._cache.read() if self._cache else ():
            if address in planned and self._shelf.stands(origin, planned[address]):
                self._shelf.put(address, origin, Finished.of_text(text))

    @contextmanager
    def making(self, page: PlannedPage) -> Iterator[Kept | None]:
        """Make a page; what is made stays as long as the block runs, and is given as text.

        Nothing is given when the page has been made or taken before.
        """
        planned = self._planned(page)
        if self._shelf.has(page.address, planned):
            yield None
            return
        origin, finished = self._shelf.make(planned, lambda: self._finish(page))
        self._shelf.put(page.address, origin, finished)
        yield page.address, origin, finished.as_text()
        self._shelf.drop(page.address)

    def done(self, page: PlannedPage, made: Kept | None, *, written: bool) -> None:
        """Take over a page that was made, here or in a second process.

        Args:
            page: the page.
            made: what `making` gave.
            written: whether nobody will ask for more of it than the search and the page of all need.
        """
        finished = Finished.of_text(made[2]) if made else self.of(page)
        bare = replace(finished, rendered=Rendered("", ()), head="", beside="")
        self._stands(page, bare if written else finished)

    def release_sections(self) -> None:
        """Let go of the sections, which are long: in a build nobody joins them once more."""
        for page in self.single():
            self._stands(page, replace(self.of(page), section=""))

    def keep(self, made: list[Kept]) -> None:
        """Keep pages for the next build."""
        if made and self._cache:
            self._cache.write(made, self._plan.pages.keys())

    def _stands(self, page: PlannedPage, finished: Finished) -> None:
        """Take a page as it is: a build asks no more whether it would come out the same."""
        self._shelf.put(page.address, Origin(self._planned(page), (), ""), finished)

    def _finish(self, page: PlannedPage) -> Finished:
        renderer = self.renderer
        if page.record:
            _ = renderer.plan.dossier.records[page.record.id]  # asked for, like any other record
        rendered = renderer.render(page)
        head = renderer.head(page)
        beside = renderer.contents(rendered.headings) + renderer.navigation(page)
        if page.address == WHOLE.address:
            return Finished(rendered, head, beside)
        section = self._whole.section(page.address, rendered.html)
        return Finished(rendered, head, beside, search_index.parts(rendered.html), section)

    def _planned(self, page: PlannedPage) -> str:
        """Return a digest of what is planned of a page, without its record, and of what shapes all."""
        if page.address not in self._digests:
            told = f"{self._shape}{replace(page, record=None)!r}"
            self._digests[page.address] = sha256(told.encode()).hexdigest()
        return self._digests[page.address]

    @cached_property
    def _shape(self) -> str:
        dossier = self._plan.dossier
        shape = f"{dossier.documents[dossier.front.id].text}{self._plan.chapters!r}"
        return sha256(shape.encode()).hexdigest()

    @cached_property
    def _whole(self) -> Whole:
        return Whole(self._plan)
