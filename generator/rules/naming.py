"""One name for one thing: the forms that a record's name does not take are found in our own words."""

from __future__ import annotations

from collections.abc import Iterator

from generator.link import Dossier
from generator.mentions import Names
from generator.model.common import Path, Prose, Record, leaves
from generator.model.marks import Marked, scan
from generator.model.parliament import Motion, Resolution
from generator.model.reference import Source
from generator.problems import Problem, declare

R23 = declare(
    "R23",
    "A name in a form this site does not use",
    "Use the name of the record.",
    "A record lists forms of its name that this site does not use, so that one thing has one name "
    "on every page.",
)


def check(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem for each refused form in a title, a summary, a heading or a prose text."""
    refused = {
        form: record
        for record in dossier.records.values()
        for given in record.not_called
        for form in (given, given[0].upper() + given[1:])
    }
    called = {name for record in dossier.records.values() if record.named for name in record.names()}
    names = Names(called | set(refused))
    for record in dossier.records.values():
        for path, marked in _own(record):
            for mention in names.find(marked.own_words()):
                if mention.name in refused and mention.name not in called:
                    preferred = refused[mention.name]
                    where = dossier.locate(record.id, path, mention.start, mention.end - mention.start)
                    message = f"`{mention.name}` is a form that `{preferred.id}` refuses"
                    yield Problem(where, R23, message, nearest=preferred.called())


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
