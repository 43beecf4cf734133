"""What the frame brings along: style sheets, scripts, faces, and the page for what is not found."""

from __future__ import annotations

from collections.abc import Iterator

from ..planning import urls
from ..planning.site import Output, OutputFile, Site


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the files that pages load, and the page for what is not found."""
    assert site.frame
    for path, source in site.frame.assets():
        yield OutputFile(path, source.read_bytes)
    yield OutputFile(urls.NOT_FOUND, lambda: site.frame.not_found().encode() if site.frame else b"")


OUTPUT = Output("theme files", files, with_our_frame=True)
