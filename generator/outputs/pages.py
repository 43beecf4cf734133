"""The planned pages: the home page, the indexes, a page for each record, the content report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..planning import urls
from ..planning.plan import PlannedPage
from ..planning.site import FramedPage, Output, OutputFile, Site


def single_pages(site: Site) -> list[PlannedPage]:
    """Return every planned page but the one that joins them."""
    return [page for page in site.plan.pages.values() if page.address != urls.PRINT]


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the file of each page but the one that joins them."""
    for page in single_pages(site):
        parts = partial(site.render, page)
        yield site.framed(FramedPage(page.address, page.chapter, page.reviewed, page.description, parts))


OUTPUT = Output("pages", files)
