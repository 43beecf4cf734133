"""Within a record no two parts share an anchor, and no two offices an id."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R26
from ..diagnostics.problem import Problem
from ..model.field_path import FieldPath
from ..model.record import Part, Record
from .rule import Context, of_dossier

# The addresses of the frame's own parts, and of statements, which `generator.notes` makes.
_TAKEN = re.compile(r"content|toc|chapters|nearest|s-[0-9a-f]{8}(?:-[0-9]+)?")


@of_dossier()
def parts_have_ids_of_their_own(context: Context) -> Iterator[Problem]:
    """Yield a problem at each id that a part of the same record has already."""
    dossier = context.dossier
    for record in dossier.records.values():
        seen: set[tuple[bool, str]] = set()
        for path, id_, is_anchor in _ids(record):
            if (is_anchor, id_) in seen:
                where = dossier.locate(record.id, path)
                yield Problem(where, R26, f"`{id_}` is the id of an earlier part already")
            elif is_anchor and _TAKEN.fullmatch(id_):
                where = dossier.locate(record.id, path)
                yield Problem(where, R26, f"`{id_}` is the address of another part of the page already")
            seen.add((is_anchor, id_))


def _ids(record: Record) -> Iterator[tuple[FieldPath, str, bool]]:
    """Yield each part's id, with its path and whether it is an anchor of the page."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        for index, part in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(part, Part) and "id" in type(part).model_fields:
                yield (name, index, "id"), getattr(part, "id"), name != "offices"  # noqa: B009
