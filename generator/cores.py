"""Work shared with a second process, which knows all that this one knows.

The build is bound by its processor time, and what is made of one page does not depend on what is made of
another. Two processes are what pays: what they make has to come back, and most machines that build have
two cores.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 100
"""For less work than this a second process takes longer than it saves."""
AHEAD = 4
"""So many items the second process is given before it has sent back what it made of the first of them."""


def shared(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Do the same work on each of some items, as `as_made` does.

    Returns:
        What came of each, in the order of the items.
    """
    made = dict(as_made(work, items))
    return [made[at] for at in range(len(items))]


def as_made(work: Callable[[T], R], items: Sequence[T]) -> Iterator[tuple[int, R]]:
    """Do the same work on each of some items, some of them in a process of its own where that pays.

    That process is a copy of this one. It sends back what it makes, and leaves nothing else behind: `work`
    must change nothing on the disk, for a copy goes on for a moment when this process is killed. When
    there is none to be had, or it ends before its time, all is done here.

    Args:
        work: what is done to an item. It must not depend on what it did before.
        items: what it is done to.

    Yields:
        The number of each item and what came of it, as soon as it is there.

    Raises:
        Exception: whatever `work` raises, as if all were done here.
    """
    waiting = deque(range(len(items)))
    if len(items) >= FEWEST and _possible():
        with _second(work, items) as second:
            given: deque[int] = deque()
            while second and (waiting or given):
                try:
                    while waiting and len(given) < AHEAD:
                        given.append(waiting.popleft())
                        second.send(given[-1])
                    came = [second.recv() for _ in given if second.poll(0 if waiting else None)]
                except (EOFError, OSError):
                    waiting.extendleft(reversed(given))
                    break
                yield from ((given.popleft(), made) for made in came)
                if waiting:
                    at = waiting.popleft()
                    yield at, work(items[at])
    yield from ((at, work(items[at])) for at in waiting)


def beside(here: Callable[[], object], there: Callable[[], R]) -> R:
    """Do one thing here, and at the same time another in a second process, where there is a core for it.

    Args:
        here: what is done in this process.
        there: what is done in the other; see `as_made` for what it must not do.

    Returns:
        What came of the other.
    """
    if not _possible():
        here()
        return there()
    with _second(lambda job: job(), [there]) as second:
        if second:
            with contextlib.suppress(OSError):
                second.send(0)
        here()
        with contextlib.suppress(EOFError, OSError):
            if second:
                found: R = second.recv()
                return found
    return there()


def _possible() -> bool:
    """Return whether this process can be copied, is no copy itself, and there is a core for the copy.

    A copy has one thread only, and whatever lock another thread held at that moment stays locked in it.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    alone = threading.active_count() == 1 and parent_process() is None
    return cores > 1 and alone and "fork" in get_all_start_methods()


@contextlib.contextmanager
def _second(work: Callable[[T], R], items: Sequence[T]) -> Iterator[Connection | None]:
    """Begin a second process, and end it; there is none where memory or processes are short."""
    fork: Any = get_context("fork")
    here, there = fork.Pipe()
    process = fork.Process(target=_serve, args=(there, work, items), daemon=True)
    try:
        process.start()
    except OSError:
        yield None
        return
    there.close()
    try:
        yield here
    finally:
        process.kill()
        process.join()
        here.close()


def _serve(first: Connection, work: Callable[[T], R], items: Sequence[T]) -> None:
    """Do what the first process asks for, until it asks no more."""
    # Nothing of the first process stays open here, least of all the lock of its build.
    os.closerange(3, first.fileno())
    os.closerange(first.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    # What goes wrong here the first process meets too, and tells.
    with contextlib.suppress(Exception, KeyboardInterrupt):
        while True:
            first.send(work(items[first.recv()]))
