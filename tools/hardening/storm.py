"""A preview under a storm of edits: it lives on, serves no half page, and ends as what `build` makes."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from generator.loading.loader import load
from tools.hardening.edits import Editor
from tools.hardening.nursery import Task, nursery
from tools.hardening.served import PATIENCE, Reader, Served, names, serving
from tools.hardening.table import Row

TO_REACH = 5000
HOUR = 3600.0
"""How long the whole of it lasts at least, in seconds."""
BURST = 1000
BATCH = 80
SEED = 42
ENOUGH = 5
"""After so many differences it is given up."""
GROWTH = 1.1
"""How much more memory it may take in the last quarter of the batches than in the second."""


@dataclass
class Stormed:
    """What came of a storm.

    Attributes:
        edits: how many were made.
        crashes: whether the preview died, and what it printed of faults of its own.
        different: what it served other than `build` makes, a line for each batch of edits.
        unwhole: what a reader got meanwhile that was not whole.
        asked: how many answers that reader got.
        memory: the MiB it took after each batch.
        kept: how many files the edits have changed for good.
        lasted: the seconds from the first edit to the last comparison.
    """

    edits: int = 0
    crashes: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    unwhole: list[str] = field(default_factory=list)
    asked: int = 0
    memory: list[float] = field(default_factory=list)
    kept: int = 0
    lasted: float = 0.0

    @property
    def grows(self) -> bool:
        """Say whether the preview takes more memory the more edits there are."""
        quarter = len(self.memory) // 4
        if not quarter:
            return False
        return median(self.memory[-quarter:]) > GROWTH * median(self.memory[quarter : 2 * quarter])


def storm(count: int, batch: int, burst: int, *, seed: int = SEED, lasting: float = 0.0) -> Stormed:
    """Edit the content under a preview.

    Args:
        count: how many edits to make at least.
        batch: how many of them in a row, before the preview is compared with a build.
        burst: how many saves without a pause to make half-way.
        seed: what the edits are chosen by.
        lasting: how many seconds to go on at least.
    """
    found = Stormed()
    with TemporaryDirectory() as folder:
        top = Path(folder).resolve()
        editor = Editor(top / "project", seed)
        with nursery(top / "tmp") as builds, serving(editor.content, top / "serve") as served:
            task = Task(str(editor.content), str(top / "built" / "site"), says=str(top / "says"))
            site, gone = Path(task.site), set[str]()
            builds.run(task)
            reader = Reader(served, sorted(names(site)))
            reader.start()
            bursts = 0
            start = time.monotonic()
            while (
                (editor.made.total() < count or time.monotonic() < start + lasting)
                and served.runs
                and len(found.different) < ENOUGH
            ):
                if not bursts and editor.made.total() >= (count - burst) // 2:
                    editor.burst(burst)
                    bursts += 1
                else:
                    editor.edit(batch)
                if len(found.memory) % 3 == 1:
                    editor.swap_branches()
                editor.mend()
                code = builds.run(task)
                assert code == 0, Path(task.says).read_text(encoding="utf-8")
                gone |= names(site)
                if difference := _settled(served, site, load(editor.content).site_url, gone):
                    found.different.append(f"after {editor.made.total()} edits: {difference}")
                found.memory.append(served.memory())
            found.lasted = time.monotonic() - start
            reader.end()
            if not served.runs:
                found.crashes.append("it has died")
            found.crashes += [
                line
                for line in served.log.read_text(encoding="utf-8").splitlines()
                if "Traceback" in line or "error happened" in line
            ]
            found.asked, found.unwhole = reader.asked, reader.wrong
        found.crashes += [f"{path.name} was left over" for path in (top / "serve").iterdir()]
        found.edits, found.kept = editor.made.total(), editor.kept
        print(dict(editor.made))
    return found


def _settled(served: Served, site: Path, address: str, gone: set[str]) -> str:
    """Wait until the preview is as a built site; return how it differs when it does not come to be so."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            difference = served.difference(site, address, gone)
        except (OSError, http.client.HTTPException) as error:
            difference = repr(error)
        if not difference or time.monotonic() > end or not served.runs:
            return difference
        time.sleep(0.3)


def rows(quick: bool) -> list[Row]:
    """Storm a preview."""
    found = storm(200, 50, 50) if quick else storm(TO_REACH, BATCH, BURST, lasting=HOUR)
    print(*found.crashes, *found.different, *found.unwhole, found.memory, sep="\n")
    harm = len(found.crashes) + len(found.different) + len(found.unwhole)
    value = (
        f"{found.edits} in {found.lasted / 60:.0f} minutes; {len(found.crashes)};"
        f" {len(found.different)} builds differ; {len(found.unwhole)} of {found.asked} answers not whole"
    )
    measure = "an hour of edits under `serve`, crashes, difference from a clean build"
    reached = found.edits >= TO_REACH and not harm and not found.grows
    return [Row(measure, f"at least {TO_REACH}; 0; 0 bytes", value, reached)]
