"""The finished HTML, checked: links, anchors, ids, headings, and what every page must say of itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from ..loading.file_stamps import names
from ..planning import urls
from .page_reader import Page, read_page

SHOWN = 10
"""How many findings with the same message are printed one by one."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault of a finished page.

    Attributes:
        page: the file, relative to the site's folder.
        line: the line of the element in that file.
        message: what is wrong.
    """

    page: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.message}"


def audit(site: Path, root: str = "/", *, links_only: bool = False) -> list[Finding]:
    """Check every HTML file below a site's folder.

    Args:
        site: the folder.
        root: the path of the site on its host, as `planning.urls.root_path` gives it.
        links_only: whether links and anchors alone are checked, in pages whose theme is not ours.

    Returns:
        All findings, sorted, each once: links and anchors that do not resolve, ids that stand twice,
        headings out of order, pages without a title, a description or a language, and pages that share
        a title.
    """
    files = names(site)
    pages = {name: read_page(site, name) for name in files if name.endswith(".html")}
    found = _links(pages, root, files) if links_only else _findings(pages, root, files)
    return sorted(set(found))


def as_text(findings: list[Finding]) -> str:
    """Return findings as a person reads them; those with one message are grouped."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.message].append(finding)
    lines: list[str] = []
    for message, group in groups.items():
        lines += [f"{finding.page}:{finding.line}: {message}" for finding in group[:SHOWN]]
        if len(group) > SHOWN:
            lines.append(f"  and {len(group) - SHOWN} more pages: {message}")
    return "\n".join(lines)


def _findings(pages: dict[str, Page], root: str, files: list[str]) -> Iterator[Finding]:
    yield from _links(pages, root, files)
    for page in pages.values():
        yield from (
            Finding(page.name, line, f"the id {id_} stands more than once") for line, id_ in page.repeated
        )
        if not page.is_redirect:
            yield from _headings(page)
            yield from _about(page)
    yield from _shared_titles([page for page in pages.values() if not page.is_redirect])


def _links(pages: dict[str, Page], root: str, files: list[str]) -> Iterator[Finding]:
    known = frozenset(files)
    for page in pages.values():
        yield from _dead_links(page, pages, root, known)


def _dead_links(page: Page, pages: dict[str, Page], root: str, files: frozenset[str]) -> Iterator[Finding]:
    """Yield each link of a page that leads nowhere, or to no anchor."""
    faults: dict[str, str] = {}
    for line, link in page.targets:
        if link not in faults:
            faults[link] = _fault(page.name, link, pages, root, files)
        if faults[link]:
            yield Finding(page.name, line, f"the link {link} leads {faults[link]}")


def _fault(name: str, link: str, pages: dict[str, Page], root: str, files: frozenset[str]) -> str:
    """Return where a link in a file leads if it does not lead to something; empty if it is in order."""
    if urls.is_external(link):
        return ""
    file, fragment = urls.linked_path(name, link, root), unquote(link.partition("#")[2])
    if file not in files:
        return "nowhere"
    known = not fragment or file not in pages or fragment in pages[file].anchors
    return "" if known else "to no anchor"


def _headings(page: Page) -> Iterator[Finding]:
    tops = sum(level == 1 for level, _ in page.headings)
    if tops != 1:
        yield Finding(page.name, 1, f"{tops} headings of the first level instead of one")
    above = 0
    for level, line in page.headings:
        if level > above + 1:
            yield Finding(page.name, line, f"a heading of level {level} follows level {above}")
        above = level


def _about(page: Page) -> Iterator[Finding]:
    for what, said in (("title", page.title), ("description", page.description)):
        if not said:
            yield Finding(page.name, 1, f"the page has no {what}")
    if not page.language:
        yield Finding(page.name, 1, "the page names no language")


def _shared_titles(pages: list[Page]) -> Iterator[Finding]:
    titles = Counter(page.title for page in pages)
    for page in pages:
        if page.title and titles[page.title] > 1:
            yield Finding(page.name, 1, f"the title {page.title!r} is shared with another page")
