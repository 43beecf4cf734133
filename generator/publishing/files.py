"""Writes the files of a site below a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..planning.site import OutputFile


def write(files: Iterable[OutputFile], folder: Path) -> None:
    """Write files below a folder.

    Raises:
        OSError: if a file cannot be written.
    """
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.write())
