"""Several files changed at once: all of them, or none."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from .ids import Refused


@dataclass(frozen=True, slots=True)
class Change:
    """A file with another text and perhaps another name."""

    path: Path
    target: Path
    text: str


def write(changes: list[Change], beside: Path) -> None:
    """Put new texts in the place of files, all or none.

    Args:
        changes: what to write.
        beside: a folder on the same disk, in which everything is written before a file is touched.

    Raises:
        Refused: when a file cannot be written. Nothing is changed then.
    """
    workshop = Path(mkdtemp(prefix=".changes-", dir=beside))
    moves = [(c, workshop / f"{n}.new", workshop / f"{n}.old") for n, c in enumerate(changes)]
    try:
        for change, fresh, _ in moves:
            fresh.write_bytes(change.text.encode())
            shutil.copymode(change.path, fresh)
        for change, fresh, former in moves:
            change.path.rename(former)
            fresh.rename(change.target)
    except OSError as error:
        _restore(moves)
        raise Refused(f"nothing is changed: {error.filename}: {error.strerror}") from error
    except BaseException:
        _restore(moves)
        raise
    finally:
        # What could not be put back is the only copy of a file.
        if not any(former.exists() and not change.target.exists() for change, _, former in moves):
            shutil.rmtree(workshop)


def _restore(moves: list[tuple[Change, Path, Path]]) -> None:
    for change, _, former in reversed(moves):
        if former.exists():
            change.target.unlink(missing_ok=True)
            former.rename(change.path)
