"""The problems of the content in the preview's pages, each at its own place.

The page shown is the last good one, so the place is looked up in the file as it is now: the part of the
record that the problem is in, if the page has a heading of that part; the top of the page otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from ..diagnostics.problem import Report
from ..planning.plan import Plan, PlannedPage
from ..planning.site import PageParts, PageRenderer
from ..rendering.renderer import problems_page

_PART = re.compile(r" *(?:- +)?\{? *id: *[\"']?(?P<id>[a-z0-9-]+)")
_KEY = re.compile(r"[a-z_]+:")


class Overlay:
    """A renderer that puts the problems of the content into the pages that another one renders."""

    def __init__(
        self, renderer: PageRenderer, plan: Plan, report: Report, root: Path, templates: Path
    ) -> None:
        """Remember what pages need.

        Args:
            renderer: renders the pages.
            plan: all pages.
            report: the problems of the content as it is now.
            root: the folder that holds the content folder; paths of problems begin there.
            templates: the folder of templates.
        """
        self._renderer = renderer
        self._plan = plan
        self._report = report
        self._root = root
        self._templates = templates
        self._above = problems_page(report, templates) if report else ""

    def page(self, page: PlannedPage, **context: object) -> PageParts:
        """Render a planned page, with all problems above it and those of its record in it."""
        parts = self._renderer.page(page, **context)
        if not self._report:
            return parts
        content = parts.content
        if page.record:
            path = self._plan.dossier.documents[page.record.id].path
            own = tuple(problem for problem in self._report if problem.location.path == path)
            content = place_problems(parts, Report(own), self._root / path, self._templates)
        return replace(parts, content=self._above + content)

    def document(
        self, url: str, title: str, template: str, beside: str, head: str, **context: object
    ) -> PageParts:
        """Render another page, with all problems above it."""
        parts = self._renderer.document(url, title, template, beside, head, **context)
        return replace(parts, content=self._above + parts.content)


def place_problems(page: PageParts, report: Report, file: Path, templates: Path) -> str:
    """Return the content of a page with the problems of its record in it.

    Args:
        page: the page as it was when it was last good.
        report: the problems of its record's file.
        file: that file as it is now.
        templates: the folder of templates.
    """
    if not report:
        return page.content
    try:
        lines = file.read_bytes().decode("utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    headings = {heading.id for heading in page.headings}
    by_part: dict[str, list[int]] = defaultdict(list)
    for number, problem in enumerate(report):
        by_part[_part(lines[: problem.location.line], headings)].append(number)
    html = page.content
    for part, numbers in by_part.items():
        here = Report(tuple(report.problems[number] for number in numbers))
        heading = re.search(rf'<h[2-6][^>]*\bid="{re.escape(part)}"', html) if part else None
        at = heading.start() if heading else 0
        html = html[:at] + problems_page(here, templates, here=True) + html[at:]
    return html


def _part(lines: list[str], headings: Collection[str]) -> str:
    """Return the part that the last of some lines is in; empty when it is in none with a heading."""
    for line in reversed(lines):
        found = _PART.match(line)
        if found and found["id"] in headings:
            return found["id"]
        if _KEY.match(line):
            return ""
    return ""
