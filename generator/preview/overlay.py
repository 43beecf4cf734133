"""The problems of a record in the preview of its page, each at its own place.

The page shown is the last good one, so the place is found in the file as it is now: the part of the record
that the problem is in, if the page has a heading of that part; the top of the page otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from ..diagnostics.problem import Report
from ..rendering.renderer import Rendered, problems_page

_PART = re.compile(r" *(?:- +)?\{? *id: *[\"']?(?P<id>[a-z0-9-]+)")
_KEY = re.compile(r"[a-z_]+:")


def placed(page: Rendered, report: Report, file: Path, templates: Path) -> str:
    """Return the HTML of a page with the problems of its record in it.

    Args:
        page: the page as it was when it was last good.
        report: the problems of its record's file.
        file: that file as it is now.
        templates: the folder of templates.
    """
    if not report:
        return page.html
    try:
        lines = file.read_bytes().decode("utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    headings = {heading.id for heading in page.headings}
    by_part: dict[str, list[int]] = defaultdict(list)
    for number, problem in enumerate(report):
        by_part[_part(lines[: problem.location.line], headings)].append(number)
    html = page.html
    for part, numbers in by_part.items():
        here = Report(tuple(report.problems[number] for number in numbers), report.site)
        found = re.search(rf'<h[2-6][^>]*\bid="{re.escape(part)}"', html) if part else None
        at = found.start() if found else 0
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
