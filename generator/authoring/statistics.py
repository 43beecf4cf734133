"""The content in figures: how much there is, what it rests on, how hard it reads, what is still missing."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from ..dossier.dossier import Dossier
from ..model import KINDS
from ..model.dossier import Front
from ..model.prose import Prose
from ..model.record import leaves
from ..model.resolution import Resolution
from ..model.source import Source, SourceKind
from ..prose.marks import CitationMark, Confidence, EditorsMark
from ..rules.readability import MOST_GRADE, MOST_WORDS, Text, texts


@dataclass(frozen=True, slots=True)
class Graded:
    """A record whose summary or answer was graded."""

    record: str
    grade: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the passages of a resolution that are known are also summarised."""

    resolution: str
    passages: str
    summarised: int
    known: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: a label, its figure, and the record it is about, if it is about one."""

    label: str
    figure: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Some figures, and a sentence on how they are counted."""

    title: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ContentReport:
    """The figures of a dossier.

    Attributes:
        records: how many there are of each kind, by the kind's name on the site.
        own_voice: how many statements are the editors' own voice.
        by_confidence, by_number, by_kind: how many statements with a citation there are of each
            confidence, by how many sources they cite, and that cite a source of each kind.
        oldest, newest: the days of the first and the last review.
        grades: of every summary and every answer to a question, hardest first.
        prose_grade: the median of all other prose, or None when there is none.
        long_sentences: how many sentences are longer than the rule allows.
        coverage: of each part of each resolution.
    """

    records: Mapping[str, int]
    own_voice: int
    by_confidence: Mapping[str, int]
    by_number: Mapping[str, int]
    by_kind: Mapping[str, int]
    oldest: str
    newest: str
    grades: tuple[Graded, ...]
    prose_grade: float | None
    long_sentences: int
    coverage: tuple[Coverage, ...]

    @property
    def cited(self) -> int:
        """How many statements carry a citation."""
        return sum(self.by_confidence.values())

    @property
    def median(self) -> float:
        """The median grade of summaries and answers."""
        return statistics.median(graded.grade for graded in self.grades)

    @property
    def too_hard(self) -> tuple[Graded, ...]:
        """Those above the grade that the rule allows."""
        return tuple(graded for graded in self.grades if graded.grade > MOST_GRADE)

    def tables(self) -> Iterator[Table]:
        """Yield the figures as tables, for the command and the page alike."""
        everything = {**self.records, "All": sum(self.records.values())}
        yield Table(
            "Records",
            "One record is one checked file; the dossier’s own is not counted.",
            _rows(everything),
        )
        yield Table(
            "Statements",
            "A statement is the text up to its citation, or up to the sign of the editors’ own voice.",
            _rows({
                "With a citation": self.cited,
                "In the editors’ own voice": self.own_voice,
                "All": self.cited + self.own_voice,
            }),
        )  # fmt: skip
        yield Table(
            "Cited statements by confidence",
            "A statement that says nothing of it has the confidence of its record.",
            _rows(self.by_confidence),
        )
        yield Table(
            "Cited statements by number of sources", "Sources, not places in them.", _rows(self.by_number)
        )
        yield Table(
            "Cited statements by kind of source",
            "A statement that rests on several kinds counts for each.",
            _rows(self.by_kind),
        )
        yield Table("Reviews", "", (Row("Oldest", self.oldest), Row("Newest", self.newest)))
        yield Table(
            "Readability",
            "The Flesch-Kincaid grade (Kincaid and others, 1975), without quotations.",
            tuple(self._readability()),
        )
        if self.coverage:
            yield Table(
                "Coverage of resolutions",
                "Passages summarised, of those known to exist.",
                tuple(Row(c.passages, f"{c.summarised} of {c.known}", c.resolution) for c in self.coverage),
            )

    def _readability(self) -> Iterator[Row]:
        yield Row("Summaries and answers", _thousands(len(self.grades)))
        yield Row("Median grade", f"{self.median:.1f}")
        yield Row("Highest grade", f"{self.grades[0].grade:.1f}", self.grades[0].record)
        yield Row(f"Above grade {MOST_GRADE:.0f}", _thousands(len(self.too_hard)))
        for graded in self.too_hard:
            yield Row("Too hard", f"{graded.grade:.1f}", graded.record)
        if self.prose_grade is not None:
            yield Row("Median grade of all other prose", f"{self.prose_grade:.1f}")
        yield Row(
            f"Sentences of over {MOST_WORDS} words outside quotations", _thousands(self.long_sentences)
        )

    def as_text(self) -> str:
        """Return the tables as a terminal shows them."""
        return "\n\n".join(_as_text(table) for table in self.tables()) + "\n"


def report(dossier: Dossier) -> ContentReport:
    """Count and measure a checked dossier."""
    counts = _Statements.of(dossier)
    found = list(texts(dossier))
    other = [text.grade for text in found if not text.short and text.grade is not None]
    reviews = sorted(record.reviewed for record in dossier.records.values())
    kinds = Counter(record.kind for record in dossier.records.values())
    return ContentReport(
        records={cls.many: kinds[cls.kind] for cls in KINDS.values() if cls is not Front},
        own_voice=counts.own_voice,
        by_confidence={word: counts.by_confidence[word] for word in get_args(Confidence)},
        by_number={word: counts.by_number[word] for word in ("1", "2", "3 or more")},
        by_kind={word: counts.by_kind[word] for word in get_args(SourceKind) if counts.by_kind[word]},
        oldest=reviews[0],
        newest=reviews[-1],
        grades=tuple(sorted(_graded(found), key=lambda g: (-g.grade, g.record))),
        prose_grade=statistics.median(other) if other else None,
        long_sentences=sum(len(s.words) > MOST_WORDS for text in found for s in text.sentences),
        coverage=tuple(_coverage(dossier)),
    )


@dataclass(frozen=True, slots=True)
class _Statements:
    own_voice: int
    by_confidence: Counter[str]
    by_number: Counter[str]
    by_kind: Counter[str]

    @classmethod
    def of(cls, dossier: Dossier) -> _Statements:
        own_voice = 0
        by_confidence, by_number, by_kind = Counter[str](), Counter[str](), Counter[str]()
        sorts = {source.id: source.source_kind for source in dossier.of_kind(Source)}
        for record in dossier.records.values():
            for _, leaf in leaves(record):
                for statement in leaf.marked.statements() if isinstance(leaf, Prose) else ():
                    mark = statement.mark
                    if isinstance(mark, EditorsMark):
                        own_voice += 1
                    elif isinstance(mark, CitationMark):
                        sources = {citation.source for citation in mark.citations}
                        by_confidence[mark.confidence or record.confidence] += 1
                        by_number[str(len(sources)) if len(sources) < 3 else "3 or more"] += 1
                        by_kind.update({sorts[source] for source in sources})
        return cls(own_voice, by_confidence, by_number, by_kind)


def _graded(found: list[Text]) -> Iterator[Graded]:
    for text in found:
        if text.short and text.grade is not None:
            yield Graded(text.record.id, text.grade)


def _coverage(dossier: Dossier) -> Iterator[Coverage]:
    for resolution in dossier.of_kind(Resolution):
        for name in ("citations", "recitals", "paragraphs"):
            passages = getattr(resolution, name)
            if passages:
                summarised = sum(passage.says is not None for passage in passages)
                yield Coverage(resolution.id, name.capitalize(), summarised, len(passages))


def _rows(counts: Mapping[str, int]) -> tuple[Row, ...]:
    return tuple(Row(label[0].upper() + label[1:], _thousands(count)) for label, count in counts.items())


def _thousands(count: int) -> str:
    return f"{count:,}"


def _as_text(table: Table) -> str:
    labels = [f"{row.label} ({row.record})" if row.record else row.label for row in table.rows]
    width = max(map(len, labels))
    lines = [f"  {label:<{width}}  {row.figure:>10}" for label, row in zip(labels, table.rows, strict=True)]
    return "\n".join([table.title, *([f"  {table.note}"] if table.note else []), *lines])
