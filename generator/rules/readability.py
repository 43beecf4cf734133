"""Sentences are short, and summaries and answers are easy to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..diagnostics.catalogue.rules import R21, R22
from ..diagnostics.problem import Problem
from ..dossier.dossier import Dossier
from ..model.field_path import FieldPath
from ..model.prose import Prose
from ..model.question import Question
from ..model.record import Record, leaves
from ..prose import sentences as reading
from ..prose.marks import LinkMark, Marked, scan
from ..prose.sentences import Sentence, sentences
from .rule import Links, RecordFile, no_basis, of_record

MOST_WORDS = 35
MOST_GRADE = 14.0


@dataclass(frozen=True, slots=True)
class Text:
    """A summary or a prose text of a record, and its sentences."""

    record: Record
    path: FieldPath
    sentences: tuple[Sentence, ...]

    @property
    def grade(self) -> float | None:
        """The grade of the text; see `generator.prose.sentences.grade`."""
        return reading.grade(self.sentences)

    @property
    def short(self) -> bool:
        """Whether it is a summary or the answer to a question, which every reader should grasp."""
        return self.path == ("summary",) or (isinstance(self.record, Question) and self.path == ("answer",))


def texts(dossier: Dossier) -> Iterator[Text]:
    """Yield the summary and every prose text of each record."""
    for record in dossier.records.values():
        yield from _texts(record, lambda mark: dossier.shown(mark.target, mark.part, mark.words))


@of_record(no_basis)
def sentences_are_short_and_plain(file: RecordFile, links: Links, basis: None) -> Iterator[Problem]:
    """Yield a problem for each long sentence, and for a summary or an answer that is hard to read."""
    link_texts = {
        (ref.target, ref.part, ref.words): link.text for link in links for ref in [link.reference]
    }

    def shown(mark: LinkMark) -> str:
        return link_texts.get((mark.target, mark.part, mark.words), mark.words or mark.target)

    for text in _texts(file.record, shown):
        for sentence in text.sentences:
            count = len(sentence.words)
            if count > MOST_WORDS:
                where = file.locate(text.path, sentence.start, sentence.end - sentence.start)
                message = f"the sentence has {count} words, quotations not counted"
                yield Problem(where, R21, message, f"at most {MOST_WORDS} words")
        grade = text.grade if text.short else None
        if grade is not None and grade > MOST_GRADE:
            where = file.locate(text.path)
            message = f"the text reads at grade {grade:.1f}"
            yield Problem(where, R22, message, f"grade {MOST_GRADE:.0f} or lower")


def _texts(record: Record, shown: Callable[[LinkMark], str]) -> Iterator[Text]:
    """Yield the summary and every prose text of a record; `shown` gives the words of a link."""

    def text(path: FieldPath, marked: Marked) -> Text:
        return Text(record, path, sentences(marked, shown))

    yield text(("summary",), scan(record.summary))
    for path, leaf in leaves(record):
        if isinstance(leaf, Prose):
            yield text(path, leaf.marked)
