"""The lighthouse dossier: another subject entirely, on which the same generator works."""

from __future__ import annotations

from click.testing import CliRunner
from pydantic import BaseModel

from generator import cli
from generator.dossier.dossier import Dossier
from generator.model import KINDS
from generator.model.record import Part
from tests.folders import LIGHTHOUSE, checked


def _dossier() -> Dossier:
    return checked(LIGHTHOUSE)


def _filled(value: object) -> set[str]:
    """Return the fields filled in somewhere below a value, each as `Class.field`."""
    if isinstance(value, tuple):
        return {name for item in value for name in _filled(item)}
    if not isinstance(value, BaseModel):
        return set()
    found: set[str] = set()
    for name in value.model_fields_set:
        found |= {_name(type(value), name)} | _filled(getattr(value, name))
    return found


def _name(cls: type[BaseModel], field: str) -> str:
    """Name a field by the class that declares it."""
    owner = next(c for c in reversed(cls.__mro__) if field in getattr(c, "__annotations__", {}))
    return f"{owner.__name__}.{field}"


def _declared() -> set[str]:
    found, waiting = set(), [Part]
    while waiting:
        cls = waiting.pop()
        waiting.extend(cls.__subclasses__())
        found |= {_name(cls, field) for field in cls.model_fields}
    return found


def test_it_has_no_problems() -> None:
    result = CliRunner().invoke(cli.main, ["check", "--content", str(LIGHTHOUSE)])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "no problems\n", "")


def test_it_has_every_kind_of_record() -> None:
    assert {record.kind for record in _dossier().records.values()} == set(KINDS)


def test_it_uses_every_field_of_every_kind() -> None:
    filled = {name for record in _dossier().records.values() for name in _filled(record)}
    assert _declared() - filled == set()


def test_its_titles_try_the_templates() -> None:
    titles = "".join(record.title for record in _dossier().records.values())
    assert [sign for sign in "<>&*_|Öå" if sign not in titles] == []
