"""A folder put in the place of another, all or nothing, whatever ends the run and whenever.

The new folder is made in a workshop beside the old one, on the same file system, and then the two
change places in one step. What a killed run left in the workshop is removed by the next.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Constants of renameat2, https://man7.org/linux/man-pages/man2/rename.2.html."""


class BusyError(Exception):
    """Another run is making the same folder."""


@contextmanager
def workshop(place: Path) -> Iterator[Path]:
    """Make an empty folder beside `place` to work in, for one run at a time, and remove it at the end.

    Raises:
        BusyError: when another run works there now; the message names it.
        OSError: when the folder cannot be made.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    room = place.with_name(f".{place.name}.building")
    with _locked(place.with_name(f".{place.name}.lock")):
        former = _former(room)
        if former.exists() and not place.exists():
            former.rename(place)
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


def put(fresh: Path, place: Path) -> None:
    """Put a folder from the workshop in its place; what stood there goes to the workshop.

    Where the system cannot let two folders change places in one step, two steps are taken; a run
    killed just between them leaves nothing in the place, and the next run puts the former folder back.

    Raises:
        OSError: when the folder cannot be put there; the place is then as it was.
    """
    if not place.exists():
        fresh.rename(place)
    elif not _exchange(fresh, place):
        place.rename(_former(fresh.parent))
        fresh.rename(place)


def _former(room: Path) -> Path:
    return room / "former"


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; return whether the system and the file system can."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(number, os.strerror(number), str(other))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock on a file; the system frees it when the run ends, however it ends."""
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise BusyError(lock.read().strip() or "another process") from error
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        yield
