"""Which files stand on the disk and how, so that one sees whether any was saved, without reading them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

Stamp = tuple[str, int, int, int, int]
"""A file: its name, the times of its content and of its entry, its size, its number on the disk."""

# Hidden files such as .DS_Store and .wick.yaml.swp, wick.yaml~, #wick.yaml#.
LEFT_BY_PROGRAMS = re.compile(r"\..*|.*~|#.*#")


def stamps(*places: str | os.PathLike[str]) -> Iterator[Stamp]:
    """Yield the stamp of every file of some places, and of folders all that lies below, in a fixed order.

    Links below a folder are not followed. What Python keeps of compiled code is passed over, and what text
    editors leave beside a file.
    """
    waiting = []
    for place in [os.fspath(place) for place in places]:
        if os.path.isdir(place):  # noqa: PTH112 - thousands of files are looked at
            waiting.append(place)
        else:
            yield from _stamp(place)
    while waiting:
        try:
            with os.scandir(waiting.pop()) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            continue  # it has gone meanwhile
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    waiting.append(entry.path)
            elif not LEFT_BY_PROGRAMS.fullmatch(entry.name):
                yield from _stamp(entry.path)


def names(folder: str | os.PathLike[str]) -> list[str]:
    """Return every file below a folder by its name in it, with forward slashes and in a fixed order."""
    top = os.fspath(folder)
    found = ((os.path.relpath(place, top), files) for place, _, files in os.walk(top))
    return sorted(
        name if place == os.curdir else f"{place}/{name}".replace(os.sep, "/")
        for place, files in found
        for name in files
    )


def _stamp(path: str) -> Iterator[Stamp]:
    try:
        found = os.lstat(path)
    except OSError:
        return  # it has gone meanwhile, or is not there at all
    yield path, found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
