"""Whom to tell of a weakness of the site: `.well-known/security.txt`, https://www.rfc-editor.org/rfc/rfc9116."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

from ..model.dossier import Front

NAME = ".well-known/security.txt"
HOLDS_FOR = timedelta(days=364)
"""How long after its last review an address is vouched for; the standard recommends less than a year."""


def security_txt(front: Front) -> str:
    """Return the file, which holds from the review of the dossier's own record on.

    It is empty without a contact, and for a site that does not stand at the top of its host, where alone
    the file is looked for.
    """
    if not front.contact or urlsplit(front.address).path.strip("/"):
        return ""
    expires = date.fromisoformat(front.reviewed) + HOLDS_FOR
    lines = (
        f"Contact: {front.contact}",
        f"Expires: {expires}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {front.address.rstrip('/')}/{NAME}",
    )
    return "\n".join(lines) + "\n"
