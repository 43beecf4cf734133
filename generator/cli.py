"""The commands a person types."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from generator import (
    desk,
    formats,
    fresh,
    headers,
    history,
    links,
    manifest,
    pipeline,
    publish,
    published,
    rename,
    schema,
    show,
    where,
)
from generator.diff import comparison, forms, versions
from generator.ids import Refused
from generator.link import Dossier, link
from generator.load import load
from generator.plan import plan
from generator.report import report as content_report


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


@click.group()
def main() -> None:
    """Check a dossier of records and publish it as a website."""


@main.command()
@content_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(formats.FORMATS)),
    default="text",
    show_default=True,
    help="How the problems are printed: for a person, for a pull request on GitHub, or for other programs.",
)
def check(content: Path, form: str) -> None:
    """Report every problem of the content; exit with 1 when there is any."""
    _, report = pipeline.check(content)
    told = formats.FORMATS[form](report, formats.folder_of(content))
    click.echo(told, nl=False, err=bool(report) and form == "text")
    sys.exit(1 if report else 0)


@main.command("diff")
@content_option
@click.argument("before", metavar="REV")
@click.argument("after", metavar="[REV2]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(forms.FORMS)),
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
    except history.HistoryError as error:
        raise click.UsageError(str(error)) from error
    click.echo(forms.FORMS[form](comparison.compare(old, new)), nl=False)
    sys.exit(1 if old.report or new.report else 0)


@main.command("report")
@content_option
def print_report(content: Path) -> None:
    """Print the content in figures: records, statements, sources, readability, coverage."""
    click.echo(content_report(_checked(content)).as_text(), nl=False)


@main.command()
@content_option
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Where the site goes.",
)
@click.option(
    "--reference", is_flag=True, help="Let MkDocs build every page by itself: slow, the same pages."
)
def build(content: Path, site: Path, reference: bool) -> None:
    """Build the site; whatever goes wrong, the former site stays as it was."""
    built = publish.build(content, site, reference=reference)
    click.echo(f"The site is in {site}/" + ("" if built else ", as it would be built now"))


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(folder: Path) -> None:
    """Check a deployed site against its manifest: files missing, changed or extra.

    Exit with 1 when there is any, and 2 when the folder has no manifest.
    """
    try:
        found = manifest.verify(folder)
    except manifest.ManifestError as error:
        raise click.UsageError(str(error)) from error
    click.echo(found.as_text(), nl=False)
    sys.exit(0 if found else 1)


@main.command("headers")
@content_option
@click.argument("host", type=click.Choice(list(headers.FORMS)))
def print_headers(content: Path, host: str) -> None:
    """Print what HOST should serve the site with.

    For Netlify, Cloudflare Pages and Apache it stands in the site already; for nginx it goes into the
    `server` block, for Caddy into the block of the site.
    """
    front = _checked(content).front
    click.echo(headers.FORMS[host](headers.top_of(front.address)), nl=False)


@main.command()
@content_option
@click.option("--keep", is_flag=True, help="Add those that are new to the list of published addresses.")
def addresses(content: Path, keep: bool) -> None:
    """Print the addresses of the site, or keep them as published: each build checks that those stand."""
    planned = plan(_checked(content))
    if keep:
        added = published.keep(planned, content)
        click.echo(f"{len(added)} addresses are new in {published.LIST}")
    else:
        click.echo("\n".join(planned.pages))


@main.command("links")
@content_option
def check_links(content: Path) -> None:
    """Ask the addresses outside the site whether they still answer, and keep what does not for editors.

    Exit with 0 also when some fail, and with 1 when none could be asked.
    """
    try:
        external = links.external(_checked(content))
        result = links.check(external, date.today().isoformat(), links.kept(content))
    except links.LinksError as error:
        raise click.ClickException(str(error)) from error
    for failed in result.failed:
        click.echo(f"{failed.address}\n  {failed.reason}; since {failed.since}")
    click.echo(f"{len(result.failed)} of {result.asked} addresses failed")
    if links.keep(content, result):
        click.echo(f"{links.RESULT} is written")


@main.command()
@content_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
def serve(content: Path, host: str, port: int) -> None:
    """Preview the site; changes of content, templates and code show without a restart."""
    publish.serve(content, host, port)


@main.command("schema")
@content_option
def write_schema(content: Path) -> None:
    """Write the JSON Schemas that editors' programs check with, and name each file's in its first line."""
    click.echo(f"The schemas are in {schema.write(content)}/")
    if tied := schema.tie(content):
        click.echo(f"{len(tied)} of the files had no line that names their schema; they have it now")


@main.command()
@content_option
@click.argument("kind")
@click.argument("id")
def new(content: Path, kind: str, id: str) -> None:
    """Write the file of a new record, with every key explained, and say what to fill in."""
    path = fresh.new(content, kind, id, date.today().isoformat())
    click.echo(f"{path} is written. Fill in:")
    for line, words in fresh.to_fill_in(path.read_text(encoding="utf-8")):
        click.echo(f"  line {line:>3}: {words}")
    click.echo("Then run `explainer check`: it names what is left.")


@main.command("rename")
@content_option
@click.argument("old")
@click.argument("new")
def rename_record(content: Path, old: str, new: str) -> None:
    """Give a record another id, wherever it is referred to; its former address still leads there."""
    own, *others = rename.rename(content, old, new)
    click.echo(f"`{old}` is now `{new}`: {own}")
    for path in others:
        click.echo(f"  changed: {path}")


@main.command("show")
@content_option
@click.argument("id")
def show_record(content: Path, id: str) -> None:
    """Print a record, what it refers to and what refers to it, with the places."""
    click.echo(show.show(load(content), id), nl=False)


@main.command("where")
@content_option
@click.argument("text", nargs=-1, required=True)
def find_text(content: Path, text: tuple[str, ...]) -> None:
    """Find the record and the line that say what stands on the site; exit with 1 when none does."""
    dossier, _ = link(load(content))
    if dossier is None:
        raise Refused("the dossier's own record cannot be read; `explainer check` tells why")
    found = where.where(dossier, " ".join(text))
    click.echo(where.told(dossier, found), nl=False)
    sys.exit(0 if found.exact else 1)


@main.command("desk")
@content_option
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to count reviews from.")
@click.argument("heap", required=False, type=click.Choice(desk.NAMES))
def print_desk(content: Path, today: datetime | None, heap: str | None) -> None:
    """Print what waits for an editor, or one HEAP of it in full; nothing of it is wrong."""
    day = (today.date() if today else date.today()).isoformat()
    heaps = desk.desk(_checked(content), links.kept(content), day)
    click.echo(desk.told(heaps, heap or ""), nl=False)


def _checked(content: Path) -> Dossier:
    """Return the dossier of a content folder, or tell its problems and end the run."""
    dossier, problems = pipeline.check(content)
    if dossier is None:
        click.echo(problems.as_text(), nl=False, err=True)
        sys.exit(1)
    return dossier
