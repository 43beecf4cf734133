"""Commands about what lies outside the site: its hosts, who links to it, what it links to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..ledger import address_history, files, link_check
from ..outputs import hosting_files
from ..planning import urls
from ..planning.plan import plan
from .options import checked, content_option


@click.command("headers")
@content_option
@click.argument("host", type=click.Choice(list(hosting_files.FORMS)))
def print_headers(content: Path, host: str) -> None:
    """Print what HOST should serve the site with.

    For Netlify, Cloudflare Pages and Apache it stands in the site already; for nginx it goes into the
    `server` block, for Caddy into the block of the site.
    """
    front = checked(content).front
    click.echo(hosting_files.FORMS[host](urls.root_path(front.address)), nl=False)


@click.command()
@content_option
@click.option("--keep", is_flag=True, help="Add those that are new to the list of published addresses.")
def addresses(content: Path, keep: bool) -> None:
    """Print the addresses of the site, or keep them as published: each build checks that those stand."""
    planned = plan(checked(content))
    if keep:
        added = address_history.add(planned, content)
        click.echo(f"{len(added)} addresses are new in {files.ADDRESSES}")
    else:
        click.echo("\n".join(planned.pages))


@click.command("links")
@content_option
def check_links(content: Path) -> None:
    """Ask the addresses outside the site whether they still answer, and keep what does not for editors.

    Exit with 0 also when some fail, and with 1 when none could be asked.
    """
    try:
        external = link_check.external_addresses(checked(content))
        result = link_check.check(external, date.today().isoformat(), link_check.read(content))
    except link_check.LinkCheckError as error:
        raise click.ClickException(str(error)) from error
    for failed in result.failed:
        click.echo(f"{failed.address}\n  {failed.reason}; since {failed.since}")
    click.echo(f"{len(result.failed)} of {result.asked} addresses failed")
    if link_check.write(content, result):
        click.echo(f"{files.LINKS} is written")
