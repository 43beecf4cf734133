"""Every text field of every kind of record, read off the models, and a valid value for each field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.loading import yaml_reader
from generator.model import KINDS
from generator.model.field_path import FieldPath
from generator.model.fields import Ref, To
from generator.model.prose import Prose
from generator.model.record import Record
from generator.model.values import Written
from generator.prose.marks import Citation
from tests.folders import LIGHTHOUSE

Value = Any  # what a file of YAML holds: mappings, lists and scalars
Form = Any  # a type with its annotations; Python has no name for that


def _origin(form: Form) -> Form:
    return get_origin(form)


@dataclass(frozen=True, slots=True)
class Field:
    """A text field: the way to it from the top of a record, with 0 for an item of a list.

    Attributes:
        place: the way.
        sort: what it holds: prose, a reference, a citation, an address, an id, a date, words.
    """

    place: FieldPath
    sort: str


@cache
def text_fields(kind: type[Record]) -> tuple[Field, ...]:
    """Return the text fields of a kind of record."""
    return tuple(
        field
        for name, info in kind.model_fields.items()
        if name != "id"
        for field in _below(_whole(info), (info.alias or name,))
    )


def _whole(info: FieldInfo) -> Form:
    """Return the type of a field with its annotations, which pydantic keeps apart."""
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _parted(form: Form) -> tuple[Form, tuple[Form, ...]]:
    """Return a type without its annotations, and these; of a type or nothing, the type."""
    notes: tuple[Form, ...] = ()
    while True:
        if _origin(form) is Annotated:
            form, *more = get_args(form)
            notes += tuple(more)
        elif _origin(form) in (Union, UnionType):
            form = next(option for option in get_args(form) if option is not NoneType)
        else:
            return form, notes


def _below(form: Form, place: FieldPath) -> Iterator[Field]:
    form, notes = _parted(form)
    if _origin(form) is tuple:
        yield from _below(get_args(form)[0], (*place, 0))
    elif _origin(form) is dict:
        key, value = get_args(form)
        yield from _below(value, (*place, valid(key)))
    elif isinstance(form, type) and issubclass(form, BaseModel):
        for name, info in form.model_fields.items():
            yield from _below(_whole(info), (*place, info.alias or name))
    elif form in (Prose, Ref, Citation):
        yield Field(place, form.__name__.lower())
    elif form is str or _origin(form) is Literal:
        told = " ".join(note.expected for note in notes if isinstance(note, Written))
        sorts = {"address": "address", "id": "small letters", "date": "1969", "summary": "sentence"}
        yield Field(place, next((sort for sort, said in sorts.items() if said in told), "words"))


def valid(form: Form) -> Value:
    """Return a valid value of a type of the models."""
    form, notes = _parted(form)
    if _origin(form) is Literal:
        return get_args(form)[0]
    if _origin(form) is tuple:
        return [valid(get_args(form)[0])]
    if _origin(form) is dict:
        key, value = get_args(form)
        return {valid(key): valid(value)}
    if isinstance(form, type) and issubclass(form, BaseModel):
        return {
            info.alias or name: valid(_whole(info))
            for name, info in form.model_fields.items()
            if info.is_required()
        }
    if form is Ref:
        kinds = next(note.kinds for note in notes if isinstance(note, To))
        return next(id_ for id_, (kind, _) in lighthouse().items() if not kinds or kind.kind in kinds)
    simple: dict[Any, Value] = {Prose: "A lamp. [editors]", Citation: "handbook, page 4", bool: False}
    if form in simple:
        return simple[form]
    if form is int:
        return next((note.ge for note in notes if getattr(note, "ge", None)), 1)
    return next((n.examples[0] for n in notes if isinstance(n, Written) and n.examples), "A few words.")


@cache
def lighthouse() -> dict[str, tuple[type[Record], dict[str, Value]]]:
    """Return the kind and the data of every record of the lighthouse dossier, by its id."""
    folders = {kind.folder: kind for kind in KINDS.values()}
    return {
        path.stem: (
            folders[path.parent.name if path.parent != LIGHTHOUSE else ""],
            _plain(yaml_reader.read(path, path.name)[0].data),
        )
        for path in sorted(LIGHTHOUSE.rglob("*.yaml"))
    }


def _plain(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def put(kind: type[Record], data: dict[str, Value], place: FieldPath, text: str) -> None:
    """Put a text into a field of a record's data; what has to be around it is made where it is missing."""
    value: Value = data
    form: Form = kind
    for step, after in zip(place, (*place[1:], None), strict=True):
        form, _ = _parted(form)
        if isinstance(form, type) and issubclass(form, BaseModel):
            info = next(i for n, i in form.model_fields.items() if (i.alias or n) == step)
            form = _whole(info)
        else:
            form = get_args(form)[-1 if _origin(form) is dict else 0]
        if after is None:
            value[step] = text
        elif isinstance(value, dict):
            value = value.setdefault(step, valid(form))
        else:
            value = value[step]
