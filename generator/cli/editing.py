"""Commands for who writes records: a fresh one, another id, what stands where, what waits."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from ..authoring import find, inspect, migrate, rename, scaffold, todo
from ..authoring.ids import Refused
from ..dossier.linker import link
from ..ledger import link_check
from ..loading import formats
from ..loading.loader import load
from .options import checked, content_option


@click.command()
@content_option
@click.argument("kind")
@click.argument("id")
def new(content: Path, kind: str, id: str) -> None:
    """Write the file of a new record, with every key explained, and say what to fill in."""
    path = scaffold.new(content, kind, id, date.today().isoformat())
    click.echo(f"{path} is written. Fill in:")
    for line, words in scaffold.to_fill_in(path.read_text(encoding="utf-8")):
        click.echo(f"  line {line:>3}: {words}")
    click.echo("Then run `explainer check`: it names what is left.")


@click.command("rename")
@content_option
@click.argument("old")
@click.argument("new")
def rename_record(content: Path, old: str, new: str) -> None:
    """Give a record another id, wherever it is referred to; its former address still leads there."""
    own, *others = rename.rename(content, old, new)
    click.echo(f"`{old}` is now `{new}`: {own}")
    for path in others:
        click.echo(f"  changed: {path}")


@click.command("migrate")
@content_option
def migrate_dossier(content: Path) -> None:
    """Bring the files of a dossier in an older format to the current one; nothing else in them changes."""
    changed = migrate.migrate(content)
    for path in changed:
        click.echo(f"  changed: {path}")
    if changed:
        click.echo(f"{len(changed)} file{'s'[: len(changed) != 1]} changed to format {formats.CURRENT}")
    else:
        click.echo(f"{content} is in format {formats.CURRENT} already")


@click.command("show")
@content_option
@click.argument("id")
def show_record(content: Path, id: str) -> None:
    """Print a record, what it refers to and what refers to it, with the places."""
    click.echo(inspect.show(load(content), id), nl=False)


@click.command("where")
@content_option
@click.argument("text", nargs=-1, required=True)
def find_text(content: Path, text: tuple[str, ...]) -> None:
    """Find the record and the line that say what stands on the site; exit with 1 when none does."""
    dossier, _ = link(load(content))
    if dossier is None:
        raise Refused("the dossier's own record cannot be read; `explainer check` tells why")
    found = find.where(dossier, " ".join(text))
    click.echo(find.told(dossier, found), nl=False)
    sys.exit(0 if found.exact else 1)


@click.command("desk")
@content_option
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to count reviews from.")
@click.argument("heap", required=False, type=click.Choice(todo.NAMES))
def print_desk(content: Path, today: datetime | None, heap: str | None) -> None:
    """Print what waits for an editor, or one HEAP of it in full; nothing of it is wrong."""
    day = (today.date() if today else date.today()).isoformat()
    heaps = todo.desk(checked(content), link_check.read(content), day)
    click.echo(todo.told(heaps, heap or ""), nl=False)
