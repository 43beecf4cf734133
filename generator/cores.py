"""Work shared with a second process, which knows all that this one knows.

The build is bound by its processor time, and what is made of one page does not depend on what is made of
another. Two processes are what pays: what they make has to come back, and most machines that build have
two cores.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 100
"""For less work than this a second process takes longer than it saves."""


def shared(work: Callable[[T], R], items: Sequence[T], fewest: int | None = None) -> list[R]:
    """Do the same work on each of some items, every second one in a process of its own where that pays.

    That process is a copy of this one. It sends back what it makes, and leaves nothing else behind: `work`
    must change nothing on the disk, for a copy goes on for a moment when this process is killed. When
    there is none to be had, or it ends before its time, all is done here.

    Args:
        work: what is done to an item. It must not depend on what it did before.
        items: what it is done to.
        fewest: for fewer items no second process is begun; by default FEWEST, of things the size of a page.

    Returns:
        What came of each item, in the order of the items.

    Raises:
        Exception: whatever `work` raises, as if all were done here.
    """
    if len(items) < (FEWEST if fewest is None else fewest) or not _possible():
        return [work(item) for item in items]
    fork: Any = get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(sender, work, items[1::2]), daemon=True)
    try:
        process.start()
    except OSError:  # too little memory, or too many processes
        return [work(item) for item in items]
    sender.close()
    try:
        made = [work(item) for item in items[::2]]
        others: list[R] = []
        with contextlib.suppress(EOFError, OSError):
            others = receiver.recv()
        others = others or [work(item) for item in items[1::2]]
    finally:
        process.kill()
        process.join()
        receiver.close()
    return [(others if at % 2 else made)[at // 2] for at in range(len(items))]


def _possible() -> bool:
    """Return whether this process can be copied, is no copy itself, and there is a core for the copy.

    A copy has one thread only, and whatever lock another thread held at that moment stays locked in it.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    alone = threading.active_count() == 1 and parent_process() is None
    return cores > 1 and alone and "fork" in get_all_start_methods()


def _send(sender: Connection, work: Callable[[T], R], items: Sequence[T]) -> None:
    # Nothing of the first process stays open here, least of all the lock of its build.
    os.closerange(3, sender.fileno())
    os.closerange(sender.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    with contextlib.suppress(Exception, KeyboardInterrupt):  # the first process meets it too, and tells it
        sender.send([work(item) for item in items])
