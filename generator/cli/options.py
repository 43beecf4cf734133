"""The content folder that a command works with, and its dossier."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..diagnostics import reporters

if TYPE_CHECKING:
    from ..dossier.dossier import Dossier


def _named(_: click.Context, __: click.Parameter, folder: Path) -> Path:
    """Return a folder by a path that ends in its name, which messages begin with."""
    return folder if folder.name not in ("", "..") else folder.resolve()


content_option = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=_named,
    default=Path("content"),
    show_default=True,
    help="The folder of records.",
)


def checked(content: Path) -> Dossier:
    """Return the dossier of a content folder, or tell its problems and end the run."""
    from ..check import check_dossier

    result = check_dossier(content)
    if result.dossier is None:
        click.echo(reporters.text(result.report, result.help_url), nl=False, err=True)
        sys.exit(1)
    return result.dossier
