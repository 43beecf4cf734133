"""The real dossier: what its check, its build and one change in its preview take."""

from __future__ import annotations

import re
import shutil
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
