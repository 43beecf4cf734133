"""The files of a content folder that hold records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..model import KINDS
from ..model.record import Record

DOSSIER_FILE = "dossier.yaml"
"""The dossier's own record, at the top of the content folder."""


def record_files(content: Path) -> Iterator[tuple[Path, type[Record]]]:
    """Yield each file in the folder of a kind, and the dossier's own, with its kind; links are left out."""
    for kind in KINDS.values():
        pattern = f"{kind.folder}/*.yaml" if kind.folder else DOSSIER_FILE
        for path in sorted(content.glob(pattern)):
            if not path.is_symlink():
                yield path, kind
