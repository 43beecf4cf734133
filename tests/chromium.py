"""Debian's Chromium on pages served from this machine, with nothing else within its reach."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from playwright.sync_api import Browser, expect, sync_playwright

from generator.outputs.hosting_files import HEADERS

# How fast a page answers is not what the tests ask, and they may run on a busy machine.
expect.set_options(timeout=30_000)

# Without these Chromium looks up its maker's hosts at every start.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class _Strict(http.server.SimpleHTTPRequestHandler):
    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer for what is missing with the site's own page, as every host of static sites does."""
        body = (Path(self.directory) / "404.html").read_bytes() if code == 404 else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # the base class's name
        """Say nothing of each request."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # the base class's name
        """Print nothing for each request."""


class _Packed(_Strict):
    """Answers gzipped, as hosts do; Lighthouse reckons with the bytes that travel."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix == ".woff2":
            return super().send_head()
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)


class _Server(http.server.ThreadingHTTPServer):
    # A browser opens several connections at once; those that do not fit would be tried again after seconds.
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a browser closes a connection early; report anything else."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(folder: Path, *, packed: bool = False) -> Iterator[str]:
    """Serve a folder on a free port; yields the address of its top, ending in a slash."""
    with _serving(functools.partial(_Packed if packed else _Strict, directory=str(folder))) as top:
        yield top


@contextmanager
def served_plainly(folder: Path) -> Iterator[str]:
    """Serve a folder as `served` does, without the policy that our own frame keeps."""
    with _serving(functools.partial(_Quiet, directory=str(folder))) as top:
        yield top


@contextmanager
def _serving(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
        yield browser
        browser.close()
