"""Disks that are full, rights that lack, too little memory, files saved meanwhile, builds at once.

In each, the site is the former whole one or the new whole one, nothing is left over after the next run, the
exit code is right, and the message says what to do. (Clocks, read-only checkouts and odd paths do not stop
a build: they are conditions of `digests`.)
"""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.planning.resources import ROOT
from generator.publishing import checksums, manifest
from tools.hardening.digests import NAMESPACE
from tools.hardening.edits import Editor
from tools.hardening.kills import TIDY, Place, placed
from tools.hardening.nursery import Task
from tools.hardening.table import Row

NOBODY = ("unshare", "--user", "--map-user=65534")
"""Runs a program without the rights of root, also for root."""
# On a disk of its own, which ends with the program: the former site, then a build over it.
ON_A_DISK = """
mount -t tmpfs -o "$1" none "$2" && cp -r "$3" "$2/site" && { "$4" -m generator build --content "$5" \
--site "$2/site"; echo "exit $?"; "$4" -m generator verify "$2/site" | tail -n 1; ls -A "$2"; }
"""
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
SIZES = (1.02, 1.1, 1.3, 1.5, 1.7, 1.9)
"""Of the disk, as multiples of the site's: a build needs two of them and more for its folders."""
TIMES = 12
"""How often a build is tried while files are saved."""
MIB = 1 << 20


class ImpossibleError(Exception):
    """The system does not let the fault be made; the message says why."""


def _build(place: Place, *within: str) -> tuple[int, str]:
    """Build within a program; return the exit code and what was said."""
    task = place.task()
    command = [sys.executable, "-m", "generator", "build", "--content", task.content, "--site", task.site]
    done = subprocess.run([*within, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    if "unshare: " in done.stderr or "mount: " in done.stderr:
        raise ImpossibleError(done.stderr.strip())
    return done.returncode, done.stderr


def _refused(place: Place, code: int, said: str, *words: str) -> None:
    """See that a build has ended as it should: with words that help, and the former site."""
    assert code == 1, f"ended with {code}: {said}"
    for word in words:
        assert word in said, f"{word!r} is not said: {said}"
    assert "Traceback" not in said, said
    assert place.left() == "former"
    assert place.tidied() == []


def full_disk(place: Place, top: Path) -> None:
    """A build on a disk that becomes full early, later, and at the end; or that can have no more files."""
    files = [path for path in place.site.rglob("*") if path.is_file()]
    # Every file takes whole pages of the disk.
    size = sum(-(-path.stat().st_size // 4096) * 4096 for path in files)
    disks = [f"size={int(size * times)}" for times in SIZES] + [f"nr_inodes={int(len(files) * 2.2)}"]
    disk = top / "disk"
    disk.mkdir()
    task = place.task()
    for options in disks:
        arguments = (options, disk, place.site, sys.executable, task.content)
        done = subprocess.run(
            [*NAMESPACE, "sh", "-c", ON_A_DISK, "sh", *map(str, arguments)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if "exit" not in done.stdout:
            raise ImpossibleError(done.stderr.strip())
        told = f"{options}: {done.stdout}{done.stderr}"
        assert "exit 1\n" in done.stdout, told
        assert "No space left on device" in done.stderr, told
        assert "is as it was. Make room" in done.stderr, told
        assert "Traceback" not in done.stderr, told
        assert "files as published, no differences" in done.stdout, told
        assert done.stdout.endswith(".site.lock\nsite\n") or done.stdout.endswith("\nsite\n"), told


def read_only_disk(place: Place, _: Path) -> None:
    """A build on a disk that may only be read."""
    code, said = _build(place, *NAMESPACE, "sh", "-c", READ_ONLY, "sh", str(place.site.parent))
    _refused(place, code, said, "Read-only file system", "choose another place")


def no_right_to_write(place: Place, _: Path) -> None:
    """A build by one who may not write beside the site."""
    place.site.parent.chmod(0o555)
    try:
        code, said = _build(place, *NOBODY)
    finally:
        place.site.parent.chmod(0o755)
    _refused(place, code, said, "Permission denied", "choose another place")


def no_right_to_read(place: Place, _: Path) -> None:
    """A build by one who may not read a record, and by one who may not read a folder of records."""
    for name in ("terms/wick.yaml", "terms"):
        path = Path(place.task().content, name)
        mode = path.stat().st_mode
        path.chmod(0)
        try:
            code, said = _build(place, *NOBODY)
        finally:
            path.chmod(mode)
        _refused(place, code, said, f"content/{name}:1:1: Y14")


def little_memory(place: Place, top: Path) -> None:
    """Builds with ever more memory, until one comes to its end.

    Some end in the words of a library that has no memory left to say more; most are told ours.
    """
    says = top / "says"
    told = 0
    for quarter in range(2, 80):
        code = place.builds.run(replace(place.task(), memory=quarter * MIB // 4, says=str(says)))
        left = place.left()
        if code == 0:
            assert left == "new"
            break
        said = says.read_text(encoding="utf-8", errors="replace")
        assert left == "former", said
        assert place.tidied() == []
        told += "too little memory" in said
    assert told, "no build said that it had too little memory"


def saved_meanwhile(place: Place, top: Path) -> None:
    """Builds of a folder in which files are saved, moved and deleted at some moment of the build."""
    editor = Editor(top / "project", seed=7)
    says, site = top / "says", top / "out" / "site"
    task = Task(str(editor.content), str(site), says=str(says))
    assert place.builds.run(task) == 0
    moments = random.Random(7)
    for _ in range(TIMES):
        before = (site / checksums.NAME).read_bytes()
        thread = threading.Timer(moments.random() * place.length, editor.edit, [5])
        thread.start()
        code = place.builds.run(task)
        thread.join()
        said = says.read_text(encoding="utf-8")
        assert code in (0, 1), said
        assert "Traceback" not in said, said
        assert manifest.verify(site), manifest.verify(site).as_text()
        assert code == 0 or (site / checksums.NAME).read_bytes() == before, said
        assert {path.name for path in site.parent.iterdir()} <= TIDY
        editor.mend()
    assert place.builds.run(task) == 0, "what is at rest again is built"


def many_at_once(place: Place, top: Path) -> None:
    """Builds of one site at once: one works, the others say so. Builds of several sites go side by side."""
    task = place.task()
    sites = [task.site] * 3 + [str(top / f"other{number}" / "site") for number in range(2)]
    command = [sys.executable, "-m", "generator", "build", "--content", task.content, "--site"]
    started = [
        subprocess.Popen(
            [*command, site], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        for site in sites
    ]
    ended = [(process.communicate()[1], process.returncode) for process in started]
    assert ended[3:] == [("", 0)] * 2, ended
    assert ("", 0) in ended[:3], ended
    for said, code in ended[:3]:
        assert code == 0 or (code == 1 and "Another build of" in said and "Wait for it" in said), said
    assert place.left() == "new"
    assert place.tidied() == []
    found = {(Path(site) / checksums.NAME).read_bytes() for site in sites}
    assert len(found) == 1, "all sites are the same"
    assert all(manifest.verify(Path(site)) for site in sites)


Fault = Callable[[Place, Path], None]
RIGHTS: tuple[Fault, ...] = (read_only_disk, no_right_to_write, no_right_to_read)
FAULTS: tuple[Fault, ...] = (full_disk, *RIGHTS, little_memory, saved_meanwhile, many_at_once)


def attempt(fault: Fault, place: Place) -> str:
    """Try a fault; return what was wrong, nothing if all held.

    Raises:
        ImpossibleError: when the system does not let it be made.
    """
    room = place.top / fault.__name__
    room.mkdir()
    try:
        fault(place, room)
    except AssertionError as error:
        return str(error) or "not as it should be"
    return ""


def rows(quick: bool) -> list[Row]:
    """Try all faults; quick, those of rights."""
    tried = RIGHTS if quick else FAULTS
    with placed() as place:
        found = {fault.__name__: attempt(fault, place) for fault in tried}
    harm = [f"{name}: {wrong}" for name, wrong in found.items() if wrong]
    print(*harm, sep="\n")
    measure = "other faults tried, that did harm"
    return [
        Row(
            measure,
            f"{len(FAULTS)}; 0",
            f"{len(found)}; {len(harm)}",
            len(found) == len(FAULTS) and not harm,
        )
    ]
