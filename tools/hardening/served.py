"""A running preview, asked as a browser asks, and compared with a built site to the byte."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from generator.planning.resources import ROOT
from generator.publishing import checksums, manifest

PATIENCE = 60.0
# What the preview puts into every page, so that the browser loads it anew after a change.
RELOADING = re.compile(rb'<script src="/-preview/script\.js\?\d+"></script>')


class Served:
    """A preview.

    Attributes:
        top: the address that it is served at.
        log: what it has printed.
    """

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.top = f"http://127.0.0.1:{port}/"
        self.log = log
        self._process = process
        self._port = port

    @property
    def runs(self) -> bool:
        """Say whether it has not died."""
        return self._process.poll() is None

    def memory(self) -> float:
        """Return the MiB of memory it takes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def file(self, name: str) -> tuple[int, bytes]:
        """Return the status and the bytes of a file, without what makes the browser load it anew.

        Raises:
            OSError, http.client.HTTPException: when there is no answer, or only part of one.
        """
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)) as connection:
            connection.request("GET", f"/{quote(name.removesuffix('index.html'))}")
            answer = connection.getresponse()
            return answer.status, RELOADING.sub(b"", answer.read())

    def difference(self, site: Path, address: str, gone: set[str]) -> str:
        """Return how the preview differs first from a built site; empty when it does in no byte.

        The preview has no manifest and no checksums, and its map of the site names the addresses that it is
        served at.

        Args:
            site: the folder of the built site.
            address: where that is published.
            gone: files that it had once; those that it has not now must not be served either.
        """
        for name in sorted(names(site)):
            status, found = self.file(name)
            expected = (site / name).read_bytes()
            if name.endswith(".gz"):
                found, expected = gzip.decompress(found), gzip.decompress(expected)
            if name.startswith("sitemap.xml"):
                found = found.replace(self.top.encode(), address.encode())
            if status != 200 or found != expected:
                return f"{name}: {status}, {_first(found, expected)}"
        for name in sorted(gone - names(site)):
            status, _ = self.file(name)
            if status != 404:
                return f"{name} is gone, and is served with {status}"
        return ""


def names(site: Path) -> set[str]:
    """Return the files of a built site that a preview has too: all but manifest and checksums."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} - {
        manifest.NAME,
        checksums.NAME,
    }


def _first(found: bytes, expected: bytes) -> str:
    pairs = zip(found, expected, strict=False)
    at = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(found), len(expected)))
    start = max(0, at - 40)
    return f"at byte {at} {found[start : at + 60]!r} and not {expected[start : at + 60]!r}"


class Reader(threading.Thread):
    """One who asks for file after file all the time, and notes every answer that is not whole.

    Attributes:
        asked: how many answers there were.
        wrong: what was wrong with some, a line each.
    """

    def __init__(self, served: Served, names: list[str]) -> None:
        super().__init__(daemon=True)
        self.asked = 0
        self.wrong: list[str] = []
        self._served = served
        self._names = names
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(0.02):
            name = self._names[self.asked * 7 % len(self._names)]
            try:
                status, found = self._served.file(name)
                if not _whole(name, status, found):
                    self.wrong.append(f"{name}: {status}, {found[:40]!r} ... {found[-60:]!r}")
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{name}: {error!r}")
            self.asked += 1

    def end(self) -> None:
        """Stop asking."""
        self._done.set()
        self.join()


def _whole(name: str, status: int, found: bytes) -> bool:
    if status == 404 or name.endswith(".html"):
        begins, ends = (
            found.lstrip().lower().startswith(b"<!doctype html>"),
            found.rstrip().endswith(b"</html>"),
        )
        return status in (200, 404) and begins and ends
    if name.endswith(".json"):
        try:
            json.loads(found)
        except ValueError:
            return False
    return status == 200 and bool(found)


@contextmanager
def serving(content: Path, temporary: Path) -> Iterator[Served]:
    """Run `explainer serve` while the block runs, from its first answer on.

    Args:
        content: the folder to serve.
        temporary: what it has for the system's temporary folder.
    """
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    temporary.mkdir(parents=True)
    log = temporary.with_name("serve.log")
    command = [sys.executable, "-m", "generator", "serve", "--content", str(content), "--port", str(port)]
    with log.open("wb") as said:
        environment = os.environ | {"TMPDIR": str(temporary)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
    served = Served(process, port, log)
    try:
        end = time.monotonic() + PATIENCE
        while not _answers(served):
            assert served.runs, log.read_text(encoding="utf-8")
            assert time.monotonic() < end
            time.sleep(0.1)
        yield served
    finally:
        process.terminate()
        process.wait()


def _answers(served: Served) -> bool:
    try:
        return served.file("")[0] == 200
    except OSError:
        return False
