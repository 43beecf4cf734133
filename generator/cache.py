"""Pages as the last build made them, kept on the disk, so that the next makes only what has changed.

They lie in the user's folder for such things, never beside the content: a page taken from there is not made
safe again, so nobody who proposes a change may bring one along. All of it can be deleted at any time. A
page is taken when its origin would give the same page now, however old it is, and when it is to the byte
what was kept; a file that cannot be read is as good as none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path
from pydantic_core import from_json, to_json

from .made import Origin

NAME = "explainer"
_TABLE = """CREATE TABLE IF NOT EXISTS pages (
    address TEXT PRIMARY KEY, shaped_by TEXT, planned TEXT, questions TEXT, answers TEXT,
    made TEXT, digest TEXT
)"""

Kept = tuple[str, Origin, str]
"""A page: its address, what it was made from, and all of it as text."""


class Cache:
    """The pages kept of one content folder.

    Attributes:
        file: where they are kept, an SQLite database.
    """

    def __init__(self, content: Path, shaped_by: str) -> None:
        """Name the file; nothing is read or written yet.

        Args:
            content: the content folder.
            shaped_by: a digest of what shapes every page: generator, templates, packages.
        """
        name = sha256(str(content.absolute()).encode(errors="surrogateescape")).hexdigest()[:16]
        self.file = user_cache_path(NAME) / f"{name}.sqlite"
        self._shaped_by = shaped_by

    def read(self) -> Iterator[Kept]:
        """Yield each page that is kept."""
        if not self.file.is_file():
            return
        try:
            with closing(sqlite3.connect(self.file)) as base:
                rows = base.execute(
                    "SELECT address, planned, questions, answers, made, digest FROM pages"
                    " WHERE shaped_by = ?",
                    (self._shaped_by,),
                )
                for address, planned, questions, answers, made, digest in rows:
                    if _digest(address, planned, questions, answers, made) == digest:
                        yield (
                            address,
                            Origin(planned, tuple(map(tuple, from_json(questions))), answers),
                            made,
                        )
        except (sqlite3.Error, ValueError, TypeError):
            with suppress(OSError):
                self.file.unlink()

    def write(self, pages: Iterable[Kept], addresses: Collection[str]) -> None:
        """Keep pages for the next build. That they cannot be kept is no fault of this one.

        Args:
            pages: what was made anew.
            addresses: where there are pages now; what stands elsewhere is not kept.
        """
        if not self.file.is_absolute():
            return  # the user has no home, and the name of it stands in its place
        with suppress(OSError, sqlite3.Error):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.file)) as base, base:
                base.execute("PRAGMA synchronous = OFF")  # what a fall of the system spoils is thrown away
                base.execute(_TABLE)
                known = {address for (address,) in base.execute("SELECT address FROM pages")}
                gone = [(address,) for address in known.difference(addresses)]
                base.executemany("DELETE FROM pages WHERE address = ?", gone)
                base.executemany(
                    "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
                    map(self._row, pages),
                )

    def _row(self, page: Kept) -> tuple[str, ...]:
        address, origin, made = page
        told = (str(origin.planned), to_json(origin.questions).decode(), origin.answers, made)
        return (address, self._shaped_by, *told, _digest(address, *told))


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()
