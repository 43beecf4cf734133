"""One record as an editor asks for it: what it is, what it refers to and what refers to it, with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics.problem import Location
from ..dossier.dossier import Use
from ..dossier.linker import outgoing
from ..loading.loader import Loaded
from ..model.record import Record
from ..model.source import Source
from . import ids
from .ids import Refused


@dataclass(frozen=True, slots=True)
class Mention:
    """One record named by another.

    Attributes:
        origin, target: ids of the two.
        detail: the part that is meant, the place cited or the words of the link, as the file has them.
        where: the place in the origin's file.
        cited: whether it is a citation.
    """

    origin: str
    target: str
    detail: str
    where: Location
    cited: bool


def mentions(loaded: Loaded) -> Iterator[Mention]:
    """Yield every mention of one record by another, whether or not there is such a record."""
    records = {record.id: record for record in loaded.records}
    for origin, value in (*records.items(), *loaded.fragments.items()):
        document = loaded.documents[origin]
        for item in outgoing(origin, value):
            if isinstance(item, Use):
                target, detail, cited = item.citation.source, item.citation.place, True
                where = document.locate(item.path, item.offset)
            else:
                reference = item[0]
                target, detail, cited = reference.target, reference.words or reference.part, False
                where = document.locate(reference.path, reference.offset)
            yield Mention(origin, target, detail, where, cited)


def show(loaded: Loaded, id: str) -> str:
    """Return a record as text: its name and place, its summary, its references both ways.

    Raises:
        Refused: when there is no such record, or its file cannot be read as one.
    """
    ids.known(id, loaded.documents)
    records = {record.id: record for record in loaded.records}
    record, document = records.get(id), loaded.documents[id]
    if record is None:
        raise Refused(f"{document.path} cannot be read as a record; `explainer check` tells why")
    found = [mention for mention in mentions(loaded) if mention.origin != mention.target]
    out = [mention for mention in found if mention.origin == id]
    back = [mention for mention in found if mention.target == id]
    lines = [
        _name(record),
        f"{document.path}, {record.confidence}, reviewed {record.reviewed}",
        record.summary,
        *_listed("refers to", [(m, m.target) for m in out if not m.cited], records),
        *_listed("cites", [(m, m.target) for m in out if m.cited], records),
        *_listed("is referred to by", [(m, m.origin) for m in back if not m.cited], records),
    ]
    if isinstance(record, Source):
        lines += _listed("is cited by", [(m, m.origin) for m in back if m.cited], records)
    return "\n".join(lines) + "\n"


def _name(record: Record) -> str:
    return f"{record.kind} `{record.id}`: {record.title}"


def _listed(verb: str, found: list[tuple[Mention, str]], records: dict[str, Record]) -> list[str]:
    """Return a heading and a line for each mention: where it stands, and the record at its other end."""
    lines = ["", f"It {verb} nothing." if not found else f"It {verb}:"]
    for mention, other in found:
        named = _name(records[other]) if other in records else f"`{other}`, no record"
        detail = f" ({mention.detail})" if mention.detail else ""
        lines.append(f"  {mention.where.path}:{mention.where.line}: {named}{detail}")
    return lines
