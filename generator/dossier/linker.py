"""Records to a dossier: every reference resolved, backlinks derived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..diagnostics.catalogue.citations import C01, C03, C04
from ..diagnostics.catalogue.links import L01, L02, L03, L04, L06
from ..diagnostics.problem import Location, Problem, nearest
from ..loading.loader import Loaded
from ..loading.source_map import Document
from ..model import KINDS
from ..model.dossier import Front
from ..model.fields import Ref
from ..model.prose import Prose
from ..model.record import Record, leaves
from ..model.source import PLACED, Source
from ..prose.marks import ID, Citation, CitationMark, LinkMark
from .dossier import Dossier, Reference, Use

MOST_SOUGHT = 40
"""For no more missing ids than these the nearest is sought: whoever misses more has not mistyped them."""


def link(loaded: Loaded) -> tuple[Dossier | None, list[Problem]]:
    """Resolve all references of the loaded records.

    Returns:
        The dossier, or None when its own record could not be made; and the problems met. An id that
        belongs to a file which could not be read as a record counts as known: its own problems are
        told already.
    """
    records = {record.id: record for record in loaded.records}
    front = records.get("dossier")
    known = set(loaded.documents)
    problems: list[Problem] = []
    references: dict[str, list[Reference]] = defaultdict(list)
    backlinks: dict[str, list[Reference]] = defaultdict(list)
    uses: dict[str, list[Use]] = defaultdict(list)
    resolver = _Resolver(records, known, loaded.documents)
    for origin, value in (*records.items(), *loaded.fragments.items()):
        for item in outgoing(origin, value):
            if isinstance(item, Use):
                problems.extend(resolver.citation(item))
                uses[item.citation.source].append(item)
                continue
            reference, kinds = item
            faults = list(resolver.reference(reference, kinds))
            problems.extend(faults)
            if not faults:
                references[origin].append(reference)
                backlinks[reference.target].append(reference)
    for record in records.values():
        problems.extend(resolver.former(record))
    if not isinstance(front, Front):
        return None, problems
    dossier = Dossier(
        front,
        records,
        loaded.documents,
        frozenset(known - set(records)),
        {id_: tuple(found) for id_, found in references.items()},
        {id_: tuple(found) for id_, found in backlinks.items()},
        {id_: tuple(found) for id_, found in uses.items()},
    )
    return dossier, problems


def outgoing(origin: str, value: object) -> Iterator[Use | tuple[Reference, tuple[str, ...]]]:
    """Yield each citation, and each reference with the kinds it may lead to."""
    for path, leaf in leaves(value):
        if isinstance(leaf, Ref):
            yield Reference(origin, leaf.id, leaf.part, path), leaf.kinds
        elif isinstance(leaf, Citation):
            yield Use(origin, leaf, path, leaf.offset)
        elif isinstance(leaf, Prose):
            for mark in leaf.marked.marks:
                if isinstance(mark, LinkMark) and ID.fullmatch(mark.target):
                    at = mark.start + 2
                    words = mark.words
                    yield Reference(origin, mark.target, mark.part, path, at, words), ()
                elif isinstance(mark, CitationMark):
                    for citation in mark.citations:
                        yield Use(origin, citation, path, citation.offset)


@dataclass(frozen=True)
class _Resolver:
    records: Mapping[str, Record]
    known: set[str]
    documents: Mapping[str, Document]
    sought: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    @cached_property
    def formerly(self) -> dict[str, list[str]]:
        """For each former id, the ids of the records that say they had it."""
        holders: dict[str, list[str]] = defaultdict(list)
        for record in self.records.values():
            for id_ in record.formerly:
                holders[id_].append(record.id)
        return dict(holders)

    def reference(self, ref: Reference, kinds: tuple[str, ...]) -> Iterator[Problem]:
        if ref.target not in self.known:
            near = self._near(ref.target, kinds)
            yield Problem(self._at(ref), L01, f"there is no record `{ref.target}`", nearest=near)
            return
        target = self.records.get(ref.target)
        if target is None:
            return
        if kinds and target.kind not in kinds:
            wanted = " or ".join(KINDS[k].one.lower() for k in kinds)
            message = f"`{ref.target}` is {_a(target.one)}"
            near = self._near(ref.target, kinds)
            yield Problem(self._at(ref), L02, message, f"the id of {_a(wanted)}", near)
        elif ref.target == ref.origin and not ref.part:
            yield Problem(self._at(ref), L04, f"`{ref.target}` refers to itself")
        elif ref.part and ref.part not in target.parts():
            parts = list(target.parts())
            message = f"`{ref.target}` has no part `{ref.part}`"
            expected = f"one of {', '.join(parts)}" if parts else f"`{ref.target}` alone: it has no parts"
            yield Problem(self._at_part(ref), L03, message, expected, nearest(ref.part, parts))

    def citation(self, use: Use) -> Iterator[Problem]:
        id_ = use.citation.source
        if id_ not in self.known:
            near = self._near(id_, ("source",))
            yield Problem(self._at(use), C01, f"there is no source `{id_}`", nearest=near)
            return
        source = self.records.get(id_)
        if source is not None and not isinstance(source, Source):
            near = self._near(id_, ("source",))
            yield Problem(self._at(use), C04, f"`{id_}` is {_a(source.one)}", "the id of a source", near)
        elif isinstance(source, Source) and source.source_kind in PLACED and not use.citation.place:
            message = (
                f"`{id_}` is cited without the place in it (its `source_kind` is {source.source_kind})"
            )
            example = f"[@{id_}, page 4]" if use.offset else f'"{id_}, page 4"'  # a field begins with it
            yield Problem(self._at(use), C03, message, f"the place after a comma, as in {example}")

    def former(self, record: Record) -> Iterator[Problem]:
        for index, id_ in enumerate(record.formerly):
            others = [other for other in self.formerly.get(id_, ()) if other != record.id]
            taken = id_ if id_ in self.known else others[0] if others else ""
            if taken:
                where = self.documents[record.id].locate(("formerly", index))
                holder = "the id of a record" if id_ in self.known else f"a former id of `{taken}`"
                yield Problem(where, L06, f"`{id_}` is {holder}")

    def _at(self, found: Reference | Use) -> Location:
        """Return where it is written. Asked for a problem only: to find a place takes reading the text."""
        target = found.target if isinstance(found, Reference) else found.citation.source
        return self.documents[found.origin].locate(found.path, found.offset, len(target))

    def _at_part(self, ref: Reference) -> Location:
        """Return where the part that is meant is written, behind the #."""
        document = self.documents[ref.origin]
        text = document.value(ref.path)
        assert isinstance(text, str)
        start = text.index(ref.part, text.index("#", ref.offset or 0))
        return document.locate(ref.path, start, len(ref.part))

    def _near(self, id_: str, kinds: tuple[str, ...]) -> str:
        if id_ in self.formerly:
            return self.formerly[id_][0]
        if (id_, kinds) not in self.sought and len(self.sought) < MOST_SOUGHT:
            fit = [r.id for r in self.records.values() if not kinds or r.kind in kinds]
            self.sought[id_, kinds] = nearest(id_, fit)
        return self.sought.get((id_, kinds), "")


def _a(words: str) -> str:
    words = words.lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
