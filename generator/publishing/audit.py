"""The finished HTML, checked: links, anchors, ids, headings, and what every page must say of itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from ..cores import shared
from ..loading.file_stamps import names
from .page_reader import Page, parsed, skimmed

_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


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


def audit(site: Path, top: str = "/") -> list[Finding]:
    """Check every HTML file below a site's folder.

    Args:
        site: the folder.
        top: the path at which it will be served; links that begin at the root of the host begin so.

    Returns:
        All findings, sorted, each once: links and anchors that do not resolve, ids that stand twice,
        headings out of order, pages without a title, a description or a language, and pages that share
        a title.
    """
    files = names(site)
    if not any(_findings(_pages(site, files, skimmed), top, files)):
        return []
    return sorted(set(_findings(_pages(site, files, parsed), top, files)))


def internal_links(site: Path) -> int:
    """Return how many links from a page of the site to another there are, repeats included."""
    pages = _pages(site, names(site), parsed)
    return sum(
        tag == "a"
        and not _EXTERNAL.match(target)
        and (name := _file(page.name, "/", target)) != page.name
        and name in pages
        for page in pages.values()
        for _, tag, target in page.targets
    )


def _pages(site: Path, files: list[str], see: Callable[[Path, str], Page]) -> dict[str, Page]:
    pages = [name for name in files if name.endswith(".html")]
    return {page.name: page for page in shared(lambda name: see(site, name), pages)}


def _findings(pages: dict[str, Page], top: str, files: list[str]) -> Iterator[Finding]:
    links = _Links(pages, top, frozenset(files))
    for page in pages.values():
        yield from links.dead(page)
        yield from (
            Finding(page.name, line, f"the id {id_} stands more than once") for line, id_ in page.repeated
        )
        if not page.is_redirect:
            yield from _headings(page)
            yield from _about(page)
    yield from _shared_titles([page for page in pages.values() if not page.is_redirect])


def _file(name: str, top: str, target: str) -> str:
    """Return the file below the site's folder that a link in a file asks for."""
    way = unquote(target.partition("#")[0].partition("?")[0])
    if not way:
        return name
    if way.startswith("/"):
        path = normpath(way)
        if not f"{path}/".startswith(top):
            return path
        found = path[len(top) :]
    else:
        found = normpath(f"{name.rpartition('/')[0]}/{way}").lstrip("/")
        found = "" if found == "." else found
    if not found:
        return "index.html"
    return f"{found}/index.html" if way.endswith(("/", "/.", "/..")) or way in (".", "..") else found


@dataclass
class _Links:
    """Where the links of all pages lead. Pages at one depth share most of theirs, in the same words."""

    pages: dict[str, Page]
    top: str
    files: frozenset[str]
    sound: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def dead(self, page: Page) -> Iterator[Finding]:
        """Yield each link of a page that leads nowhere, or to no anchor."""
        up = "../" * page.name.count("/")
        sound = self.sound[up]
        dead = {}
        for target in page.addresses - sound:
            if target.startswith("#") and target[1:] in page.anchors:
                continue
            if fault := self._fault(page.name, target):
                dead[target] = fault
            elif up and target.startswith(up):
                sound.add(target)  # from the root on it is the same for all
        places = page.targets or [(0, "", target) for target in dead]
        for line, _, target in places if dead else ():
            if target in dead:
                yield Finding(page.name, line, f"the link {target} leads {dead[target]}")

    def _fault(self, name: str, target: str) -> str:
        """Return where a link in a file leads instead of to something; empty when it is in order."""
        if _EXTERNAL.match(target):
            return ""
        file, fragment = _file(name, self.top, target), unquote(target.partition("#")[2])
        if file not in self.files:
            return "nowhere"
        known = not fragment or file not in self.pages or fragment in self.pages[file].anchors
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
