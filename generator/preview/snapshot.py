"""What is on the disk at one moment, so that a preview sees whether anything was saved."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from ..ledger import files as ledger_files
from ..loading.file_stamps import Stamp, stamps
from ..planning.resources import CODE, TEMPLATES

SETTLED = 20_000_000
"""Nanoseconds: a file saved less long ago may be saved again without its time telling."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a preview, as they were.

    Attributes:
        folder, settings: the content folder and `mkdocs.yml`.
        content: the files of the content and of the ledger.
        look: the templates and the settings.
        code: the code of the generator.
    """

    folder: Path
    settings: Path
    content: tuple[Stamp, ...]
    look: tuple[Stamp, ...]
    code: tuple[Stamp, ...]

    @classmethod
    def take(cls, folder: Path, settings: Path) -> Snapshot:
        """Look at the disk.

        Args:
            folder: the content folder.
            settings: MkDocs' settings, `mkdocs.yml`.
        """
        content = stamps(folder, *ledger_files.files(folder.absolute()))
        return cls(
            folder,
            settings,
            tuple(content),
            tuple(stamps(TEMPLATES, settings)),
            tuple(stamps(CODE)),
        )

    def again(self) -> Snapshot:
        """Look at the disk again."""
        return self.take(self.folder, self.settings)

    def settle(self) -> Snapshot:
        """Wait until what was saved last can be told from what is saved next, and look again."""
        if wait := self._unsettled():
            time.sleep(wait / 1e9)
            return self.again()
        return self

    def is_settled(self) -> bool:
        """Return whether what was saved last can be told from what is saved next."""
        return not self._unsettled()

    def _unsettled(self) -> int:
        newest = max((stamp[1] for stamp in (*self.content, *self.look, *self.code)), default=0)
        return min(max(0, newest + SETTLED - time.time_ns()), SETTLED)
