"""The real dossier: what its check, its build and one change in its preview take."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tools.bench.audited import html_files
from tools.bench.contestants import ROOT, Ours
from tools.bench.measure import Run, timed
from tools.bench.preview import serving

PLAIN_TITLE = re.compile(r"^title: \w[\w ,]*$", re.MULTILINE)
"""A title that more words can be added to as they are."""


@dataclass(frozen=True)
class Real:
    """What the real dossier took: runs of `check` and of a cold build, seconds to serve a change."""

    records: int
    pages: int
    check: list[Run]
    build: list[Run]
    change: float


def real(folder: Path, runs: int) -> Real:
    """Measure a copy of the content folder of this repository."""
    ours = Ours(folder)
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    if (ROOT / "ledger").is_dir():
        shutil.copytree(ROOT / "ledger", folder / "ledger")
    checks, builds = [], []
    for _ in range(runs):
        ours.clear()
        checks.append(timed([*ours.command, "check", "--content", str(content)], ours))
        ours.clear()
        builds.append(timed(ours.build, ours))
    records = len(list(content.rglob("*.yaml")))
    return Real(records, len(html_files(ours.site)), checks, builds, _change(ours, content, runs))


def _change(ours: Ours, content: Path, runs: int) -> float:
    """Return the seconds until the page of an event and the index of events serve another title."""
    path, text, line = next(
        (path, text, match[0])
        for path in sorted((content / "events").glob("*.yaml"))
        if (match := PLAIN_TITLE.search(text := path.read_text(encoding="utf-8")))
    )
    addresses = (f"events/{path.stem}/", "events/")
    took: list[float] = []
    with serving(ours) as server:
        server.wait(addresses, "")
        for number in range(runs + 1):
            words = f"told anew {number}"
            path.write_text(text.replace(line, f"{line}, {words}", 1), encoding="utf-8")
            took.append(server.wait(addresses, words))
    return median(took[1:])


def differing(ours: Ours) -> int | None:
    """Return how many pages differ from those that the slow way makes; None when there is no such way."""
    offered = subprocess.run([*ours.command, "build", "--help"], capture_output=True, text=True, check=True)
    if "--reference" not in offered.stdout:
        return None
    ours.clear()
    timed(ours.build, ours)
    fast = ours.folder / "fast"
    shutil.rmtree(fast, ignore_errors=True)
    ours.site.rename(fast)
    timed([*ours.build, "--reference"], ours)
    names = {page.relative_to(root) for root in (fast, ours.site) for page in html_files(root)}
    return sum(_bytes(fast / name) != _bytes(ours.site / name) for name in names)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
