"""The site built all or nothing, and its preview, both by MkDocs with the settings of mkdocs.yml."""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from pathlib import Path

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config

ROOT = Path(__file__).parents[1]
SETTINGS = ROOT / "mkdocs.yml"


def build(content: Path, site: Path) -> None:
    """Build the site beside `site`, audit it, and only then put it in its place.

    Raises:
        click.ClickException: when the content or the finished pages have problems, which are told
            before; `site` is then as it was.
    """
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    site = site.absolute()
    site.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        fresh, former = workshop / "fresh", workshop / "former"
        config = load_config(
            str(SETTINGS), docs_dir=str(content.absolute()), site_dir=str(fresh), strict=True
        )
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
        if site.exists():
            site.rename(former)
        fresh.rename(site)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def serve(content: Path, host: str, port: int) -> None:
    """Serve a preview until interrupted; the address is printed once it answers."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        mkdocs_serve.serve(
            str(SETTINGS), docs_dir=str(content.absolute()), dev_addr=f"{host}:{port}", strict=False
        )
    except OSError as error:
        reason = error.strerror or str(error)
        click.echo(
            f"The preview cannot listen on {host}:{port}: {reason}. Choose another --port.", err=True
        )
        sys.exit(1)
