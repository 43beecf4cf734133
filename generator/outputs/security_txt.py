"""Whom to tell of a weakness of the site: `.well-known/security.txt`, https://www.rfc-editor.org/rfc/rfc9116."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..model.dossier import Front
from ..planning import urls
from ..planning.site import Output, OutputFile, Site

NAME = ".well-known/security.txt"
HOLDS_FOR = timedelta(days=364)
"""How long after its last review an address is vouched for; the standard recommends less than a year."""


def security_txt(front: Front) -> str:
    """Return the file, which holds from the review of the dossier's own record on.

    It is empty without a contact, and for a site that does not stand at the top of its host, where alone
    the file is looked for.
    """
    if not front.contact or urls.root_path(front.address) != "/":
        return ""
    expires = date.fromisoformat(front.reviewed) + HOLDS_FOR
    lines = (
        f"Contact: {front.contact}",
        f"Expires: {expires}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {urls.absolute_url(front.address, NAME)}",
    )
    return "\n".join(lines) + "\n"


def files(site: Site) -> Iterator[OutputFile]:
    """Yield the file, if there is anything to put in it."""
    if text := security_txt(site.plan.dossier.front):
        yield OutputFile(NAME, text.encode)


OUTPUT = Output("security.txt", files)
