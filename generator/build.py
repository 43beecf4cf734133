"""A content folder to a finished site: checked, rendered, audited, and only then put in its place."""

from __future__ import annotations

from pathlib import Path

import click

from .ledger import files as ledger_files
from .loading.file_stamps import stamps
from .planning import urls
from .planning.resources import CODE, SETTINGS, TEMPLATES
from .publishing import manifest, swap

SHAPES = (SETTINGS, CODE, TEMPLATES)
"""What shapes every site, besides its content."""


def build_site(content: Path, folder: Path) -> bool:
    """Build the site beside `folder`, audit it, and only then put it in its place.

    Args:
        content: the folder of records.
        folder: where the site goes.

    Returns:
        Whether anything had to be built: if the site is already what would be built, it is left alone.

    Raises:
        click.ClickException: if `folder` cannot take a site, if the content has problems or the finished
            pages have faults (both are printed first), if a file is saved meanwhile, or if another build of
            the same site is under way.
        Exception: whatever else goes wrong, with a note that the folder is as it was.
    """
    folder = folder.resolve()
    _refuse_overlap(folder, content)
    inputs = [content, *ledger_files.files(content.absolute()), *SHAPES]
    try:
        with swap.workshop(folder) as workshop:
            before = set(stamps(*inputs))
            if manifest.stands(folder, inputs):
                return False
            fresh = workshop / "fresh"
            render_site(content, fresh)
            manifest.write(fresh, inputs)
            if changed := before ^ set(stamps(*inputs)):
                raise click.ClickException(
                    f"{min(changed)[0]} was saved while the site was built, so the site might mix two"
                    f" versions of the files. {folder} is as it was. Build again."
                )
            swap.put(fresh, folder)
            return True
    except swap.BusyError as error:
        raise click.ClickException(
            f"Another build of {folder} is under way ({error}). Wait for it, or choose another --site."
        ) from error
    except Exception as error:
        error.add_note(f"{folder} is as it was.")
        raise


def render_site(content: Path, fresh: Path) -> None:
    """Check the content, write every output into an empty folder, and audit the result.

    Args:
        content: the folder of records.
        fresh: the folder for the site; it need not exist.

    Raises:
        click.ClickException: if the content has problems or the pages have faults; both are printed first.
    """
    # A build that has nothing to do need not wait for these.
    from .check import check_dossier
    from .diagnostics import reporters
    from .mkdocs_frame import load_frame
    from .outputs import OUTPUTS
    from .planning.site import Site
    from .publishing import audit
    from .publishing.files import write
    from .rendering.renderer import Renderer

    checked = check_dossier(content)
    if checked.plan is None:
        click.echo(reporters.text(checked.report, checked.help_url), err=True)
        raise click.ClickException("the content has problems; nothing was built")
    frame = load_frame(SETTINGS, content, checked.plan)
    site = Site(checked.plan, content, Renderer(checked.plan, TEMPLATES), OUTPUTS, frame)
    write(site.files(), fresh)
    findings = audit.audit(fresh, urls.root_path(checked.site_url))
    if findings:
        click.echo(audit.as_text(findings), err=True)
        raise click.ClickException(f"{len(findings)} faults in the finished pages; nothing was published")


def _refuse_overlap(folder: Path, content: Path) -> None:
    """Refuse a folder for the site that holds anything else, or overlaps with what it is built from."""
    for place in (content.resolve(), *SHAPES):
        if folder.is_relative_to(place) or place.is_relative_to(folder):
            raise click.ClickException(
                f"{folder} and {place}, which the site is built from, overlap. Choose another --site."
            )
    if folder.exists() and any(folder.iterdir()) and not (folder / urls.path(urls.HOME)).exists():
        raise click.ClickException(f"{folder} holds something that is no site. Choose another --site.")
