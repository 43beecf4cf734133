"""Builds that begin at once: forks of one process that has the generator loaded already.

Run as a program it is that process: it reads a `Task` a line from its input, and answers each with how
the build ended.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from mkdocs.config import load_config

from generator import cli
from generator.planning.resources import ROOT, SETTINGS

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
SWAP = "ctypes.dlsym"
"""Stands for the moment when the sites change places, which follows it."""
STEPS = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", SWAP})
"""What changes the file system beside opening a file to write.

Names of audit events, https://docs.python.org/3/library/audit_events.html.
"""


@dataclass(frozen=True)
class Task:
    """A build to run.

    Attributes:
        content, site: the folders, as the command takes them.
        says: the file that gets what the build prints.
        die_after: the moment, in seconds, at which it is killed, if any.
        die_at: the number of the step at which it kills itself, if any; a step changes the file system. Two
            builds of one content may differ by a few steps: pages are written as they are made.
        die_past: the same, but counted from when the sites have changed places.
        steps: a file that gets each step, a line each, if wanted.
        memory: how many bytes it may take beyond what it has at its beginning, if limited.
    """

    content: str
    site: str
    says: str = os.devnull
    die_after: float = 0
    die_at: int = 0
    die_past: int = 0
    steps: str = ""
    memory: int = 0


class Nursery:
    """The process from which builds are forked."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, task: Task) -> int:
        """Run a build to its end; return its exit code, or the signal that ended it, negative."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asdict(task)) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def nursery(temporary: Path) -> Iterator[Nursery]:
    """Run a nursery while the block runs; its builds have `temporary` as the system's temporary folder."""
    temporary.mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Nursery(process)
        assert process.stdin
        process.stdin.close()


def _main() -> None:
    load_config(str(SETTINGS))  # and with it what MkDocs loads late
    for line in sys.stdin:
        task = Task(**json.loads(line))
        number = os.fork()
        if number == 0:
            _build(task)
        if task.die_after:
            time.sleep(task.die_after)
            os.kill(number, signal.SIGKILL)  # it is ours until it is waited for, even when it has ended
        _, status = os.waitpid(number, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _build(task: Task) -> None:
    """Run the command as a person would; this process ends with it."""
    said = os.open(task.says, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    if task.die_at or task.die_past or task.steps:
        _count_steps(task)
    if task.memory:
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + task.memory, taken + task.memory))
    try:
        cli.main(["build", "--content", task.content, "--site", task.site])
    finally:  # whatever it is, it must not reach the loop of the nursery
        kind, error, _ = sys.exc_info()
        if kind is not SystemExit:
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        os._exit(error.code if isinstance(error, SystemExit) and isinstance(error.code, int) else 1)


def _count_steps(task: Task) -> None:
    count = past = 0
    swapped = False
    log = open(task.steps, "w") if task.steps else None  # noqa: PTH123, SIM115 - open to the end

    def noted(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count, past, swapped
        if event in STEPS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            count += 1
            past += swapped
            swapped |= event == SWAP
            if log:
                log.write(f"{event} {arguments[0]}\n")
                log.flush()
            if count == task.die_at or (past and past == task.die_past):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(noted)


if __name__ == "__main__":
    _main()
