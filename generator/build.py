"""The site built all or nothing. What builds it is read in only when something is to be built."""

from __future__ import annotations

from pathlib import Path

import click

from .ledger import files
from .loading.file_stamps import stamps
from .planning.resources import CODE, SETTINGS, TEMPLATES
from .publishing import manifest, swap

OURS = (SETTINGS, CODE, TEMPLATES)
"""What shapes the site beside the content."""


def build_site(content: Path, site: Path, *, reference: bool = False) -> bool:
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
    site = site.resolve()
    for place in (content.resolve(), *OURS):
        if site.is_relative_to(place) or place.is_relative_to(site):
            raise click.ClickException(
                f"{site} and {place}, which the site is made from, lie one within the other."
                " Choose another --site."
            )
    made_from = [content, *files.files(content.absolute()), *OURS]
    try:
        if site.exists() and any(site.iterdir()) and not (site / "index.html").exists():
            raise click.ClickException(f"{site} holds something that is no site. Choose another --site.")
        with swap.workshop(site) as room:
            before = set(stamps(*made_from))
            if not reference and manifest.stands(site, made_from):
                return False
            from .preview import mkdocs_start

            shaped_by = manifest.digest(OURS)
            fresh = room / "fresh"
            mkdocs_start.build(
                SETTINGS,
                content.absolute(),
                fresh,
                shaped_by,
                lambda: manifest.write(fresh, made_from),
                reference=reference,
            )
            if changed := before ^ set(stamps(*made_from)):
                raise click.ClickException(
                    f"{min(changed)[0]} was saved while the site was built, which might hold some files as"
                    f" they were and others as they are now. {site} is as it was. Build again."
                )
            swap.put(fresh, site)
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
