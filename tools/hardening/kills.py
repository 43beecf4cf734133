"""Builds killed: the site is then the former whole one or the new whole one, and the next run tidies up.

Two contents are built in turn, so that former and new differ. Half of the kills come at a counted change of
the file system, one by one around the moment when the sites change places and spread over all others; half
by the clock, spread evenly over the length of a build.
"""

from __future__ import annotations

import itertools
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.publishing import checksums, manifest
from tests.folders import dossier, lighthouse_file
from tools.hardening.nursery import SWAP, Nursery, Task, nursery
from tools.hardening.table import Row

TO_REACH = 300
GOLDEN = 0.618033988749895
"""Multiples of it, without their whole part, are spread evenly however many one takes."""
AROUND = 24
"""How many steps about the swap are tried one by one."""
TIDY = {"site", ".site.lock"}


@dataclass
class Killed:
    """What came of builds that were killed.

    Attributes:
        left: how many left the former site, and how many the new.
        broken: what was wrong, a line each.
        late: builds that had ended before their kill, which do not count.
    """

    left: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    late: int = 0


class Place:
    """A folder with two contents, a broken third, and a site that is built from one or the other.

    Attributes:
        top: the folder that all of it lies in.
        site: where it stands.
        steps: the changes of the file system that make a build, one after the other.
        length: how many seconds it takes.
        builds: what it is built by.
    """

    def __init__(self, top: Path, builds: Nursery) -> None:
        self.top = top
        self.site = top / "site" / "site"
        self.builds = builds
        self._temporary = top / "tmp"
        wick = lighthouse_file("terms/wick.yaml", ("The part of a lamp that burns", "What burns in a lamp"))
        self._contents = [dossier(top / "a"), dossier(top / "b", {"terms/wick.yaml": wick})]
        self._broken = dossier(top / "c", {"terms/wick.yaml": "title: [\n"})
        self._checksums_of_builds: list[bytes] = []
        log = top / "steps"
        for content in self._contents:
            start = time.monotonic()
            code = builds.run(Task(str(content), str(self.site), steps=str(log)))
            assert code == 0, f"a build ended with {code}"
            self._checksums_of_builds.append(self._checksums())
            self.length = time.monotonic() - start
        self.steps = log.read_text(encoding="utf-8").splitlines()
        self._stands = 1

    def _checksums(self) -> bytes:
        return (self.site / checksums.NAME).read_bytes()

    def task(self) -> Task:
        """Return the build of the content that the site is not of now."""
        return Task(str(self._contents[1 - self._stands]), str(self.site))

    def left(self) -> str:
        """Return which site stands after a build, `former` or `new`; if neither, what is wrong with it."""
        try:
            found = manifest.verify(self.site)
        except manifest.ManifestError as error:
            return str(error)
        if not found or self._checksums() not in self._checksums_of_builds:
            return found.as_text()
        former, self._stands = self._stands, self._checksums_of_builds.index(self._checksums())
        return "former" if former == self._stands else "new"

    def tidied(self) -> list[str]:
        """Let a next build begin, which soon ends as its content is broken; return what is then wrong."""
        before = self._checksums()
        code = self.builds.run(Task(str(self._broken), str(self.site)))
        names = {path.name for path in [*self.site.parent.iterdir(), *self._temporary.iterdir()]}
        wrong = [f"{name} was left over" for name in sorted(names - TIDY)]
        if code != 1 or self._checksums() != before:
            wrong.append(f"a build of broken content ended with {code}")
        return wrong


@contextmanager
def placed() -> Iterator[Place]:
    """Make a place in a temporary folder, for as long as the block runs."""
    with TemporaryDirectory() as folder, nursery(Path(folder, "tmp")) as builds:
        yield Place(Path(folder).resolve(), builds)


def kill(count: int, place: Place) -> Killed:
    """Kill some builds, and look at what each has left."""
    found = Killed()
    ends = itertools.chain(_at_steps(place, count // 2), _at_moments(place))
    while found.left.total() + len(found.broken) < count:
        end = next(ends)
        code = place.builds.run(end)
        left = place.left()
        wrong = place.tidied()
        if code == 0:
            found.late += 1
        elif left not in ("former", "new") or wrong or code != -signal.SIGKILL:
            found.broken.append(f"{end}, ended with {code}: {left} {wrong}")
        else:
            found.left[left] += 1
    return found


def _at_steps(place: Place, count: int) -> Iterator[Task]:
    """Yield builds that kill themselves at a step."""
    swap = next(number for number, step in enumerate(place.steps, 1) if step.startswith(SWAP))
    half = min(AROUND, count) // 2
    spread = count - 2 * half
    for number in range(swap - half + 1, swap + 1):
        yield replace(place.task(), die_at=number)
    for number in range(1, half + 1):
        yield replace(place.task(), die_past=number)
    for number in range(spread):
        yield replace(place.task(), die_at=max(number * len(place.steps) // spread, 1))


def _at_moments(place: Place) -> Iterator[Task]:
    """Yield builds that are killed at a moment, without an end."""
    for number in itertools.count(1):
        yield replace(place.task(), die_after=number * GOLDEN % 1 * place.length)


def rows(quick: bool) -> list[Row]:
    """Kill builds, and count the sites that were not whole after it."""
    count = TO_REACH // 30 if quick else TO_REACH + 20
    with placed() as place:
        found = kill(count, place)
    print("\n".join(found.broken))
    value = (
        f"{count}; {len(found.broken)} ({found.left['former']} former, {found.left['new']} new sites whole)"
    )
    reached = count >= TO_REACH and not found.broken
    return [Row("kills during the build, broken sites", f"at least {TO_REACH}; 0", value, reached)]
