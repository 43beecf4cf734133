"""Every page of a plan, made once: taken from before where it would come out the same, else rendered."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from generator import search
from generator.cache import Cache
from generator.cores import shared
from generator.joined import members, section
from generator.made import Origin, Shelf
from generator.plan import WHOLE, Plan, PlannedPage
from generator.render import Heading, Rendered, Renderer
from generator.rules.quotations import kept_by_source


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
    parts: tuple[search.Part, ...] = ()
    section: str = ""

    def as_text(self) -> str:
        """Return all of it as JSON."""
        headings = [(heading.level, heading.id, heading.title) for heading in self.rendered.headings]
        parts = [(part.id, part.heading, part.words) for part in self.parts]
        shape = (self.rendered.html, headings, self.head, self.beside, parts, self.section)
        return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of_text(cls, text: str) -> Finished:
        """Return what `as_text` was made from."""
        fragment, headings, head, beside, parts, section = json.loads(text)
        rendered = Rendered(fragment, tuple(Heading(*heading) for heading in headings))
        return cls(rendered, head, beside, tuple(search.Part(*part) for part in parts), section)


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
        dossier, kept = self._shelf.open(plan.dossier, kept_by_source(plan.dossier), plan.pages.keys())
        self.renderer = Renderer(
            replace(plan, dossier=dossier), templates, kept, lambda page: self.of(page).section
        )

    def of(self, page: PlannedPage) -> Finished:
        """Return what is made of a page."""
        return self._shelf.get(page.address, self._planned(page), lambda: self._finish(page))

    def every(self) -> dict[str, Finished]:
        """Return what is made of every page, by its address, but of the one that joins them all."""
        pages = [page for page in self._plan.pages.values() if page.address != WHOLE.address]
        missing = self._missing(pages)
        if missing and self._cache:
            self._take(missing, self._cache)
            missing = self._missing(missing)
        made = list(zip(missing, shared(self._make, missing), strict=True))
        for page, (origin, finished) in made:
            self._shelf.put(page.address, origin, finished)
        if made and self._cache:
            kept = ((page.address, origin, finished.as_text()) for page, (origin, finished) in made)
            self._cache.write(kept, self._plan.pages.keys())
        return {page.address: self.of(page) for page in pages}

    def _missing(self, pages: list[PlannedPage]) -> list[PlannedPage]:
        return [page for page in pages if not self._shelf.has(page.address, self._planned(page))]

    def _take(self, pages: list[PlannedPage], cache: Cache) -> None:
        """Take from an earlier build what would come out the same."""
        planned = {page.address: self._planned(page) for page in pages}
        for address, origin, text in cache.read():
            if address in planned and self._shelf.stands(origin, planned[address]):
                self._shelf.put(address, origin, Finished.of_text(text))

    def _make(self, page: PlannedPage) -> tuple[Origin, Finished]:
        return self._shelf.make(self._planned(page), lambda: self._finish(page))

    def _finish(self, page: PlannedPage) -> Finished:
        renderer = self.renderer
        if page.record:
            _ = renderer.plan.dossier.records[page.record.id]  # asked for, like any other record
        rendered = renderer.render(page)
        head = renderer.head(page)
        beside = renderer.contents(rendered.headings) + renderer.navigation(page)
        if page.address == WHOLE.address:
            return Finished(rendered, head, beside)
        whole = section(page.address, rendered.html, self._plan, self._joined)
        return Finished(rendered, head, beside, search.parts(rendered.html), whole)

    def _planned(self, page: PlannedPage) -> str:
        """Return a digest of what is planned of a page, without its record, and of what shapes all."""
        return sha256(f"{self._shape}{replace(page, record=None)!r}".encode()).hexdigest()

    @cached_property
    def _shape(self) -> str:
        dossier = self._plan.dossier
        shape = f"{dossier.documents[dossier.front.id].text}{self._plan.chapters!r}"
        return sha256(shape.encode()).hexdigest()

    @cached_property
    def _joined(self) -> set[str]:
        return {page.address for page in members(self._plan)}
