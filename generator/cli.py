"""The commands a person types."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import pipeline, publish

content_option = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("content"),
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
    _, report = pipeline.check(content)
    click.echo(report.as_text(), nl=False, err=bool(report))
    sys.exit(1 if report else 0)


@main.command()
@content_option
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Where the site goes.",
)
def build(content: Path, site: Path) -> None:
    """Build the site; whatever goes wrong, the former site stays as it was."""
    publish.build(content, site)
    click.echo(f"The site is in {site}/")


@main.command()
@content_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
def serve(content: Path, host: str, port: int) -> None:
    """Preview the site; changes of content, templates and code show without a restart."""
    publish.serve(content, host, port)
