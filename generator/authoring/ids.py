"""Ids as an editor types them: whether one can be used, and which one was meant."""

from __future__ import annotations

from collections.abc import Iterable

import click

from ..diagnostics.problem import nearest
from ..loading.loader import Loaded
from ..prose.marks import ID, LONGEST_ID, suggested


class Refused(click.ClickException):
    """What was asked for cannot be done; the message says why, and what could be. Exit code 1."""


def meant(said: str, near: str) -> str:
    """Return a message with the nearest right answer, when there is one."""
    return f"{said}; did you mean `{near}`?" if near else said


def known(id: str, among: Iterable[str]) -> None:
    """Refuse an id that is not among those known."""
    ids = list(among)
    if id not in ids:
        near = suggested(id)
        raise Refused(meant(f"there is no record `{id}`", near if near in ids else nearest(near, ids)))


def free(id: str, loaded: Loaded, renamed: str = "") -> None:
    """Refuse an id that is not well formed, or that is or was another record's.

    Args:
        id: the id wanted.
        loaded: the records there are.
        renamed: the id of the record that is to have it, when there is such a record already.
    """
    if not ID.fullmatch(id) or len(id) > LONGEST_ID:
        form = f"small letters a to z, digits and single hyphens, {LONGEST_ID} at most"
        raise Refused(meant(f"`{id}` is no id: ids are of {form}", suggested(id)))
    if id in loaded.documents:
        raise Refused(f"`{id}` is the id of {loaded.documents[id].path} already")
    for record in loaded.records:
        if id in record.formerly and record.id != renamed:
            raise Refused(f"`{id}` is a former id of `{record.id}`, and its address leads there")
