"""The manual for editors: how to write records, a page for each kind and each problem, and what to do next.

Its pages are published beside the others and found by their address alone: no navigation, no search and no
list for search engines leads to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...authoring.scaffold import skeleton
from ...authoring.todo import desk
from ...ledger import link_check
from ...planning.resources import TEMPLATES
from ...planning.site import FramedPage, Output, OutputFile, PageParts, Site
from . import pages
from .examples import recipes
from .keys import keys
from .marks import marks
from .pages import EditorsPage


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the file of each page of the manual."""
    every = pages.pages(TEMPLATES)
    reviewed = site.plan.dossier.front.reviewed  # a build reads no clock
    for page in every.values():
        parts = partial(_parts, site, page, tuple(every.values()))
        yield site.framed(FramedPage(page.address, None, reviewed, page.description, parts))


def _parts(site: Site, page: EditorsPage, every: tuple[EditorsPage, ...]) -> PageParts:
    dossier = site.plan.dossier
    reviewed = dossier.front.reviewed
    return site.renderer.document(
        page.address,
        page.title,
        page.template,
        "editors/navigation.html",
        "editors/head.html",
        page=page,
        pages=every,
        tasks=lambda: desk(dossier, link_check.read(site.content)),
        recipes=lambda: recipes(dossier, reviewed),
        marks=lambda: marks(dossier),
        keys=keys(page.kind) if page.kind else (),
        skeleton=skeleton(page.kind, reviewed) if page.kind else "",
        MANUAL=pages.MANUAL,
        PROBLEMS=pages.PROBLEMS,
        DESK=pages.DESK,
        GROWTH=pages.GROWTH,
    )


OUTPUT = Output("manual", files)
