"""A page at each former address, which leads to the one that holds now, also without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from ..planning import urls
from ..planning.plan import Plan
from ..planning.site import Output, OutputFile, Site

_PAGE = Markup(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
    '<meta http-equiv="refresh" content="0; url={link}"><link rel="canonical" href="{absolute}">'
    '</head><body><p>This page has moved: <a href="{link}">{title}</a></p></body></html>\n'
)


def redirect(plan: Plan, former: str, current: str) -> bytes:
    """Return the page at a former address."""
    link = urls.href(former, current)
    title = plan.pages[current].title
    return _PAGE.format(link=link, absolute=plan.absolute_url(current), title=title).encode()


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the page at each former address."""
    for former, current in site.plan.redirects.items():
        yield OutputFile(urls.path(former), partial(redirect, site.plan, former, current))


OUTPUT = Output("redirects", files)
