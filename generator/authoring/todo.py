"""What waits for an editor: nothing here is wrong, and all of it could be better.

A build reads no clock, so its page lists the oldest reviews; the command knows the day and lists those
that are overdue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..diagnostics.problem import Location
from ..dossier.dossier import Dossier
from ..ledger.link_check import LinkCheck
from ..model.field_path import FieldPath
from ..model.prose import Prose
from ..model.record import Record, leaves
from ..model.resolution import Passage, Resolution
from ..model.source import Source
from ..model.term import Term
from ..prose.marks import CitationMark
from ..rendering.prose_html import plain

NAMES = ("reviews", "links", "archive", "reading", "reported", "passages", "unused")
"""What the command calls each sort of task."""
OLDEST = 30
"""How many of the oldest reviews are listed when the day is not known."""
FEW = 5
"""How many of each sort the command tells when it is asked for all sorts."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits.

    Attributes:
        record: the id of the record.
        words: what about it.
        dossier, path, offset: where in its file; of a great heap few are looked up.
    """

    record: str
    words: str
    dossier: Dossier = field(repr=False, compare=False)
    path: FieldPath
    offset: int | None = None

    @property
    def where(self) -> Location:
        """Where it stands in the file."""
        return self.dossier.locate(self.record, self.path, self.offset)


@dataclass(frozen=True, slots=True)
class Heap:
    """Tasks of one sort.

    Attributes:
        name: what the command calls it.
        title: its heading.
        note: what an editor does about one of them.
        tasks: what waits, the most urgent first where that can be told.
    """

    name: str
    title: str
    note: str
    tasks: tuple[Task, ...]


def desk(dossier: Dossier, checked: LinkCheck | None = None, today: str = "") -> tuple[Heap, ...]:
    """Return what waits in a dossier.

    Args:
        dossier: the dossier.
        checked: the last check of the addresses outside the site, if there was one.
        today: the day, as 1969-07-20; without it the oldest reviews are listed instead of the overdue.
    """
    return (
        _reviews(dossier, today),
        Heap(
            "links",
            f"Addresses that failed, as noted on {checked.checked}"
            if checked
            else "Addresses that failed, of which no check is noted yet",
            "Find where the document has gone, or cite its lasting copy.",
            tuple(_failed(dossier, checked)),
        ),
        Heap(
            "archive",
            "Sources without a lasting copy",
            "Have the page archived, and name the copy under `archived`.",
            tuple(_unarchived(dossier)),
        ),
        Heap(
            "reading",
            "Sources read in part",
            "Read the rest; when all is read, let `read` begin with “All” or “The whole”.",
            tuple(
                Task(source.id, source.read, dossier, ("read",))
                for source in dossier.of_kind(Source)
                if not source.read_whole
            ),
        ),
        Heap(
            "reported",
            "Statements that one secondary source carries",
            "Look for a primary source or a second report; then cite it and drop `reported:`.",
            tuple(_reported(dossier)),
        ),
        Heap(
            "passages",
            "Passages not summarised",
            "Look for the text of the passage, and write what it says.",
            tuple(_unsummarised(dossier)),
        ),
        Heap(
            "unused",
            "Terms and sources nobody uses",
            "Link the term where it is used, cite the source where it is relied on, or delete the record.",
            tuple(_unused(dossier)),
        ),
    )


def _reviews(dossier: Dossier, today: str) -> Heap:
    records = sorted(dossier.records.values(), key=lambda record: (record.reviewed, record.id))
    year_ago = f"{int(today[:4]) - 1}{today[4:]}" if today else ""
    waiting = [r for r in records if r.reviewed < year_ago] if today else records[:OLDEST]
    return Heap(
        "reviews",
        "Reviews older than a year" if today else "The oldest reviews",
        "Compare the record with its sources, and set `reviewed` to the day.",
        tuple(Task(r.id, r.reviewed, dossier, ("reviewed",)) for r in waiting),
    )


def _failed(dossier: Dossier, checked: LinkCheck | None) -> Iterator[Task]:
    since = {link.address: link for link in checked.failed} if checked else {}
    for source in dossier.of_kind(Source):
        for name, address in (("address", source.address), ("archived", source.archived)):
            if address and (link := since.get(address)):
                words = f"{address}: {link.reason}, since {link.since}"
                yield Task(source.id, words, dossier, (name,))


def _unarchived(dossier: Dossier) -> Iterator[Task]:
    for source in dossier.of_kind(Source):
        if source.address and not source.archived:
            words = source.address if source.address_complete else f"{source.address} (incomplete)"
            yield Task(source.id, words, dossier, ("address",))


def _reported(dossier: Dossier) -> Iterator[Task]:
    for record in dossier.records.values():
        if record.confidence == "reported":
            yield Task(record.id, "the whole record", dossier, ("confidence",))
        for path, leaf in leaves(record):
            if isinstance(leaf, Prose):
                for statement in leaf.marked.statements():
                    mark = statement.mark
                    if isinstance(mark, CitationMark) and mark.confidence == "reported":
                        words = leaf.text[statement.start : mark.start]
                        start = statement.start + len(words) - len(words.lstrip())
                        seen = _short(
                            plain(Prose(words), lambda m: dossier.shown(m.target, m.part, m.words))
                        )
                        yield Task(record.id, seen, dossier, path, start)


def _unsummarised(dossier: Dossier) -> Iterator[Task]:
    for resolution in dossier.of_kind(Resolution):
        for kind in ("citations", "recitals", "paragraphs"):
            passages: tuple[Passage, ...] = getattr(resolution, kind)
            for index, passage in enumerate(passages):
                if passage.says is None:
                    yield Task(resolution.id, resolution.parts()[passage.id], dossier, (kind, index))


def _unused(dossier: Dossier) -> Iterator[Task]:
    for record in (*dossier.of_kind(Term), *dossier.of_kind(Source)):
        if not _used(dossier, record):
            yield Task(record.id, record.title, dossier, ("title",))


def _used(dossier: Dossier, record: Record) -> bool:
    referring = {reference.origin for reference in dossier.backlinks.get(record.id, ())}
    citing = {use.origin for use in dossier.uses.get(record.id, ())}
    return bool((referring | citing) - {record.id})


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:89].rsplit(' ', 1)[0]} …"


def told(heaps: tuple[Heap, ...], whole: str = "") -> str:
    """Return what waits as text.

    Args:
        heaps: what waits.
        whole: the name of the one heap to tell in full; without it, the first few of each.
    """
    parts: list[str] = []
    for heap in heaps:
        if whole in ("", heap.name):
            shown = heap.tasks if whole else heap.tasks[:FEW]
            lines = [f"{heap.title}: {len(heap.tasks)}", *([heap.note] if shown else [])]
            lines += [f"  {t.where.path}:{t.where.line}: {t.words}" for t in shown]
            if len(shown) < len(heap.tasks):
                rest = len(heap.tasks) - len(shown)
                lines.append(f"  and {rest} more: `explainer desk {heap.name}`")
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
