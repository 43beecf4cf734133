"""Commands that make the site, show it, and look at a finished one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..build import build_site
from ..planning.resources import SETTINGS
from ..publishing import manifest
from .options import content_option


@click.command()
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
    built = build_site(content, site)
    click.echo(f"The site is in {site}/" + ("" if built else ", as it would be built now"))


@click.command()
@content_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
def serve(content: Path, host: str, port: int) -> None:
    """Preview the site; changes of content, templates and code show without a restart."""
    from ..preview import server  # loads MkDocs, which the other commands should not wait for

    server.serve(SETTINGS, content, host, port)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(folder: Path) -> None:
    """Compare a deployed site with its checksums: files missing, changed or extra.

    Exit with 1 when there is any, and 2 when the folder has no manifest or no checksums. Without this
    program, `sha256sum --check SHA256SUMS` finds what is missing or changed.
    """
    try:
        found = manifest.verify(folder)
    except manifest.ManifestError as error:
        raise click.UsageError(str(error)) from error
    click.echo(found.as_text(), nl=False)
    sys.exit(0 if found else 1)
