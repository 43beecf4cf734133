"""What a page was made from, noted while it is made, so that what must be made again is known.

A page asks its dossier questions: for a record, for the records of a kind, for the words of a link. The
questions are kept with their answers. As long as the dossier, whatever has been changed in it, gives the
same answers, the page would come out the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from generator.link import Dossier
from generator.model.common import Record

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
T = TypeVar("T")
B = TypeVar("B")
R = TypeVar("R", bound=Record)

Answers = dict[tuple[str, Hashable], object]
"""What was asked, and what the answer was: the name of the question, and of what it was asked."""
ALL = ()
"""In the place of a key: of everything."""


class Noting:
    """Notes the answers for the page that is being made; a page may be made within another."""

    def __init__(self) -> None:
        self._open: list[Answers] = []

    @contextmanager
    def open(self) -> Iterator[Answers]:
        """Note what is asked while the block runs."""
        answers: Answers = {}
        self._open.append(answers)
        try:
            yield answers
        finally:
            self._open.pop()

    def note(self, name: str, key: Hashable, answer: object) -> None:
        """Note one answer."""
        for answers in self._open[-1:]:
            answers[name, key] = answer

    def add(self, found: Answers) -> None:
        """Note answers that were noted of a page, for the one that it is part of."""
        for answers in self._open[-1:]:
            answers |= found


class Noted(Mapping[K, V]):
    """A mapping that notes what is asked of it."""

    def __init__(self, name: str, held: Mapping[K, V], noting: Noting) -> None:
        self._name = name
        self._held = held
        self._noting = noting

    def __getitem__(self, key: K) -> V:
        self._noting.note(self._name, key, self._held.get(key))
        return self._held[key]

    def __iter__(self) -> Iterator[K]:
        self._noting.note(self._name, ALL, self._held)
        return iter(self._held)

    def __len__(self) -> int:
        self._noting.note(self._name, ALL, self._held)
        return len(self._held)


@dataclass(frozen=True)
class Watched(Dossier):
    """A dossier that notes what is asked of it.

    Its own record and its documents are not noted: the one shapes every page, the others none.
    """

    plain: Dossier = field(kw_only=True)
    noting: Noting = field(kw_only=True)

    def of_kind(self, cls: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the kind's own order."""
        found = self.plain.of_kind(cls)
        self.noting.note("of_kind", cls, found)
        return found

    def kind_of(self, id: str) -> type[Record]:
        """Return the kind of a record."""
        kind = self.plain.kind_of(id)
        self.noting.note("kind_of", id, kind)
        return kind

    def shown(self, id: str, part: str = "", words: str = "") -> str:
        """Return what a cross-link shows."""
        found = self.plain.shown(id, part, words)
        self.noting.note("shown", (id, part, words), found)
        return found


def watched(dossier: Dossier, noting: Noting) -> Watched:
    """Return a dossier that notes what is asked of it."""
    return Watched(
        dossier.front,
        Noted("records", dossier.records, noting),
        dossier.documents,
        dossier.refused,
        Noted("references", dossier.references, noting),
        Noted("backlinks", dossier.backlinks, noting),
        Noted("uses", dossier.uses, noting),
        plain=dossier,
        noting=noting,
    )


@dataclass(slots=True)
class _Made(Generic[T]):
    page: object
    made: T
    answers: Answers
    edition: int


class Shelf(Generic[T]):
    """Pages that were made, with what each was made from, from one edition of the content to the next."""

    def __init__(self) -> None:
        self._made: dict[str, _Made[T]] = {}
        self._values: dict[str, object] = {}
        self._noting = Noting()
        self._dossier: Dossier
        self._kept: Mapping[str, object]
        self._edition = 0

    def open(
        self, dossier: Dossier, kept: Mapping[K, V], addresses: Collection[str]
    ) -> tuple[Watched, Noted[K, V]]:
        """Begin another edition.

        Args:
            dossier: the dossier as it is now. Its own record must be as before, and the templates too.
            kept: for each source, the texts kept from it now.
            addresses: where there are pages now; what stands elsewhere is not kept.

        Returns:
            Both, to make pages from.
        """
        self._dossier, self._kept = dossier, cast(Mapping[str, object], kept)
        self._edition += 1
        for gone in self._made.keys() - addresses:
            del self._made[gone]
        return watched(dossier, self._noting), Noted("kept", kept, self._noting)

    def get(self, address: str, page: object, make: Callable[[], T]) -> T:
        """Return a page: from the shelf when it would come out the same, else made, and put there.

        Args:
            address: where it stands.
            page: what is planned of it.
            make: makes it.
        """
        found = self._made.get(address)
        if found and found.edition != self._edition and found.page == page and self._hold(found.answers):
            found.edition = self._edition
        if found and found.edition == self._edition:
            self._noting.add(found.answers)
            return found.made
        with self._noting.open() as answers:
            made = make()
        self._noting.add(answers)
        self._made[address] = _Made(page, made, answers, self._edition)
        return made

    def same(self, name: str, value: B) -> B:
        """Return what is equal to a value and was given before under its name, or else the value."""
        former = self._values.get(name)
        if former == value:
            return former
        self._values[name] = value
        return value

    def _hold(self, answers: Answers) -> bool:
        return all(self._answer(*question) == answer for question, answer in answers.items())

    def _answer(self, name: str, key: Hashable) -> object:
        dossier = self._dossier
        match name:
            case "of_kind":
                return dossier.of_kind(cast(type[Record], key))
            case "kind_of":
                record = dossier.records.get(cast(str, key))
                return record and type(record)
            case "shown":
                return dossier.shown(*cast(tuple[str, str, str], key))
        held: Mapping[Hashable, object]
        held = cast(Any, self._kept) if name == "kept" else getattr(dossier, name)
        return held if key == ALL else held.get(key)
