"""A dossier to pages and navigation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..dossier.dossier import Dossier
from ..model import KINDS
from ..model.dossier import Chapter, Front
from ..model.page import Page
from ..model.record import Record
from . import urls


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named address: of a page, relative to the site's root, and perhaps of a part of it."""

    title: str
    address: str


REPORT = Anchor("Content report", urls.REPORT)
"""The page of figures about the content; it stands with the kind `page`."""

WHOLE = Anchor("The whole dossier", urls.PRINT)
"""The page that joins all others, to be printed."""


@dataclass(frozen=True)
class PlannedPage:
    """One page of the site.

    Attributes:
        address: below the site's root, ending in a slash; empty for the home page.
        title, description: for the window, search engines and previews; no two pages share a title.
        template: the file below the templates folder.
        record: the record it shows, or None for an index or the content report.
        kind: the kind of record it shows or lists.
        chapter: the number of its chapter, or None for the home page.
        trail: the pages above it, from the home page down.
        before, after: its neighbours, where its kind has an order.
        edit: the file behind it, below the content folder.
        reviewed: the day of its record's review, or the latest of those it lists.
        boost: how strongly search prefers it; 1 is neutral.
    """

    address: str
    title: str
    description: str
    template: str
    kind: type[Record]
    edit: str
    reviewed: str
    record: Record | None = None
    chapter: int | None = None
    trail: tuple[Anchor, ...] = ()
    before: Anchor | None = None
    after: Anchor | None = None
    boost: float = 1.0

    @property
    def anchor(self) -> Anchor:
        """The page's own title and address."""
        return Anchor(self.title, self.address)


@dataclass(frozen=True, slots=True)
class PlannedChapter:
    """One entry of the main navigation: where it leads, and the index pages that stand in it."""

    title: str
    address: str
    invitation: str
    indexes: tuple[Anchor, ...]


@dataclass(frozen=True)
class Plan:
    """The whole site, planned.

    Attributes:
        pages: every page by its address.
        redirects: addresses that a record had before, each with the address that holds now.
    """

    dossier: Dossier
    chapters: tuple[PlannedChapter, ...]
    pages: Mapping[str, PlannedPage]
    redirects: Mapping[str, str] = field(default_factory=dict)

    def address_of(self, id: str, part: str = "") -> str:
        """Return the address of a record's page, or of a part of it."""
        page = urls.record_page(self.dossier.kind_of(id), id)
        return f"{page}#{part}" if part else page

    def absolute_url(self, url: str) -> str:
        """Return the full address at which a page is published."""
        return urls.absolute_url(self.dossier.front.address, url)


def record_url(record: Record) -> str:
    """Return the address of a record's page."""
    return urls.record_page(type(record), record.id)


def plan(dossier: Dossier, published: Iterable[str] = ()) -> Plan:
    """Plan every page: the home page, an index of each kind, a page for each record.

    Args:
        dossier: the checked records.
        published: addresses of former times. One whose record has moved since, to another kind or under
            another id, becomes a redirect.
    """
    front = dossier.front
    listed = {cls.kind: dossier.of_kind(cls) for cls in KINDS.values() if cls is not Front}
    # A chapter that neither a record opens nor any record stands in leads nowhere yet.
    filled = [c for c in front.chapters if c.lead or any(listed[kind] for kind in c.kinds)]
    chapters = tuple(_chapter(dossier, chapter, listed) for chapter in filled)
    home = Anchor("Home", urls.HOME)
    pages = [
        PlannedPage(
            address=urls.HOME,
            title=front.title,
            description=front.summary,
            template=f"records/{Front.kind}.html",
            kind=Front,
            edit=_edit(front),
            reviewed=max(record.reviewed for record in dossier.records.values()),
            record=front,
            boost=front.boost,
        ),
        PlannedPage(
            address=WHOLE.address,
            title=WHOLE.title,
            description=f"Every page of “{front.title}” joined in one, with its contents, to be printed.",
            template="print.html",
            kind=Front,
            edit=_edit(front),
            reviewed=max(record.reviewed for record in dossier.records.values()),
            trail=(home,),
        ),
    ]
    redirects: dict[str, str] = {}
    for number, chapter in enumerate(filled):
        top = Anchor(chapters[number].title, chapters[number].address)
        for kind in chapter.kinds:
            records = listed[kind]
            if not records:
                continue
            cls = KINDS[kind]
            index = Anchor(cls.many, urls.index_page(cls))
            above = (home,) if top.address == index.address else (home, top)
            pages.append(_index(dossier, cls, records, number, above))
            if cls is Page:
                pages.append(_report(dossier, number, (*above, index)))
            for position, record in enumerate(records):
                is_lead = chapter.lead is not None and record.id == chapter.lead.id
                trail = (home,) if is_lead else (*above, index)
                pages.append(_page(record, records, position, number, trail))
                for former in record.formerly:
                    redirects[urls.record_page(cls, former)] = record_url(record)
    planned = {page.address: page for page in _told_apart(pages)}
    return Plan(dossier, chapters, planned, _moved(dossier, published, planned) | redirects)


def _moved(
    dossier: Dossier, published: Iterable[str], planned: Mapping[str, PlannedPage]
) -> dict[str, str]:
    """Return where the records are now that once had an address at which nothing is planned.

    An address ends in the id, which is unique across all kinds and listed in `formerly` once changed.
    """
    current = {former: record for record in dossier.records.values() for former in record.formerly}
    current |= dossier.records
    names = {was: urls.record_id(was) for was in published if was not in planned}
    return {was: record_url(current[name]) for was, name in names.items() if name in current}


def _told_apart(pages: list[PlannedPage]) -> Iterator[PlannedPage]:
    """Yield the pages with window titles that no two of them share.

    The home page and the indexes keep theirs. A record's that another page has too gets what tells the
    record apart, or where that is not enough, its id.
    """
    shared = Counter(page.title for page in pages)
    longer = {p.address: f"{p.title} ({p.record.distinction()})" for p in pages if p.record}
    shared_longer = shared + Counter(longer.values())
    for page in pages:
        if shared[page.title] == 1 or page.record is None or page.kind is Front:
            yield page
        elif shared_longer[longer[page.address]] == 1:
            yield replace(page, title=longer[page.address])
        else:
            yield replace(page, title=f"{page.title} ({page.record.id})")


def _chapter(
    dossier: Dossier, chapter: Chapter, listed: Mapping[str, tuple[Record, ...]]
) -> PlannedChapter:
    indexes = tuple(
        Anchor(KINDS[kind].many, urls.index_page(KINDS[kind])) for kind in chapter.kinds if listed[kind]
    )
    lead = dossier.records[chapter.lead.id] if chapter.lead else None
    opening = record_url(lead) if lead else indexes[0].address
    return PlannedChapter(chapter.title, opening, chapter.invitation or "", indexes)


def _index(
    dossier: Dossier,
    cls: type[Record],
    records: tuple[Record, ...],
    chapter: int,
    trail: tuple[Anchor, ...],
) -> PlannedPage:
    return PlannedPage(
        address=urls.index_page(cls),
        title=cls.many,
        description=cls.lead,
        template=f"indexes/{cls.kind}.html",
        kind=cls,
        edit=_edit(dossier.front),
        reviewed=max(record.reviewed for record in records),
        chapter=chapter,
        trail=trail,
    )


def _report(dossier: Dossier, chapter: int, trail: tuple[Anchor, ...]) -> PlannedPage:
    return PlannedPage(
        address=REPORT.address,
        title=REPORT.title,
        description="How many records and statements there are, what they rest on, and what is missing.",
        template="report.html",
        kind=Page,
        edit=_edit(dossier.front),
        reviewed=max(record.reviewed for record in dossier.records.values()),
        chapter=chapter,
        trail=trail,
        boost=0.3,
    )


def _page(
    record: Record,
    records: tuple[Record, ...],
    position: int,
    chapter: int,
    trail: tuple[Anchor, ...],
) -> PlannedPage:
    before = after = None
    if record.ordered:
        before = _anchor(records[position - 1]) if position else None
        after = _anchor(records[position + 1]) if position + 1 < len(records) else None
    return PlannedPage(
        address=record_url(record),
        title=record.title,
        description=record.summary,
        template=f"records/{record.kind}.html",
        kind=type(record),
        edit=_edit(record),
        reviewed=record.reviewed,
        record=record,
        chapter=chapter,
        trail=trail,
        before=before,
        after=after,
        boost=record.boost,
    )


def _anchor(record: Record) -> Anchor:
    return Anchor(record.title, record_url(record))


def _edit(record: Record) -> str:
    return f"{record.folder}/{record.id}.yaml" if record.folder else f"{record.id}.yaml"
