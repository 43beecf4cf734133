"""Builds a corpus with each contestant in turn, and notes what it took."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tools.bench.check import faults
from tools.bench.contestants import Contestant
from tools.bench.records import Corpus, Record

TIMED = Path(__file__).with_name("timed.py")
STATES = ("cold", "warm", "change")
"""A build without anything kept, one right after it, and one after a record has got another title."""


class BenchError(Exception):
    """A contestant failed, or made a site that does not hold the corpus."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took: seconds, and peak memory in MiB.

    Attributes:
        cpu: user and system time of the whole tree of processes, as wait4(2) reports it.
        largest: the peak of the largest process.
        tree: the peak of all processes together, shared pages counted once.
    """

    wall: float
    cpu: float
    largest: float
    tree: float


@dataclass
class Size:
    """The size of a record's HTML page in bytes, on average: as it is, and gzipped."""

    raw: float
    gzipped: float


@dataclass
class Measured:
    """All runs of one contestant with one corpus, by the state it built from."""

    runs: dict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))
    size: Size = field(default_factory=lambda: Size(0, 0))

    def median(self, state: str, name: str) -> float:
        """Return the median of one figure."""
        return float(median(getattr(run, name) for run in self.runs[state]))


def timed(command: list[str], contestant: Contestant) -> Run:
    """Run a command and return what it took.

    Raises:
        BenchError: when it fails.
    """
    result = subprocess.run(
        [sys.executable, "-IS", str(TIMED), *command],
        cwd=contestant.folder, env=contestant.environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    wall, cpu, largest, tree, code = json.loads(result.stdout)
    if code:
        raise BenchError(f"{contestant.name} ended with {code}: {result.stderr[-2000:]}")
    return Run(wall, cpu, largest / 1024, tree / 1024)


def prove(corpus: Corpus, contestant: Contestant) -> Size:
    """Check a finished site, and return the size of its pages.

    Raises:
        BenchError: when it does not hold the corpus.
    """
    found = faults(corpus, contestant.site, contestant.searched())
    if found:
        told = "\n  ".join(found[:10])
        raise BenchError(f"{contestant.name}: {len(found)} faults in its site\n  {told}")
    pages = [
        (contestant.site / record.address / "index.html").read_bytes() for record in corpus.records.values()
    ]
    raw = sum(map(len, pages)) / len(pages)
    return Size(raw, sum(len(gzip.compress(page, 6)) for page in pages) / len(pages))


def measure(corpus: Corpus, contestants: Iterable[Contestant], runs: int) -> dict[str, Measured]:
    """Build a corpus with every contestant, in turn, several times.

    The first build of each is not counted: it fills the system's cache of files, and its site is checked.

    Raises:
        BenchError: when a contestant fails or its site does not hold the corpus.
    """
    contestants = list(contestants)
    found = {contestant.name: Measured() for contestant in contestants}
    for contestant in contestants:
        contestant.folder.mkdir(parents=True, exist_ok=True)
        contestant.write(corpus)
        contestant.clear()
        timed(contestant.build, contestant)
        found[contestant.name].size = prove(corpus, contestant)
    record = changing(corpus)
    for number in range(runs):
        for contestant in contestants:
            measured = found[contestant.name].runs
            contestant.clear()
            measured["cold"].append(timed(contestant.build, contestant))
            measured["warm"].append(timed(contestant.build, contestant))
            title = f"{record.title}, told anew"
            changed = corpus.retitled(record.id, title)
            contestant.put(changed, changed.records[record.id])
            measured["change"].append(timed(contestant.build, contestant))
            for address in changed.showing(record.id):
                if title not in (contestant.site / address / "index.html").read_text(encoding="utf-8"):
                    raise BenchError(f"{contestant.name}: {address} does not show a change, run {number}")
            contestant.put(corpus, record)
    return found


def changing(corpus: Corpus) -> Record:
    """Return the record whose title is changed: an event that many refer to by its title."""
    return max(
        (r for r in corpus.of_kind("event") if r.title.isascii() and "&" not in r.title),
        key=lambda record: (len(corpus.showing(record.id)), record.id),
    )
