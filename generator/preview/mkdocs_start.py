"""MkDocs started with its settings: for a build into an empty folder, or for a preview."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from ..cache import Cache
from ..mkdocs_plugin import ExplainerPlugin

ROOM = "explainer-preview-"


def build(
    settings: Path, content: Path, site: Path, shaped_by: str, last: Callable[[], None], *, reference: bool
) -> None:
    """Let MkDocs build the site, and take from the last build what would come out the same.

    Args:
        settings: MkDocs' own, mkdocs.yml.
        content: the folder of records.
        site: an empty folder, or none yet.
        shaped_by: a digest of what shapes every page.
        last: what is done once all else is written, while the finished pages are audited.
        reference: whether MkDocs builds every page by itself, and nothing is taken.

    Raises:
        click.ClickException: when the content or the finished pages have problems, which are told before.
    """
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    config = load_config(str(settings), docs_dir=str(content), site_dir=str(site), strict=True)
    plugin = config.plugins["explainer"]
    assert isinstance(plugin, ExplainerPlugin)
    plugin.reference = reference
    plugin.last = last
    plugin.cache = None if reference else Cache(content, shaped_by)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except Abort as error:  # which MkDocs itself would tell on the stream of results
        raise click.ClickException(error.format_message()) from error
    finally:
        config.plugins.on_shutdown()


def serve(settings: Path, content: Path, host: str, port: int) -> None:
    """Serve a preview until interrupted; the address is printed once it answers.

    Whatever ends it, the files it serves are removed: by itself, or by the next preview when it is killed.
    """
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        with _room() as room:
            tempfile.tempdir = room  # where MkDocs puts what it serves
            mkdocs_serve.serve(
                str(settings), docs_dir=str(content.absolute()), dev_addr=f"{host}:{port}", strict=False
            )
    except OSError as error:
        reason = error.strerror or str(error)
        click.echo(
            f"The preview cannot listen on {host}:{port}: {reason}. Choose another --port.", err=True
        )
        sys.exit(1)


@contextmanager
def _room() -> Iterator[str]:
    """Make a temporary folder for this process, and remove those of processes that are no more.

    It is called after the process, which keeps its number when it starts anew.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{ROOM}*"):
        number = left.name.removeprefix(ROOM).partition("-")[0]
        if number.isdecimal() and (int(number) == os.getpid() or not _runs(int(number))):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{ROOM}{os.getpid()}-") as room:
        yield room


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is somebody else's
    return True
