"""A dossier in an older format gets the current one: the keys that have changed, and nothing else."""

from __future__ import annotations

from pathlib import Path

from ..diagnostics import reporters
from ..diagnostics.catalogue.files import F07
from ..diagnostics.problem import Report
from ..diagnostics.reporters import problem_text
from ..loading import formats
from . import file_changes
from .file_changes import Change
from .ids import Refused


def migrate(content: Path) -> list[Path]:
    """Bring the files of a dossier to the current format.

    Returns:
        The files changed, in order; none when the dossier is in the current format already.

    Raises:
        Refused: when the dossier is in a newer format, or a file cannot be read, changed or written.
            Nothing is changed then.
    """
    problem = formats.check(content)
    if problem is None:
        return []
    if problem.code == F07:
        raise Refused(f"nothing is changed:\n{problem_text(problem)}")
    upgrade = formats.upgrade(content)
    if upgrade.problems:
        report = reporters.text(Report.from_problems(upgrade.problems))
        raise Refused(f"nothing is changed, because some files cannot be read:\n{report.rstrip()}")
    changes = [Change(path, path, text) for path, text in sorted(upgrade.texts.items())]
    file_changes.write(changes, content.resolve().parent)
    return [change.path for change in changes]
