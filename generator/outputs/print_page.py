"""The page that joins all others, to be printed.

A page becomes a section: its ids are kept apart from those of other pages, its links lead within the joined
page where they can, and its headings stand below the heading of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement
from markupsafe import Markup

from ..model import KINDS
from ..model.source import Source
from ..planning import urls
from ..planning.plan import Plan, PlannedPage
from ..planning.site import FramedPage, Output, OutputFile, PageParts, Site
from .page_tree import page_tree, without

LEVELS_BELOW = 2
"""The joined page has a heading of its own and one for each chapter; the first of a section is the next."""
_LEFT_OUT = (
    "descendant::*[self::nav or self::script or self::footer"
    " or self::a[@class='headerlink']"
    " or @data-search-exclude and not(contains(concat(' ', @class, ' '), ' sources '))"
    " or starts-with(@id, '_referred-to-by')]"
)
_REFERRING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
_WITHIN = re.compile(r"url\(#([^)]+)\)")
_HEADING = re.compile(r"h[1-4]")


def joined_pages(plan: Plan) -> list[PlannedPage]:
    """Return the pages that are joined, in the order of the chapters; sources are in a list instead."""
    ids: list[str] = [plan.dossier.front.id]
    for chapter in plan.dossier.front.chapters:
        ids += [chapter.lead.id] if chapter.lead else []
        for kind in chapter.kinds:
            if kind != Source.kind:
                ids += [record.id for record in plan.dossier.of_kind(KINDS[kind])]
    return [plan.pages[plan.address_of(id_)] for id_ in dict.fromkeys(ids)]


def section_id(url: str, part: str = "") -> str:
    """Return the id that a page, or a part of it, has in the joined page.

    >>> section_id("events/landing/", "origin")
    'p-events-landing--origin'
    """
    page = f"p-{urls.slug(url)}"
    return f"{page}--{part}" if part else page


def part(site: Site, page: PlannedPage, parts: PageParts) -> str:
    """Return a page as a section of the joined page; empty if it is not joined."""
    return section(site.plan, page.address, parts.content) if _is_joined(page) else ""


def section(plan: Plan, url: str, content: str) -> str:
    """Return a page as a section of the joined page.

    Args:
        plan: all pages.
        url: the address of the page.
        content: its HTML.
    """
    tree = deepcopy(page_tree(content))
    without(tree, _LEFT_OUT)
    for element in tree.iterdescendants("*"):
        if _HEADING.fullmatch(element.tag):
            element.tag = f"h{int(element.tag[1]) + LEVELS_BELOW}"
        _rename_ids(element, url)
        if (link := element.get("href")) is not None:
            element.set("href", _link(plan, url, link))
    tree.tag = "section"
    tree.set("id", section_id(url))
    return etree.tostring(tree, encoding="unicode", method="html")


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the joined page."""
    page = site.plan.pages[urls.PRINT]

    def parts() -> PageParts:
        pages = joined_pages(site.plan)
        sections = {url: Markup(html) for url, html in site.parts(OUTPUT.name, pages).items()}
        return site.renderer.page(page, pages=pages, sections=sections, section_id=section_id)

    yield site.framed(FramedPage(page.address, page.chapter, page.reviewed, page.description, parts))


OUTPUT = Output("print page", files, part)


def _is_joined(page: PlannedPage) -> bool:
    return page.record is not None and not isinstance(page.record, Source)


def _rename_ids(element: HtmlElement, url: str) -> None:
    """Put the page's own id in front of each id that an element has or refers to."""
    if id_ := element.get("id"):
        element.set("id", section_id(url, id_))
    for name in _REFERRING:
        if ids := element.get(name):
            element.set(name, " ".join(section_id(url, id_) for id_ in ids.split()))
    for name, value in element.attrib.items():
        if "url(#" in value:
            element.set(name, _WITHIN.sub(lambda match: f"url(#{section_id(url, match[1])})", value))


def _link(plan: Plan, url: str, link: str) -> str:
    """Return where a link leads in the joined page: within it, or to the published site."""
    if urls.is_external(link):
        return link
    target, _, fragment = urls.resolve(url, link).partition("#")
    shown = plan.pages.get(target)
    if shown and isinstance(shown.record, Source):
        return f"#{section_id(target)}"
    if target == url or (shown and _is_joined(shown)):
        return f"#{section_id(target, fragment)}"
    return plan.absolute_url(target) + (f"#{fragment}" if fragment else "")
