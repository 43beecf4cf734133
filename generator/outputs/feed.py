"""A feed of the pages reviewed last: `feed.xml`, in Atom 1.0, https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ..planning import urls
from ..planning.plan import Plan, PlannedPage
from ..planning.site import Output, OutputFile, Site

PATH = "feed.xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
LENGTH = 50
"""How many entries the feed has at most."""


def feed(plan: Plan) -> bytes:
    """Return the feed: an entry for each record's page, the latest review first."""
    front = plan.dossier.front
    pages = [page for page in plan.pages.values() if page.record and page.record is not front]
    latest = sorted(pages, key=lambda page: (page.reviewed, page.address), reverse=True)[:LENGTH]
    root = Element("feed", xmlns=NAMESPACE)
    _text(root, "id", plan.absolute_url(urls.HOME))
    _text(root, "title", front.title)
    _text(root, "subtitle", front.summary)
    _text(root, "updated", _time(max((page.reviewed for page in latest), default=front.reviewed)))
    _text(SubElement(root, "author"), "name", front.title)
    SubElement(root, "link", rel="self", href=plan.absolute_url(PATH))
    SubElement(root, "link", rel="alternate", href=plan.absolute_url(urls.HOME))
    for page in latest:
        _entry(root, plan, page)
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the feed."""
    yield OutputFile(PATH, lambda: feed(site.plan))


OUTPUT = Output("feed", files)


def _entry(root: Element, plan: Plan, page: PlannedPage) -> None:
    url = plan.absolute_url(page.address)
    entry = SubElement(root, "entry")
    _text(entry, "id", url)
    _text(entry, "title", page.title)
    _text(entry, "updated", _time(page.reviewed))
    SubElement(entry, "link", rel="alternate", href=url)
    _text(entry, "summary", page.description)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _time(day: str) -> str:
    """Return a day as a moment; a review has no time of day."""
    return f"{day}T00:00:00Z"
