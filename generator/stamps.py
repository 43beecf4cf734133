"""How files stand on the disk, so that one sees whether any was saved meanwhile, without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.load import LEFT_BY_PROGRAMS

Stamp = tuple[str, int, int, int, int]
"""A file: its name, the times of its content and of its entry, its size, its number on the disk."""


def stamps(*places: str | Path) -> Iterator[Stamp]:
    """Yield the stamp of every file of some places, and of folders all that lies below.

    What Python keeps of compiled code is passed over, and what text editors leave beside a file.
    """
    for place in places:
        try:
            if os.path.isdir(place):  # noqa: PTH112 - thousands of files are looked at
                with os.scandir(place) as entries:
                    inside = sorted(entry.path for entry in entries if not _passed_over(entry.name))
                yield from stamps(*inside)
            else:
                found = os.lstat(place)
                yield os.fspath(place), found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
        except OSError:
            continue  # it has gone meanwhile, or is not there at all


def _passed_over(name: str) -> bool:
    return name == "__pycache__" or LEFT_BY_PROGRAMS.fullmatch(name) is not None
