"""Runs one command and prints what it took; run by itself, so that it is small when it starts the command.

A process inherits the peak memory of the one it was forked from, so the one that forks must be small:
nothing but the standard library is imported here, and little of that. See getrusage(2), proc(5).
"""

import json
import os
import sys
import threading
import time

EVERY = 0.05
"""Seconds between two looks at the memory of a tree of processes."""


def main() -> None:
    """Run the command given as arguments; print its wall and CPU seconds, peak memory in KiB, exit code."""
    start = time.perf_counter()
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execvp(sys.argv[1], sys.argv[1:])
    peak = Peak(child)
    peak.start()
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    peak.done.set()
    peak.join()
    code = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    print(json.dumps([wall, cpu, usage.ru_maxrss, max(peak.tree, usage.ru_maxrss), code]))


class Peak(threading.Thread):
    """Watches the memory of a process and all below it, shared pages counted once.

    A process alone is only counted, not looked at: its peak is what the kernel reports of it.
    """

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.tree = 0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(EVERY):
            tree = below(self.root)
            if len(tree) > 1:
                self.tree = max(self.tree, sum(map(share, tree)))


def below(root: int) -> list[int]:
    """Return a process and all its descendants."""
    found = [root]
    for process in found:
        try:
            for task in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208
                with open(f"/proc/{process}/task/{task}/children") as children:  # noqa: PTH123
                    found.extend(map(int, children.read().split()))
        except OSError:
            continue  # it has ended meanwhile
    return found


def share(process: int) -> int:
    """Return the proportional share of memory (Pss) of a process in KiB, or 0 when it has ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup") as lines:  # noqa: PTH123
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


if __name__ == "__main__":
    main()
