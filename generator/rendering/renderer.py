"""A page to the HTML that stands inside the frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape as escape_html
from pathlib import Path

from markupsafe import Markup, escape

from ..authoring.statistics import ContentReport, report
from ..diagnostics.problem import Report
from ..diagnostics.reporters import problem_text
from ..model import KINDS
from ..model.claim import VERDICTS
from ..model.language import LANGUAGES
from ..model.prose import Prose
from ..model.recommendation import OUTCOMES
from ..model.record import Record
from ..model.response import FORMS
from ..model.source import Source
from ..planning import urls
from ..planning.plan import REPORT, Anchor, Plan, PlannedPage
from ..planning.site import Heading, PageParts
from ..rules.quotations import kept_by_source
from . import figures, prose_html
from .citations import CONFIDENCE, Notes
from .environment import environment
from .filters import spans
from .structured_data import described, how_to_cite

SIBLINGS = 40
"""If a kind has more records than this, a page lists its index beside it and not its siblings."""


@dataclass
class Headings:
    """Writes the headings of one page and keeps them for its table of contents.

    Anchors of the templates' own headings begin with an underscore, which no id of a record's part
    does, so that the two never meet.
    """

    written: list[Heading] = field(default_factory=list)

    def __call__(self, level: int, id: str, title: str) -> Markup:
        """Return a heading with its anchor and a link to itself."""
        self.written.append(Heading(level, id, title))
        anchor, words = escape(id), escape(title)
        link = f'<a class="headerlink" href="#{anchor}" aria-label="Link to: {words}">¶</a>'
        return Markup(f'<h{level} id="{anchor}">{words}{link}</h{level}>')


class Renderer:
    """Renders the pages of one plan with the templates of one folder."""

    def __init__(self, plan: Plan, templates: Path) -> None:
        self.plan = plan
        self._kept = kept_by_source(plan.dossier)
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
            "urls": urls,
            "content_report": lambda: self.content_report,
            "spans": spans,
            "how_to_cite": lambda page: how_to_cite(plan, page),
            "resting": self.resting,
        }

    @cached_property
    def content_report(self) -> ContentReport:
        """The figures of the dossier, counted once."""
        return report(self.plan.dossier)

    def page(self, page: PlannedPage, **context: object) -> PageParts:
        """Render a planned page.

        Args:
            page: the page.
            context: what its template needs besides.

        Raises:
            jinja2.TemplateError: when a template is at fault; a checked dossier never is.
        """
        notes = Notes(self.plan, page.address, self._kept)
        headings = Headings()
        content = self._render(
            page.template,
            page=page,
            record=page.record,
            records=() if page.record else self.plan.dossier.of_kind(page.kind),
            notes=notes,
            heading=headings,
            cite=notes.cite,
            link=notes.record_link,
            prose=lambda text: prose_html.to_html(text, notes) if isinstance(text, Prose) else "",
            referring=self.referring(page.record) if page.record else [],
            figures=figures.on_page(
                self.plan.dossier.records, lambda to, part: notes.href(self.plan.address_of(to, part))
            ),
            **context,
        )
        return PageParts(
            title=escape_html(page.title),
            head=self._render("head.html", page=page, described=described(self.plan, page)),
            content=content,
            aside=self._contents(headings.written) + self._navigation(page),
            headings=tuple(headings.written),
        )

    def document(
        self, url: str, title: str, template: str, beside: str, head: str, **context: object
    ) -> PageParts:
        """Render a page that is not planned; see `planning.site.PageRenderer`."""
        notes = Notes(self.plan, url, self._kept)
        headings = Headings()
        shared: dict[str, object] = {"href": notes.href, "link": notes.record_link, **context}
        content = self._render(template, heading=headings, **shared)
        return PageParts(
            title=escape_html(title),
            head=self._render(head, **shared),
            content=content,
            aside=self._contents(headings.written) + self._render(beside, **shared),
            headings=tuple(headings.written),
        )

    def _render(self, template: str, **context: object) -> str:
        return self._environment.get_template(template).render(**context)

    def _navigation(self, page: PlannedPage) -> str:
        """Render the navigation beside a page: its chapter, and the page's siblings when there are few."""
        if page.chapter is None:
            return ""
        siblings = self.plan.dossier.of_kind(page.kind) if page.record else ()
        shown = siblings if len(siblings) <= SIBLINGS else ()
        anchors = [Anchor(record.called(), self.plan.address_of(record.id)) for record in shown]
        notes = Notes(self.plan, page.address, self._kept)
        return self._render("navigation.html", page=page, notes=notes, siblings=anchors)

    def _contents(self, headings: Iterable[Heading]) -> str:
        """Render the table of contents of a page from its headings, two levels deep."""
        top: list[tuple[Heading, list[Heading]]] = []
        for heading in headings:
            if top and heading.level > top[-1][0].level:
                top[-1][1].append(heading)
            else:
                top.append((heading, []))
        return self._render("contents.html", top=top)

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
    template = environment(templates).get_template("problems.html")
    return template.render(report=report, here=here, urls=urls, problem_text=problem_text)
