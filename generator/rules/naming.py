"""Each thing has one name in our own words: the one its record uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..diagnostics.catalogue.rules import R23
from ..diagnostics.problem import Problem
from ..model.field_path import FieldPath
from ..model.motion import Motion
from ..model.prose import Prose
from ..model.record import Record, leaves
from ..model.resolution import Resolution
from ..model.source import Source
from ..prose.marks import Marked, scan
from ..prose.mentions import Names
from .rule import Context, Links, RecordFile, of_record


@dataclass(frozen=True)
class Forms:
    """The names of all records.

    Attributes:
        unused: each form that a record lists under `not_called`, with its id and the name used instead.
        names_in_use: each name that a record has.
    """

    unused: dict[str, tuple[str, str]]
    names_in_use: frozenset[str]

    @cached_property
    def names(self) -> Names:
        """All of them, to be found in texts."""
        return Names(self.names_in_use | set(self.unused))


def all_forms(context: Context) -> Forms:
    """Return the names of all records, and the forms that they do not use."""
    records = context.dossier.records.values()
    unused = {
        form: (record.id, record.called())
        for record in records
        for given in record.not_called
        for form in (given, given[0].upper() + given[1:])
    }
    return Forms(unused, frozenset(n for record in records if record.named for n in record.names()))


@of_record(all_forms)
def names_have_one_form(file: RecordFile, links: Links, forms: Forms) -> Iterator[Problem]:
    """Yield a problem for each unused form in a title, a summary, a heading or a prose text."""
    for path, marked in _own_texts(file.record):
        for mention in forms.names.find(marked.own_words()):
            if mention.name in forms.unused and mention.name not in forms.names_in_use:
                id_, preferred = forms.unused[mention.name]
                where = file.locate(path, mention.start, mention.end - mention.start)
                message = f"this site does not write `{mention.name}`: `{id_}` lists it under `not_called`"
                yield Problem(where, R23, message, nearest=preferred)


def _own_texts(record: Record) -> Iterator[tuple[FieldPath, Marked]]:
    """Yield the texts of a record that are in our own words; a document's title is its author's."""
    if not isinstance(record, Source | Resolution | Motion):
        yield ("title",), scan(record.title)
    yield ("summary",), scan(record.summary)
    for index, section in enumerate(record.sections):
        yield ("sections", index, "heading"), scan(section.heading)
    for path, leaf in leaves(record):
        if isinstance(leaf, Prose):
            yield path, leaf.marked
