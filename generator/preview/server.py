"""A preview: pages rendered when they are asked for, of the content as it is at that moment.

Each request looks whether anything was saved, so what is served is never older than what is on the disk,
and nothing is rendered that nobody looks at.
"""

from __future__ import annotations

import mimetypes
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Lock
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import StartResponse, WSGIEnvironment

import click

from ..diagnostics import reporters
from ..planning import urls
from ..planning.resources import CODE, TEMPLATES
from ..rendering.faults import explain
from .edition import Edition
from .snapshot import Snapshot

SCRIPT = "/-preview/script.js"
CHANGED = "/-preview/changed"
LONGEST_WAIT = 30.0
"""Seconds that a page waits for a change before it asks again."""
INTERVAL = 0.3
"""Seconds between two looks at the disk while a page waits."""

Answer = tuple[str, str, bytes]
"""The status, the type and the bytes of an answer; for a redirect, where it leads in place of the type."""


class Preview:
    """Answers the requests of a preview (PEP 3333)."""

    def __init__(self, content: Path, settings: Path) -> None:
        """Read the content.

        Args:
            content: the content folder.
            settings: MkDocs' settings, `mkdocs.yml`.
        """
        self._settings = settings
        self._snapshot = Snapshot.take(content, settings)
        self._edition = Edition(content, settings)
        self._version = 0
        self._lock = Lock()
        self._print_report()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if path == CHANGED:
            status, kind, body = self._wait_for_change(environ.get("QUERY_STRING", ""))
        else:
            with self._lock:
                status, kind, body = self._answer(path)
        header = "Location" if status.startswith("302") else "Content-Type"
        headers = [(header, kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
        start_response(status, headers)
        return [body]

    def _wait_for_change(self, version: str) -> Answer:
        """Wait until something is saved after a version, or until the longest wait is over."""
        end = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < end:
            with self._lock:
                with suppress(Exception):  # the next page that is asked for reports it
                    self._follow()
                if version != str(self._version):
                    return "200 OK", "text/plain", b"changed"
            time.sleep(INTERVAL)
        return "200 OK", "text/plain", b"the same"

    def _answer(self, path: str) -> Answer:
        try:
            self._follow()
            return self._find(path)
        except Exception as error:
            # It may have passed when the page is asked for again.
            return _failure(explain(error) or "".join(traceback.format_exception(error)))

    def _find(self, path: str) -> Answer:
        name = path.removeprefix("/")
        if path == SCRIPT:
            return "200 OK", "text/javascript", (TEMPLATES / "preview.js").read_bytes()
        file = urls.linked_path("index.html", name or "./")
        if (body := self._edition.file(file)) is not None:
            kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
            if kind == "text/html":
                return "200 OK", "text/html; charset=utf-8", self._live(body)
            return "200 OK", kind, body
        folder = urls.linked_path("index.html", f"{name}/")
        if not name.endswith("/") and self._edition.has(folder):
            return "302 Found", f"{path}/", b""
        return "404 Not Found", "text/html; charset=utf-8", self._live(self._edition.not_found())

    def _live(self, html: bytes) -> bytes:
        """Return a page with the script that loads it again when something is saved."""
        before, end, after = html.rpartition(b"</body>")
        script = f'<script src="{SCRIPT}?{self._version}"></script>'.encode()
        return b"".join((before, script, end, after))

    def _follow(self) -> None:
        """Read what was saved since the last look."""
        now = self._snapshot.again()
        if now == self._snapshot:
            return
        now = now.settle()
        if now.code != self._snapshot.code:
            _restart()
        if now.look != self._snapshot.look:
            self._edition = Edition(self._edition.content, self._settings)
        else:
            self._edition = self._edition.next()
        self._version += 1
        self._print_report()
        if now.is_settled():
            self._snapshot = now

    def _print_report(self) -> None:
        if self._edition.report:
            click.echo(reporters.text(self._edition.report, self._edition.help_url), err=True)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a browser closes a connection early; report anything else."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _ServerV6(_Server):
    address_family = socket.AF_INET6


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing for each request."""


def serve(settings: Path, content: Path, host: str, port: int) -> None:
    """Serve a preview until it is interrupted; the address is printed once it answers."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    server_class = _ServerV6 if ":" in host else _Server
    try:
        server = server_class((host, port), _Handler)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(
            f"The preview cannot listen on {_netloc(host, port)}: {reason}. Choose another --port."
        ) from error
    with server, suppress(KeyboardInterrupt):
        server.set_app(Preview(content, settings))
        click.echo(f"Serving on http://{_netloc(host, port)}/", err=True)
        server.serve_forever()


def _netloc(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _failure(message: str) -> Answer:
    click.echo(message, err=True)
    return "500 Internal Server Error", "text/plain; charset=utf-8", f"{message}\n".encode()


def _restart() -> None:
    """Start the preview again with the changed code of the generator, if it compiles."""
    for path in sorted(CODE.rglob("*.py")):
        try:
            compile(path.read_text(encoding="utf-8"), str(path), "exec")
        except SyntaxError as error:
            name = path.relative_to(CODE.parent)
            click.echo(f"{name}:{error.lineno}: {error.msg}; old code kept", err=True)
            return
    click.echo("The generator has changed: starting anew.", err=True)
    os.execv(sys.executable, sys.orig_argv)
