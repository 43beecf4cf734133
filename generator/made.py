"""What was made of the content, with what it was made from, so that what must be made again is known.

What makes a page asks its dossier questions: for a record, for the records of a kind, for the words of a
link. The questions are kept, with a digest of their answers. As long as the dossier, whatever has been
changed in it, gives the same answers, the page would come out the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Generic, TypeVar

from .dossier.dossier import Dossier
from .model import KINDS
from .model.record import Record

V = TypeVar("V")
T = TypeVar("T")
B = TypeVar("B")
R = TypeVar("R", bound=Record)

Question = tuple[str, ...]
"""What was asked, and of what; a question for everything names nothing."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What something was made from.

    Attributes:
        planned: what was planned of it.
        questions: what was asked of the dossier.
        answers: the digest of all answers.
    """

    planned: object
    questions: tuple[Question, ...]
    answers: str


class Noting:
    """Notes the questions for what is being made; one thing may be made within another."""

    def __init__(self) -> None:
        self._open: list[dict[Question, None]] = []

    @contextmanager
    def open(self) -> Iterator[Collection[Question]]:
        """Note what is asked while the block runs."""
        questions: dict[Question, None] = {}
        self._open.append(questions)
        try:
            yield questions
        finally:
            self._open.pop()

    def note(self, *question: str) -> None:
        """Note one question."""
        for questions in self._open[-1:]:
            questions[question] = None

    def add(self, found: Iterable[Question]) -> None:
        """Note the questions for one thing, for another that it is part of."""
        for questions in self._open[-1:]:
            questions |= dict.fromkeys(found)


class Noted(Mapping[str, V]):
    """A mapping that notes what is asked of it."""

    def __init__(self, name: str, held: Mapping[str, V], noting: Noting) -> None:
        self._name = name
        self._held = held
        self._noting = noting

    def __getitem__(self, key: str) -> V:
        self._noting.note(self._name, key)
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        self._noting.note(self._name)
        return iter(self._held)

    def __len__(self) -> int:
        self._noting.note(self._name)
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
        self.noting.note("of_kind", cls.kind)
        return self.plain.of_kind(cls)

    def few(self, kind: str, most: int) -> tuple[str, ...]:
        """Return the ids of the records of one kind; none when there are more."""
        self.noting.note("few", kind, str(most))
        return self.plain.few(kind, most)

    def kind_of(self, id: str) -> type[Record]:
        """Return the kind of a record."""
        self.noting.note("kind_of", id)
        return self.plain.kind_of(id)

    def shown(self, id: str, part: str = "", words: str = "") -> str:
        """Return what a cross-link shows."""
        self.noting.note("shown", id, part, words)
        return self.plain.shown(id, part, words)


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


class _Answers:
    """The answers that one dossier gives, each as a digest that is worked out once."""

    def __init__(self, dossier: Dossier, kept: Mapping[str, object]) -> None:
        self._dossier = dossier
        self._kept = kept
        self._digests: dict[Question, bytes] = {}
        self._records: dict[str, str] = {}

    def together(self, questions: Iterable[Question]) -> str:
        """Return one digest of the answers to some questions."""
        found = sha256()
        for question in questions:
            if question not in self._digests:
                self._digests[question] = sha256(self._told(self._answer(question)).encode()).digest()
            found.update(self._digests[question])
        return found.hexdigest()

    def _answer(self, question: Question) -> object:
        match question:
            case ("of_kind", kind):
                return self._dossier.of_kind(KINDS[kind])
            case ("few", kind, most):
                return self._dossier.few(kind, int(most))
            case ("kind_of", id_):
                return type(self._dossier.records.get(id_))
            case ("shown", id_, part, words):
                return self._dossier.shown(id_, part, words)
        name, *key = question
        held: Mapping[str, object] = self._kept if name == "kept" else getattr(self._dossier, name)
        return held.get(*key) if key else held

    def _told(self, answer: object) -> str:
        """Return an answer as text that differs whenever the answer does."""
        match answer:
            case Record():
                return self._record(answer)
            case Mapping():
                return f"{{{', '.join(f'{key}: {self._told(value)}' for key, value in answer.items())}}}"
            case tuple() | list():
                return f"[{', '.join(map(self._told, answer))}]"
        return repr(answer)

    def _record(self, record: Record) -> str:
        """Return a record by the text of its file, which says all that is in it."""
        if record.id not in self._records:
            text = self._dossier.documents[record.id].text
            self._records[record.id] = f"{record.kind} {record.id} {sha256(text.encode()).hexdigest()}"
        return self._records[record.id]


class Shelf(Generic[T]):
    """What was made, with what each was made from, from one edition of the content to the next."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Origin, T]] = {}
        self._sound: set[str] = set()
        self._values: dict[str, object] = {}
        self._noting = Noting()
        self._answers: _Answers

    def open(
        self, dossier: Dossier, kept: Mapping[str, V], addresses: Collection[str]
    ) -> tuple[Watched, Noted[V]]:
        """Begin another edition.

        Args:
            dossier: the dossier as it is now. That its own record is as before, what is planned must tell.
            kept: for each source, the texts kept from it now.
            addresses: under which things stand now; what stands under others is not kept.

        Returns:
            Both, to make things from.
        """
        self._answers = _Answers(dossier, kept)
        self._sound.clear()
        for gone in self._held.keys() - addresses:
            del self._held[gone]
        return watched(dossier, self._noting), Noted("kept", kept, self._noting)

    def get(self, address: str, planned: object, make: Callable[[], T]) -> T:
        """Return what stands under an address: as it was when it would come out the same, else made.

        Args:
            address: where it stands.
            planned: what is planned of it.
            make: makes it.
        """
        if not self.has(address, planned):
            self.put(address, *self.make(planned, make))
        origin, made = self._held[address]
        self._noting.add(origin.questions)
        return made

    def has(self, address: str, planned: object) -> bool:
        """Return whether what stands under an address would come out the same."""
        if address not in self._sound and address in self._held:
            origin, made = self._held[address]
            if self.stands(origin, planned):
                self.put(address, origin, made)
        return address in self._sound

    def put(self, address: str, origin: Origin, made: T) -> None:
        """Put what was made of the edition as it is now under its address."""
        self._held[address] = origin, made
        self._sound.add(address)

    def drop(self, address: str) -> None:
        """Take away what stands under an address."""
        del self._held[address]
        self._sound.remove(address)

    def make(self, planned: object, make: Callable[[], T]) -> tuple[Origin, T]:
        """Make something, and note what it is made from."""
        with self._noting.open() as questions:
            made = make()
        return Origin(planned, tuple(questions), self._answers.together(questions)), made

    def stands(self, origin: Origin, planned: object) -> bool:
        """Return whether what was made from an origin would come out the same now."""
        return origin.planned == planned and origin.answers == self._answers.together(origin.questions)

    def same(self, name: str, value: B) -> B:
        """Return what is equal to a value and was given before under its name, or else the value."""
        former: Any = self._values.get(name)
        if former == value:
            return former  # type: ignore[no-any-return]
        self._values[name] = value
        return value
