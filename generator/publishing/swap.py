"""Replaces a folder by another, all or nothing, whenever and however the process ends.

The new folder is written in a staging folder beside the old one, on the same file system; then the two are
exchanged in one step. What a killed process leaves in the staging folder is removed by the next.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Constants of renameat2, https://man7.org/linux/man-pages/man2/rename.2.html."""


class BusyError(Exception):
    """Another process is building the same folder."""


@contextmanager
def workshop(place: Path) -> Iterator[Path]:
    """Make an empty staging folder beside `place`, for one process at a time, and remove it at the end.

    Args:
        place: the folder to be replaced; it need not exist.

    Yields:
        The staging folder.

    Raises:
        BusyError: when another process has the staging folder; the message names it.
        OSError: when the folder cannot be made.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    staging = place.with_name(f".{place.name}.building")
    with _locked(place.with_name(f".{place.name}.lock")):
        previous = _previous(staging)
        if previous.exists() and not place.exists():
            previous.rename(place)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def put(fresh: Path, place: Path) -> None:
    """Move a folder out of the staging folder to `place`, and what was at `place` into the staging folder.

    Where the system cannot exchange two folders in one step, it takes two; a process killed between
    them leaves nothing at `place`, and the next one moves the previous folder back.

    Args:
        fresh: the new folder, directly below the staging folder.
        place: the folder to be replaced; it need not exist.

    Raises:
        OSError: when the folder cannot be moved; `place` is then unchanged.
    """
    if not place.exists():
        fresh.rename(place)
    elif not _exchange(fresh, place):
        place.rename(_previous(fresh.parent))
        fresh.rename(place)


def _previous(staging: Path) -> Path:
    return staging / "previous"


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system and the file system can do so."""
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
    """Hold the lock on a file; the system releases it when the process ends, however it ends."""
    try:
        acquired = FileLock(path, blocking=False, fallback_to_soft=False).acquire()
    except Timeout as error:
        raise BusyError(path.read_text(encoding="utf-8") or "another process") from error
    with acquired:
        path.write_text(f"process {os.getpid()}", encoding="utf-8")
        yield
