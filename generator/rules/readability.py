"""Sentences are short, and summaries and answers are easy to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics.catalogue.rules import R21, R22
from ..diagnostics.problem import Problem
from ..dossier.dossier import Dossier
from ..model.field_path import Path
from ..model.prose import Prose
from ..model.question import Question
from ..model.record import Record, leaves
from ..prose.marks import LinkMark, Marked, scan
from ..prose.sentences import Sentence, grade, sentences

MOST_WORDS = 35
MOST_GRADE = 14.0


@dataclass(frozen=True, slots=True)
class Text:
    """A summary or a prose text of a record, and its sentences."""

    record: Record
    path: Path
    sentences: tuple[Sentence, ...]

    @property
    def grade(self) -> float | None:
        """The grade of the text; see `generator.sentences.grade`."""
        return grade(self.sentences)

    @property
    def short(self) -> bool:
        """Whether it is a summary or the answer to a question, which every reader should grasp."""
        return self.path == ("summary",) or (isinstance(self.record, Question) and self.path == ("answer",))


def texts(dossier: Dossier) -> Iterator[Text]:
    """Yield the summary and every prose text of each record."""
    for record in dossier.records.values():
        yield from _of(dossier, record)


def _of(dossier: Dossier, record: Record) -> Iterator[Text]:

    def shown(mark: LinkMark) -> str:
        return dossier.shown(mark.target, mark.part, mark.words)

    def text(path: Path, marked: Marked) -> Text:
        return Text(record, path, sentences(marked, shown))

    yield text(("summary",), scan(record.summary))
    for path, leaf in leaves(record):
        if isinstance(leaf, Prose):
            yield text(path, leaf.marked)


def basis(dossier: Dossier) -> None:
    """Return nothing: a record is judged by its own words, and those that its links show."""


def judge(dossier: Dossier, record: Record, basis: None) -> Iterator[Problem]:
    """Yield a problem for each long sentence of a record, and its summary or answer when hard to read."""
    id_ = record.id
    for text in _of(dossier, record):
        for sentence in text.sentences:
            count = len(sentence.words)
            if count > MOST_WORDS:
                where = dossier.locate(id_, text.path, sentence.start, sentence.end - sentence.start)
                message = f"a sentence of {count} words outside quotations"
                yield Problem(where, R21, message, f"at most {MOST_WORDS} words")
        found = text.grade if text.short else None
        if found is not None and found > MOST_GRADE:
            where = dossier.locate(id_, text.path)
            message = f"the text reads at grade {found:.1f}"
            yield Problem(where, R22, message, f"grade {MOST_GRADE:.0f} or lower")
