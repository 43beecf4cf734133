"""The commands a person types."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import pipeline

CONTENT = Path("content")

content_option = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    show_default=True,
    help="The folder of records.",
)


@click.group()
def main() -> None:
    """Check a dossier of records and publish it as a website."""


@main.command()
@content_option
def check(content: Path) -> None:
    """Report every problem of the content; exit with 1 when there is any."""
    _dossier, report = pipeline.check(content)
    click.echo(report.as_text(), nl=False, err=bool(report))
    sys.exit(1 if report else 0)
