"""All records of a content folder, linked to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from ..diagnostics.problem import Location
from ..loading.source_map import Document
from ..model import KINDS
from ..model.dossier import Front
from ..model.field_path import FieldPath
from ..model.record import Record
from ..prose.marks import Citation

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Reference:
    """One record referring to another.

    Attributes:
        origin, target: ids of the two records.
        part: the part of the target that is meant; may be empty.
        path, offset: where it stands in the origin; the offset is within a prose text, else None.
        words: the words of the link in prose, or empty for a field.
    """

    origin: str
    target: str
    part: str
    path: FieldPath
    offset: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """One citation of a source: the citing record, where in it, and the place cited."""

    origin: str
    citation: Citation
    path: FieldPath
    offset: int


@dataclass(frozen=True)
class Dossier:
    """All records, linked.

    Attributes:
        front: the dossier's own record.
        records: every record by id, the front among them.
        documents: the file behind each record.
        refused: ids of files that could not be made a record; what rests on them is not judged.
        references, backlinks: from each record, and to each record.
        uses: the citations of each source.
    """

    front: Front
    records: Mapping[str, Record]
    documents: Mapping[str, Document]
    refused: frozenset[str] = frozenset()
    references: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)
    backlinks: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)

    @cached_property
    def _by_kind(self) -> dict[type[Record], tuple[Record, ...]]:
        found: dict[type[Record], list[Record]] = defaultdict(list)
        for record in self.records.values():
            found[type(record)].append(record)
        return {cls: tuple(sorted(them, key=Record.sorted_by)) for cls, them in found.items()}

    def of_kind(self, cls: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the kind's own order."""
        return cast(tuple[R, ...], self._by_kind.get(cls, ()))

    def few(self, kind: str, most: int) -> tuple[str, ...]:
        """Return the ids of the records of one kind, in the kind's own order; none when there are more."""
        found = self.of_kind(KINDS[kind])
        return tuple(record.id for record in found) if len(found) <= most else ()

    def shown(self, id: str, part: str = "", words: str = "") -> str:
        """Return what a cross-link shows: its own words, or the name of what it leads to."""
        record = self.records.get(id)
        if words or record is None:
            return words or id
        return (part and record.parts().get(part)) or record.called()

    def kind_of(self, id: str) -> type[Record]:
        """Return the kind of a record."""
        return type(self.records[id])

    def locate(self, id: str, path: FieldPath, offset: int | None = None, width: int = 1) -> Location:
        """Return where something stands in the file of a record; see `Document.locate`."""
        return self.documents[id].locate(path, offset, width)
