"""A preview: pages made when they are asked for, of the content as it is at that moment.

Each request looks whether anything was saved, so what is served is never older than what is on the disk,
and nothing is made that nobody looks at. What a page was made from is known (`generator.made`), so a page
is rendered again only when that has changed.
"""

from __future__ import annotations

import gc
import gzip
import mimetypes
import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from threading import Lock
from wsgiref.types import StartResponse, WSGIEnvironment

import click
from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig

from ..edition import Edition, nothing
from ..ledger import files
from ..loading.file_stamps import Stamp, stamps
from ..mkdocs_frame import Shells
from ..outputs import search_index
from ..planning.resources import CODE, TEMPLATES
from ..rendering.renderer import redirect_page

SCRIPT = "/-preview/script.js"
CHANGED = "/-preview/changed"
PATIENCE = 30.0
"""Seconds that a page waits for a change before it asks again."""
EVERY = 0.3
"""Seconds between two looks while a page waits."""
SETTLED = 20_000_000
"""Nanoseconds: a file saved less long ago may be saved again without its time telling."""

Answer = tuple[str, str, bytes]
"""The status, the type and the bytes of an answer; for the type of a redirect, where it leads."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was on the disk: the files of the content, those that pages look like, and the code."""

    content: tuple[Stamp, ...]
    look: tuple[Stamp, ...]
    code: tuple[Stamp, ...]

    def settled(self, now: int) -> float:
        """Return in how many seconds what was saved last can be told from what is saved next."""
        newest = max((stamp[1] for stamp in (*self.content, *self.look, *self.code)), default=0)
        return min(max(0, newest + SETTLED - now), SETTLED) / 1e9


def seen(config: MkDocsConfig) -> Seen:
    """Look at the disk.

    Args:
        config: says where the content lies.
    """
    content = Path(config.docs_dir)
    look = (TEMPLATES, Path(config.config_file_path))
    return Seen(*(tuple(stamps(*places)) for places in ((content, *files.files(content)), look, (CODE,))))


class Preview:
    """Answers the requests of a preview (PEP 3333)."""

    def __init__(
        self,
        edition: Edition,
        shells: Shells,
        frame: Callable[[Edition], Shells],
        config: MkDocsConfig,
        before: Seen,
    ) -> None:
        """Begin with an edition and its frame.

        Args:
            edition: the content as it was read at the start.
            shells: the frame of its pages.
            frame: makes the frame anew for another edition.
            config: where the content lies, and where MkDocs has written what is no page.
            before: what was on the disk when the edition was read.
        """
        self._edition = edition
        self._shells = shells
        self._frame = frame
        self._config = config
        self._site = Path(config.site_dir)
        self._seen = before
        self._version = 0
        self._lock = Lock()
        self._search: tuple[int, dict[str, str]] = -1, {}
        gc.enable()  # unlike other commands this one goes on
        gc.freeze()  # what there is by now stays; to look for cycles in it again and again takes long

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if path == CHANGED:
            status, kind, body = self._changed(environ.get("QUERY_STRING", ""))
        else:
            with self._lock:
                status, kind, body = self._answer(path)
        named = "Location" if status.startswith("302") else "Content-Type"
        headers = [(named, kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
        start_response(status, headers)
        return [body]

    def _changed(self, version: str) -> Answer:
        """Wait until something is saved after a version, or until patience ends."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with self._lock:
                with suppress(TemplateError, OSError):  # which the next page that is asked for tells
                    self._follow()
                if version != str(self._version):
                    return "200 OK", "text/plain", b"changed"
            time.sleep(EVERY)
        return "200 OK", "text/plain", b"the same"

    def _answer(self, path: str) -> Answer:
        try:
            self._follow()
            return self._found(path)
        except TemplateError as error:
            where = f"{error.filename}:{error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
            return _failed(f"A template cannot be rendered. {where}{error.message}")
        except OSError as error:  # which may have passed when the page is asked for again
            return _failed(f"{error.filename} cannot be read: {error.strerror}")

    def _found(self, path: str) -> Answer:
        address = path.removeprefix("/")
        if path == SCRIPT:
            return "200 OK", "text/javascript", (TEMPLATES / "preview.js").read_bytes()
        if not address or address.endswith("/"):
            if html := self._page(address):
                return "200 OK", "text/html; charset=utf-8", html
        elif self._edition.page(f"{address}/"):
            return "302 Found", f"{path}/", b""
        if (body := self._file(address)) is not None:
            kind, _ = mimetypes.guess_type(address)
            return "200 OK", kind or "application/octet-stream", body
        lost = (self._site / "404.html").read_text(encoding="utf-8")
        return "404 Not Found", "text/html; charset=utf-8", self._alive(lost)

    def _page(self, address: str) -> bytes | None:
        edition = self._edition
        if edition.plan is None:
            return self._alive(self._shells.page("", None, nothing(edition))) if not address else None
        if (page := edition.page(address)) is not None:
            return self._alive(self._shells.page(address, page.chapter, edition.filling(page)))
        if now := edition.plan.redirects.get(address):
            return redirect_page(edition.plan, address, now).encode()
        return None

    def _file(self, name: str) -> bytes | None:
        """Return a file of the site that is no page: made from the content, or as MkDocs has written it."""
        if name in ("sitemap.xml", "sitemap.xml.gz"):
            sitemap = self._shells.sitemap(self._edition.listed()).encode()
            return sitemap if name.endswith(".xml") else gzip.compress(sitemap)
        if name.startswith(f"{search_index.FOLDER}/") and self._edition.plan:
            if self._search[0] != self._version:
                self._search = self._version, self._edition.sought()
            text = self._search[1].get(name)
            return text.encode() if text is not None else None
        if text := self._edition.for_hosts().get(name):
            return text.encode()
        path = self._site / normpath(f"/{name}").lstrip("/")
        return path.read_bytes() if path.is_file() else None

    def _alive(self, html: str) -> bytes:
        """Return a page that is loaded anew when something is saved."""
        before, end, after = html.rpartition("</body>")
        return f'{before}<script src="{SCRIPT}?{self._version}"></script>{end}{after}'.encode()

    def _follow(self) -> None:
        """Read anew what was saved since the last look."""
        now = seen(self._config)
        if now == self._seen:
            return
        if wait := now.settled(time.time_ns()):
            time.sleep(wait)
            now = seen(self._config)
        if now.code != self._seen.code:
            _start_anew()
        other = now.look != self._seen.look
        before = self._edition
        edition = Edition(before.content, TEMPLATES, preview=True) if other else before.next()
        if other or edition.frame != before.frame:
            self._shells = self._frame(edition)
        if edition.report:
            click.echo(edition.report.as_text(), err=True)
        self._edition = edition
        self._version += 1
        if not now.settled(time.time_ns()):
            self._seen = now


def _failed(words: str) -> Answer:
    click.echo(words, err=True)
    return "500 Internal Server Error", "text/plain; charset=utf-8", f"{words}\n".encode()


def _start_anew() -> None:
    """Start the preview anew with the generator's changed code, if it compiles."""
    for path in sorted(CODE.rglob("*.py")):
        try:
            compile(path.read_text(encoding="utf-8"), str(path), "exec")
        except SyntaxError as error:
            name = path.relative_to(CODE.parent)
            click.echo(f"{name}:{error.lineno}: {error.msg}; old code kept", err=True)
            return
    click.echo("The generator has changed: starting anew.", err=True)
    os.execv(sys.executable, sys.orig_argv)
