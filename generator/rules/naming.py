"""One name for one thing: the forms that a record's name does not take are found in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..diagnostics.catalogue.rules import R23
from ..diagnostics.problem import Problem
from ..dossier.dossier import Dossier
from ..model.field_path import Path
from ..model.motion import Motion
from ..model.prose import Prose
from ..model.record import Record, leaves
from ..model.resolution import Resolution
from ..model.source import Source
from ..prose.marks import Marked, scan
from ..prose.mentions import Names


@dataclass(frozen=True)
class Forms:
    """The names of all records.

    Attributes:
        refused: each form that a record refuses, with its id and the name it is called by instead.
        called: each name that a record has.
    """

    refused: dict[str, tuple[str, str]]
    called: frozenset[str]

    @cached_property
    def names(self) -> Names:
        """All of them, to be found in texts."""
        return Names(self.called | set(self.refused))


def basis(dossier: Dossier) -> Forms:
    """Return the names of all records, and those that they refuse."""
    records = dossier.records.values()
    refused = {
        form: (record.id, record.called())
        for record in records
        for given in record.not_called
        for form in (given, given[0].upper() + given[1:])
    }
    return Forms(refused, frozenset(n for record in records if record.named for n in record.names()))


def judge(dossier: Dossier, record: Record, forms: Forms) -> Iterator[Problem]:
    """Yield a problem for each refused form in a title, a summary, a heading or a prose text."""
    for path, marked in _own(record):
        for mention in forms.names.find(marked.own_words()):
            if mention.name in forms.refused and mention.name not in forms.called:
                id_, preferred = forms.refused[mention.name]
                where = dossier.locate(record.id, path, mention.start, mention.end - mention.start)
                message = f"`{mention.name}` is a form that `{id_}` refuses"
                yield Problem(where, R23, message, nearest=preferred)


def _own(record: Record) -> Iterator[tuple[Path, Marked]]:
    """Yield the texts of a record that are in our own words; a document's title is its author's."""
    if not isinstance(record, Source | Resolution | Motion):
        yield ("title",), scan(record.title)
    yield ("summary",), scan(record.summary)
    for index, section in enumerate(record.sections):
        yield ("sections", index, "heading"), scan(section.heading)
    for path, leaf in leaves(record):
        if isinstance(leaf, Prose):
            yield path, leaf.marked
