"""A planned page to an HTML fragment. Only the host, which has a theme to render, knows Jinja too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from jinja2 import TemplateNotFound
from markupsafe import Markup, escape

from ..authoring.scaffold import skeleton
from ..authoring.statistics import ContentReport, report
from ..authoring.todo import Heap
from ..diagnostics.problem import Report
from ..model import KINDS
from ..model.claim import VERDICTS
from ..model.prose import Prose
from ..model.recommendation import OUTCOMES
from ..model.record import Record
from ..model.response import FORMS
from ..model.source import Source
from ..outputs.manual import pages as manual_pages
from ..outputs.manual.examples import recipes
from ..outputs.manual.keys import keys
from ..outputs.manual.marks import marks
from ..outputs.manual.pages import EditorsPage
from ..outputs.print_page import members, place
from ..planning.plan import REPORT, Anchor, Plan, PlannedPage, lasting, relative
from . import figures, prose_html
from .citations import CONFIDENCE, Notes
from .environment import environment
from .filters import LANGUAGES, spans
from .structured_data import described, how_to_cite

SIBLINGS = 40
"""More pages than these are not listed beside each of them; their index is."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level, anchor and words."""

    level: int
    id: str
    title: str


@dataclass
class Headings:
    """Writes the headings of one page and keeps them for its table of contents.

    Anchors of the templates' own headings begin with an underscore, which no id of a record's part
    does, so that the two never meet.
    """

    found: list[Heading] = field(default_factory=list)

    def __call__(self, level: int, id: str, title: str) -> Markup:
        """Return a heading with its anchor and a link to itself."""
        self.found.append(Heading(level, id, title))
        anchor, words = escape(id), escape(title)
        link = f'<a class="headerlink" href="#{anchor}" aria-label="Link to: {words}">¶</a>'
        return Markup(f'<h{level} id="{anchor}">{words}{link}</h{level}>')


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's fragment and the headings that stand in it."""

    html: str
    headings: tuple[Heading, ...]


class Renderer:
    """Renders the pages of one plan with the templates of one folder.

    Args:
        plan: the pages.
        templates: the folder of templates.
        kept: for each source, the texts kept from it, each with its language.
        section: gives a page as a section of the page that joins them.
    """

    def __init__(
        self,
        plan: Plan,
        templates: Path,
        kept: Mapping[str, list[tuple[str, str]]],
        section: Callable[[PlannedPage], str],
    ) -> None:
        self.plan = plan
        self._kept = kept
        self._source_notes: dict[tuple[str, str], Markup] = {}
        self._navigations: dict[tuple[str, int], str] = {}
        self._environment = environment(templates)
        self._environment.globals |= {
            "FORMS": FORMS,
            "OUTCOMES": OUTCOMES,
            "VERDICTS": VERDICTS,
            "CONFIDENCE": CONFIDENCE,
            "LANGUAGES": LANGUAGES,
            "plan": plan,
            "dossier": plan.dossier,
            "front": plan.dossier.front,
            "KINDS": KINDS,
            "REPORT": REPORT,
            "content_report": lambda: self.content_report,
            "spans": spans,
            "lasting": lambda address: lasting(plan, address),
            "how_to_cite": lambda page: how_to_cite(plan, page),
            "joined": lambda: members(plan),
            "section": lambda page: Markup(section(page)),
            "place": place,
            "resting": self.resting,
        }

    @cached_property
    def content_report(self) -> ContentReport:
        """The figures of the dossier, counted once."""
        return report(self.plan.dossier)

    def compile(self) -> None:
        """Compile all templates, before there is a second process that would do it once more."""
        for name in self._environment.list_templates(extensions=["html"]):
            if not name.startswith("theme/"):  # the theme's are the host's
                self._environment.get_template(name)

    def render(self, page: PlannedPage) -> Rendered:
        """Render one page.

        Raises:
            jinja2.TemplateError: when a template is at fault; a checked dossier never is.
        """
        notes = Notes(self.plan, page.address, self._kept)
        headings = Headings()
        try:
            template = self._environment.get_template(page.template)
        except TemplateNotFound:
            template = self._environment.get_template(
                "index.html" if page.record is None else "record.html"
            )
        html = template.render(
            page=page,
            record=page.record,
            records=() if page.record else self.plan.dossier.of_kind(page.kind),
            notes=notes,
            heading=headings,
            cite=notes.cite,
            link=notes.record_link,
            source_note=partial(self._source_note, notes),
            prose=lambda text: prose_html.to_html(text, notes) if isinstance(text, Prose) else "",
            referring=self.referring(page.record) if page.record else [],
            figures=figures.on_page(
                self.plan.dossier.records, lambda to, part: notes.href(self.plan.address_of(to, part))
            ),
        )
        return Rendered(html, tuple(headings.found))

    def _source_note(self, notes: Notes, source: Source) -> Markup:
        """Return what a page's list of sources says of one: the same wherever the same way leads to it."""
        way = notes.href(self.plan.address_of(source.id))
        if (source.id, way) not in self._source_notes:
            template = self._environment.get_template("source_note.html")
            self._source_notes[source.id, way] = Markup(template.render(source=source, way=way))
        return self._source_notes[source.id, way]

    def navigation(self, page: PlannedPage) -> str:
        """Render the navigation beside a page: the chapters, and the page's siblings when few."""
        if page.chapter is None:
            return ""
        dossier, chapter = self.plan.dossier, self.plan.chapters[page.chapter]
        beside = dossier.few(page.kind.kind, SIBLINGS) if page.record else ()
        siblings = [Anchor(dossier.shown(id_), self.plan.address_of(id_)) for id_ in beside]
        listed = {chapter.address, *(anchor.address for anchor in (*chapter.indexes, *siblings))}
        # It is the same beside all pages of one kind in one folder, but for those that it leads to.
        folder = page.address.rstrip("/").rpartition("/")[0]
        among = page.address if siblings or page.address in listed else folder
        if (among, page.chapter) not in self._navigations:
            notes = Notes(self.plan, page.address, self._kept)
            template = self._environment.get_template("navigation.html")
            html = template.render(page=page, notes=notes, siblings=siblings)
            self._navigations[among, page.chapter] = html
        return self._navigations[among, page.chapter]

    def contents(self, headings: Iterable[Heading]) -> str:
        """Render the table of contents of a page from its headings, two levels deep."""
        top: list[tuple[Heading, list[Heading]]] = []
        for heading in headings:
            if top and heading.level > top[-1][0].level:
                top[-1][1].append(heading)
            else:
                top.append((heading, []))
        return self._environment.get_template("contents.html").render(top=top)

    def head(self, page: PlannedPage) -> str:
        """Render what a page's head says of it: for search engines, and for those who pass it on."""
        template = self._environment.get_template("head.html")
        return template.render(page=page, described=described(self.plan, page))

    def for_editors(
        self,
        page: EditorsPage,
        pages: Iterable[EditorsPage],
        desk: Callable[[], tuple[Heap, ...]],
        part: str = "",
    ) -> Rendered:
        """Render one page for editors, or what stands beside it or in its head.

        Args:
            page: the page.
            pages: all of them.
            desk: tells what waits for an editor.
            part: `navigation` or `head`; without it the page itself.
        """
        notes = Notes(self.plan, page.address, self._kept)
        headings = Headings()
        reviewed = self.plan.dossier.front.reviewed  # a build reads no clock
        template = self._environment.get_template(f"editors/{part}.html" if part else page.template)
        html = template.render(
            page=page,
            pages=tuple(pages),
            heading=headings,
            href=notes.href,
            link=notes.record_link,
            desk=desk,
            recipes=lambda: recipes(self.plan.dossier, reviewed),
            marks=lambda: marks(self.plan.dossier),
            keys=keys(page.kind) if page.kind else (),
            skeleton=skeleton(page.kind, reviewed) if page.kind else "",
            MANUAL=manual_pages.MANUAL,
            PROBLEMS=manual_pages.PROBLEMS,
            DESK=manual_pages.DESK,
            GROWTH=manual_pages.GROWTH,
        )
        return Rendered(html, tuple(headings.found))

    def resting(self, source: Source) -> dict[str, list[str]]:
        """Return the ids of the records that cite a source, each with the places that it cites."""
        places: dict[str, dict[str, None]] = defaultdict(dict)
        for use in self.plan.dossier.uses.get(source.id, ()):
            places[use.origin] |= {use.citation.place: None} if use.citation.place else {}
        return {origin: list(found) for origin, found in places.items()}

    def referring(self, record: Record) -> list[tuple[type[Record], list[Record]]]:
        """Return what refers to a record, grouped by kind and in each kind's order."""
        backlinks = self.plan.dossier.backlinks.get(record.id, ())
        origins = {reference.origin for reference in backlinks} - {record.id}
        by_kind: dict[type[Record], list[Record]] = defaultdict(list)
        for origin in (self.plan.dossier.records[id_] for id_ in origins):
            by_kind[type(origin)].append(origin)
        return [
            (kind, sorted(by_kind[kind], key=Record.sorted_by))
            for kind in KINDS.values()
            if kind in by_kind
        ]


def problems_page(report: Report, templates: Path, *, here: bool = False) -> str:
    """Render problems for the preview: those of the whole content, or those at one place of a page."""
    return environment(templates).get_template("problems.html").render(report=report, here=here)


def redirect_page(plan: Plan, former: str, now: str) -> str:
    """Return the page at a former address: it leads to the one that holds now, also without scripts."""
    way = relative(former, now)
    return Markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
        '<meta http-equiv="refresh" content="0; url={}"><link rel="canonical" href="{}">'
        '</head><body><p>This page has moved: <a href="{}">{}</a></p></body></html>\n'
    ).format(way, lasting(plan, now), way, plan.pages[now].title)
