"""One commit built in many places, on other days, by other users: the same bytes every time.

What is compared is the list of checksums of each site, which has the SHA-256 of every file, after the site
has been checked against it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.ledger import address_history
from generator.planning.plan import plan
from generator.planning.resources import ROOT
from generator.publishing import checksums, manifest
from tests.folders import checked, dossier, write
from tools.hardening.table import Row

TO_REACH = 12
GIT = ("git", "-c", "user.name=Ada", "-c", "user.email=ada@lighthouses.example")
TRAVEL = """
import runpy, sys, time_machine
with time_machine.travel(sys.argv.pop(1), tick=True):
    runpy.run_module("generator", run_name="__main__", alter_sys=True)
"""
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && cd "$1" && shift && exec "$@"'


def repository(folder: Path) -> Path:
    """Make a git repository of the generator with the lighthouse dossier as its content, of one commit."""
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    found = checked(dossier(folder))
    address_history.add(plan(found), folder / "content")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=One"]):
        subprocess.run([*GIT, *command], cwd=folder, check=True)
    return folder


def _nothing(_: Path) -> None:
    """Leave a clone as it is."""


@dataclass(frozen=True)
class Condition:
    """What is different about a build.

    Attributes:
        name: what it is called.
        folder: where the repository is cloned to.
        before: what is done to the clone.
        flags: what Python is told.
        day: when the build takes place; now if empty.
        within: the program that the build runs within.
        variables: its environment, beside what the tests have or, if `bare`, beside nothing.
        umask: which rights new files do not have.
    """

    name: str
    folder: str = "clone"
    before: Callable[[Path], object] = _nothing
    flags: tuple[str, ...] = ()
    day: str = ""
    within: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    bare: bool = False
    umask: int = 0o022

    def build(self, origin: Path, top: Path) -> str:
        """Clone a repository, build its site, and return the digest of that.

        Raises:
            AssertionError: when the build fails, or its site is not whole.
        """
        clone, site = top / self.folder, top / "out" / "site"
        subprocess.run(["git", "clone", "--quiet", str(origin), str(clone)], check=True)
        site.parent.mkdir()
        self.before(clone)
        start = ["-c", TRAVEL, self.day] if self.day else ["-m", "generator"]
        command = [sys.executable, *self.flags, *start, "build", "--site", str(site)]
        within = [word.replace("CLONE", str(clone)) for word in self.within]
        environment = {} if self.bare else dict(os.environ)
        done = subprocess.run(
            [*within, *command], cwd=clone, env={**environment, **self.variables}, umask=self.umask,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{self.name}: {done.stderr}"
        found = manifest.verify(site)
        assert found, f"{self.name}: {found.as_text()}"
        return sha256((site / checksums.NAME).read_bytes()).hexdigest()


def _date(year: int) -> Callable[[Path], None]:
    """Return what gives every file of a clone a date."""

    def dated(clone: Path) -> None:
        for path in clone.rglob("*"):
            if ".git" not in path.parts:
                os.utime(path, ((year - 1970) * 31_556_952,) * 2)

    return dated


def _write_backwards(clone: Path) -> None:
    """Write the files in another order, which many file systems list them in."""
    for folder in ("content", "templates"):
        (clone / folder).rename(clone.with_name(folder))
        paths = [p.relative_to(clone.with_name(folder)) for p in clone.with_name(folder).rglob("*")]
        for path in sorted(paths, reverse=True):
            if (clone.with_name(folder) / path).is_file():
                write(clone / folder, {path.as_posix(): (clone.with_name(folder) / path).read_bytes()})


def _leave_behind(clone: Path) -> None:
    """Leave another site and half of a killed build where the site goes."""
    out = clone.with_name("out")
    write(out, {"site/index.html": "old", "site/gone.html": "old", ".site.building/fresh/half.html": "<h"})


def _link(clone: Path) -> None:
    clone.rename(clone.with_name("elsewhere"))
    clone.symlink_to(clone.with_name("elsewhere"))


NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")
CONDITIONS = (
    Condition("as it is"),
    Condition(
        "a path with spaces and letters of other scripts, all else different too",
        "Ἄρθρο 42 — «мой» сайт #7 %41 {{ x }}", day="2040-02-29T23:59Z", umask=0o077,
        variables={"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ),
    Condition("in 1970", day="1970-01-01T00:00:10Z"),
    Condition("files of 1971", before=_date(1971)),
    Condition("files of 2040", before=_date(2040)),
    Condition("no locale, west of Greenwich", variables={"LC_ALL": "C", "LANG": "C", "TZ": "America/Adak"}),
    Condition("in Turkish", variables={"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "3"}),
    Condition("an empty environment", bare=True, variables={"PATH": os.defpath}),
    Condition("a day of the source given", variables={"SOURCE_DATE_EPOCH": "86400"}),
    Condition("files written in another order", before=_write_backwards),
    Condition("over an older site and a killed build", before=_leave_behind),
    Condition("a read-only checkout", within=(*NAMESPACE, "sh", "-c", READ_ONLY, "sh", "CLONE")),
    Condition("through a symbolic link", before=_link),
    Condition("without assertions, in UTF-8 mode", flags=("-O", "-X", "utf8")),
    Condition("on one processor", within=("taskset", "1")),
)  # fmt: skip


def digests(conditions: tuple[Condition, ...]) -> dict[str, str]:
    """Build one commit under some conditions; return the digest of each site."""
    found = {}
    with TemporaryDirectory() as folder:
        top = Path(folder).resolve()
        origin = repository(top / "origin")
        for number, condition in enumerate(conditions):
            here = top / str(number)
            here.mkdir()
            found[condition.name] = condition.build(origin, here)
    return found


def rows(quick: bool) -> list[Row]:
    """Build one commit under all conditions; quick, under the first two."""
    found = digests(CONDITIONS[:2] if quick else CONDITIONS)
    different = len(set(found.values()))
    if different > 1:
        print(*(f"{digest[:12]} {name}" for name, digest in found.items()), sep="\n")
    measure = "builds of one commit under different conditions, different digests"
    value = f"{len(found)}; {different} digest{'s' * (different != 1)}"
    return [
        Row(measure, f"at least {TO_REACH}; 1 digest", value, len(found) >= TO_REACH and different == 1)
    ]
