"""What a rule is: its two forms, what it needs of the content, and what it sees of it.

A rule is a function with one of two decorators. `of_dossier` marks one that sees everything.
`of_record` marks one that sees a single record, its links, and a `basis` that is worked out once for all
records. Its results stay valid while these are equal, so a preview keeps them from edit to edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from ..diagnostics.problem import Location, Problem
from ..dossier.dossier import Dossier, Reference
from ..ledger.ledger import Ledger
from ..loading.source_map import Document
from ..model.field_path import FieldPath
from ..model.record import Record
from ..planning.plan import Plan, plan

B = TypeVar("B")


class Needs(Enum):
    """What a rule needs before its results mean anything; each includes those before it."""

    LINKED = "the records that could be read, linked"
    COMPLETE = "a dossier without a file that was refused"
    SOUND = "a dossier without any problem so far: only such a one can be planned"


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record and the file it was read from."""

    record: Record
    document: Document

    def locate(self, path: FieldPath, offset: int | None = None, width: int = 1) -> Location:
        """Return where something is in the file; see `Document.locate`."""
        return self.document.locate(path, offset, width)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from a record to another, and the words that the page shows for it."""

    reference: Reference
    text: str


Links = tuple[Link, ...]
"""The outgoing links of one record."""


@dataclass(frozen=True)
class Context:
    """Everything that a rule may ask for.

    Attributes:
        dossier: the records that could be read, linked.
        ledger: what machines have noted beside the content.
    """

    dossier: Dossier
    ledger: Ledger

    @cached_property
    def plan(self) -> Plan:
        """The pages of the dossier, for rules that need a sound one."""
        return plan(self.dossier, self.ledger.history.addresses)

    @cached_property
    def links(self) -> Mapping[str, Links]:
        """The outgoing links of each record that has any."""
        return {
            id_: tuple(Link(ref, self.dossier.shown(ref.target, ref.part, ref.words)) for ref in references)
            for id_, references in self.dossier.references.items()
        }

    def file(self, id: str) -> RecordFile:
        """Return a record with its file."""
        return RecordFile(self.dossier.records[id], self.dossier.documents[id])


@dataclass(frozen=True, slots=True)
class RecordResult:
    """The problems of one record by one rule, and the text and links they were worked out from."""

    text: str
    links: Links
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RuleResult:
    """The results of one rule for each record, and the basis they were worked out from."""

    basis: object
    by_record: Mapping[str, RecordResult]


RuleResults = dict["Rule", RuleResult]
"""What the rules of the form `of_record` gave, kept by a preview from check to check."""


class Rule(Protocol):
    """A rule of either form."""

    @property
    def needs(self) -> Needs:
        """What the rule needs before its results mean anything."""
        ...

    def check(self, context: Context, results: RuleResults) -> Iterable[Problem]:
        """Return the problems that the rule finds.

        Args:
            context: everything that may be asked for.
            results: what the rules gave last time; brought up to date.
        """
        ...


@dataclass(frozen=True, eq=False)
class DossierRule:
    """A rule that sees everything; see `of_dossier`."""

    function: Callable[[Context], Iterator[Problem]]
    needs: Needs

    def check(self, context: Context, results: RuleResults) -> Iterable[Problem]:
        """Return the problems that the rule finds; see `Rule.check`."""
        return self.function(context)


@dataclass(frozen=True, eq=False)
class RecordRule(Generic[B]):
    """A rule that sees one record at a time; see `of_record`."""

    function: Callable[[RecordFile, Links, B], Iterator[Problem]]
    basis: Callable[[Context], B]
    needs: Needs = Needs.LINKED

    def check(self, context: Context, results: RuleResults) -> Iterable[Problem]:
        """Return the problems that the rule finds; see `Rule.check`."""
        basis = self.basis(context)
        last = results.get(self)
        known = last.by_record if last and last.basis == basis else {}
        by_record = {
            id_: self._result(context, id_, basis, known.get(id_)) for id_ in context.dossier.records
        }
        results[self] = RuleResult(basis, by_record)
        return [problem for result in by_record.values() for problem in result.problems]

    def _result(self, context: Context, id: str, basis: B, last: RecordResult | None) -> RecordResult:
        file, links = context.file(id), context.links.get(id, ())
        # The text, not the record: a comment that is added above moves the line of a problem.
        text = file.document.text
        if last and last.text == text and last.links == links:
            return last
        return RecordResult(text, links, tuple(self.function(file, links, basis)))


def of_dossier(
    needs: Needs = Needs.LINKED,
) -> Callable[[Callable[[Context], Iterator[Problem]]], DossierRule]:
    """Mark a function as a rule that sees everything.

    Args:
        needs: what the rule needs before its results mean anything.
    """

    def mark(function: Callable[[Context], Iterator[Problem]]) -> DossierRule:
        return DossierRule(function, needs)

    return mark


def of_record(
    basis: Callable[[Context], B],
) -> Callable[[Callable[[RecordFile, Links, B], Iterator[Problem]]], RecordRule[B]]:
    """Mark a function as a rule that sees one record, its links and a basis, and nothing else.

    Args:
        basis: works out what the rule needs to know of all records, as a value that can be compared;
            `no_basis` when it needs nothing.
    """

    def mark(function: Callable[[RecordFile, Links, B], Iterator[Problem]]) -> RecordRule[B]:
        return RecordRule(function, basis)

    return mark


def no_basis(context: Context) -> None:
    """Return nothing: the basis of a rule that needs to know nothing of other records."""
