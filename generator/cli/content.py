"""Commands that tell what is in the content, and what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..authoring.statistics import report as content_report
from ..check import check_dossier
from ..diagnostics import reporters
from ..history import comparison, git, versions
from ..history import reporters as difference_reporters
from ..loading import json_schema
from .options import checked, content_option


@click.command()
@content_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(reporters.REPORTERS)),
    default="text",
    show_default=True,
    help="How the problems are printed: for a person, for a pull request on GitHub, or for other programs.",
)
def check(content: Path, form: str) -> None:
    """Report every problem of the content; exit with 1 when there is any."""
    result = check_dossier(content)
    printed = reporters.REPORTERS[form](result.report, result.help_url, reporters.path_prefix(content))
    click.echo(printed, nl=False, err=bool(result.report) and form == "text")
    sys.exit(1 if result.report else 0)


@click.command("diff")
@content_option
@click.argument("before", metavar="REV")
@click.argument("after", metavar="[REV2]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(difference_reporters.FORMS)),
    default="text",
    show_default=True,
    help="How the difference is printed: for a terminal, a pull request, or other programs.",
)
def print_diff(content: Path, before: str, after: str | None, form: str) -> None:
    """Say what changes for the reader from commit REV to REV2, or to the files as they are now.

    Exit with 1 when one of the two has problems, which are told, and 2 when they cannot be compared.
    """
    try:
        old = versions.read_commit(content, before)
        new = versions.read_commit(content, after) if after else versions.read(content)
    except git.HistoryError as error:
        raise click.UsageError(str(error)) from error
    click.echo(difference_reporters.FORMS[form](comparison.compare(old, new)), nl=False)
    sys.exit(1 if old.report or new.report else 0)


@click.command("report")
@content_option
def print_report(content: Path) -> None:
    """Print the content in figures: records, statements, sources, readability, coverage."""
    click.echo(content_report(checked(content)).as_text(), nl=False)


@click.command("schema")
@content_option
def write_schema(content: Path) -> None:
    """Write the JSON Schemas that editors' programs check with, and name each file's in its first line."""
    click.echo(f"The schemas are in {json_schema.write(content)}/")
    if tied := json_schema.tie(content):
        click.echo(f"{len(tied)} of the files had no line that names their schema; they have it now")
