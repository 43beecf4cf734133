"""The list of pages for search engines: `sitemap.xml`, also packed, https://www.sitemaps.org/protocol.html."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from xml.sax.saxutils import escape

from ..planning import urls
from ..planning.plan import Plan
from ..planning.site import Output, OutputFile, Site


def sitemap(plan: Plan) -> bytes:
    """Return the full address of each page, with the day of its review."""
    entries = "".join(
        f"\n  <url><loc>{escape(plan.absolute_url(page.address))}</loc>"
        f"<lastmod>{page.reviewed}</lastmod></url>"
        for page in plan.pages.values()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}\n</urlset>\n'
    ).encode()


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the list, and the list packed; the packed one holds no time."""
    yield OutputFile(urls.SITEMAP, lambda: sitemap(site.plan))
    yield OutputFile(f"{urls.SITEMAP}.gz", lambda: gzip.compress(sitemap(site.plan), mtime=0))


OUTPUT = Output("sitemap", files)
