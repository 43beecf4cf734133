"""What is published, one module for each kind of file. An output never imports this table."""

from __future__ import annotations

from ..planning.site import Output
from . import (
    feed,
    hosting_files,
    manual,
    pages,
    print_page,
    redirects,
    search_index,
    security_txt,
    sitemap,
    theme_files,
)

OUTPUTS: tuple[Output, ...] = (
    theme_files.OUTPUT,
    pages.OUTPUT,
    print_page.OUTPUT,
    manual.OUTPUT,
    redirects.OUTPUT,
    sitemap.OUTPUT,
    feed.OUTPUT,
    hosting_files.OUTPUT,
    security_txt.OUTPUT,
    search_index.OUTPUT,
)
