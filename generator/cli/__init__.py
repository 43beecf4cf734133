"""The commands a person types, each with what it rests on read in when it is typed.

Most need the kinds of record, which take half a second to make; a build that finds its site as it would be
needs none.
"""

from __future__ import annotations

from importlib import import_module

import click

HOMES = {
    "content": ("check", "diff", "report", "schema"),
    "site": ("build", "serve", "verify"),
    "hosting": ("addresses", "headers", "links"),
    "editing": ("desk", "migrate", "new", "rename", "show", "where"),
}
"""The modules of this package, each with the names of its commands."""


class Commands(click.Group):
    """Commands found by their names, see https://click.palletsprojects.com/en/stable/complex/#lazily-loading-subcommands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted(name for names in HOMES.values() for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name; None when there is none."""
        for home, names in HOMES.items():
            if cmd_name in names:
                found = vars(import_module(f"{__name__}.{home}")).values()
                return next(c for c in found if isinstance(c, click.Command) and c.name == cmd_name)
        return None

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, and turn the errors that can be expected into sentences."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from ..rendering.faults import explain

            if sentence := explain(error):
                raise click.ClickException(sentence) from error
            raise


@click.group(cls=Commands)
def main() -> None:
    """Check a dossier of records and publish it as a website."""
