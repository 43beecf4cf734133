"""The site built all or nothing, and its preview, both by MkDocs with the settings of mkdocs.yml."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator import links, manifest, published, swap
from generator.hosts.mkdocs import ExplainerPlugin
from generator.stamps import stamps

ROOT = Path(__file__).parents[1]
SETTINGS = ROOT / "mkdocs.yml"
OURS = (SETTINGS, ROOT / "generator", ROOT / "templates")
"""What shapes the site beside the content."""
ROOM = "explainer-preview-"


def build(content: Path, site: Path, *, reference: bool = False) -> bool:
    """Build the site beside `site`, audit it, and only then put it in its place.

    Args:
        content: the folder of records.
        site: where the site shall stand.
        reference: whether MkDocs builds every page by itself, which is slow and gives the same pages.

    Returns:
        Whether anything had to be built: not when the site is, file by file, what would be.

    Raises:
        click.ClickException: when `site` and what it is made from lie one within the other, when the
            content or the finished pages have problems, which are told before, when a file is saved
            meanwhile, when another build is under way, when the disk is full or may not be written, or
            when there is too little memory; `site` is then as it was.
    """
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    site = site.resolve()
    for place in (content.resolve(), *OURS):
        if site.is_relative_to(place) or place.is_relative_to(site):
            raise click.ClickException(
                f"{site} and {place}, which the site is made from, lie one within the other."
                " Choose another --site."
            )
    ledger = (content.absolute().parent / name for name in (published.LIST, links.RESULT))
    made_from = [content, *ledger, *OURS]
    try:
        if site.exists() and any(site.iterdir()) and not (site / "index.html").exists():
            raise click.ClickException(f"{site} holds something that is no site. Choose another --site.")
        with swap.workshop(site) as room:
            before = set(stamps(*made_from))
            if not reference and manifest.stands(site, made_from):
                return False
            _build(content.absolute(), room / "fresh", reference)
            manifest.write(room / "fresh", made_from)
            if changed := before ^ set(stamps(*made_from)):
                raise click.ClickException(
                    f"{min(changed)[0]} was saved while the site was built, which might hold some files as"
                    f" they were and others as they are now. {site} is as it was. Build again."
                )
            swap.put(room / "fresh", site)
            return True
    except swap.BusyError as error:
        raise click.ClickException(
            f"Another build of {site} is under way ({error}). Wait for it, or choose another --site."
        ) from error
    except OSError as error:
        reason = f"{error.strerror}: {error.filename}" if error.filename else str(error)
        raise click.ClickException(
            f"{reason}. {site} is as it was. Make room and see that you may write there, or choose another"
            " --site."
        ) from error
    except MemoryError as error:
        raise click.ClickException(
            f"There is too little memory. {site} is as it was. Close other programs, or allow this more."
        ) from error


def _build(content: Path, site: Path, reference: bool) -> None:
    config = load_config(str(SETTINGS), docs_dir=str(content), site_dir=str(site), strict=True)
    plugin = config.plugins["explainer"]
    assert isinstance(plugin, ExplainerPlugin)
    plugin.reference = reference
    gc.disable()  # a build leaves few cycles and ends soon: looking for them costs more than they do
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except Abort as error:  # which MkDocs itself would tell on the stream of results
        raise click.ClickException(error.format_message()) from error
    finally:
        config.plugins.on_shutdown()
        gc.enable()


def serve(content: Path, host: str, port: int) -> None:
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
                str(SETTINGS), docs_dir=str(content.absolute()), dev_addr=f"{host}:{port}", strict=False
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
