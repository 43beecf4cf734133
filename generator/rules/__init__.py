"""The editorial rules, one a module.

A rule is a function `check(dossier)` that yields problems. One that takes long is a function
`judge(dossier, record, basis)` for one record, with what `basis(dossier)` tells it of all of them: in a
preview, records are judged again only when something that they were judged by has changed.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from ..cores import shared
from ..diagnostics.problem import Problem
from ..dossier.dossier import Dossier
from ..made import Shelf
from ..model.record import Record

RULES: dict[str, ModuleType] = {
    module.name: importlib.import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
}
"""Every rule by the name of its module; found by looking, so that a new rule needs no list."""

Found = tuple[Problem, ...]
Judged = Shelf[Found]
"""In a preview, the problems of each record by each rule."""


def check_all(dossier: Dossier, judged: Judged | None = None) -> Iterator[Problem]:
    """Yield the problems of every rule.

    Args:
        dossier: the records, linked.
        judged: in a preview, how records were judged before; it is brought up to date.
    """
    for rule in RULES.values():
        if hasattr(rule, "check"):
            yield from rule.check(dossier)
    judging = {name: rule for name, rule in RULES.items() if hasattr(rule, "judge")}
    if judged is None:
        known = [(rule, rule.basis(dossier)) for rule in judging.values()]

        def found(record: Record) -> Found:
            return tuple(p for rule, basis in known for p in rule.judge(dossier, record, basis))

        for problems in shared(found, list(dossier.records.values())):
            yield from problems
    else:
        yield from _again(dossier, judging, judged)


def _again(dossier: Dossier, rules: dict[str, ModuleType], judged: Judged) -> Iterator[Problem]:
    addresses = {f"{name} {id_}" for name in rules for id_ in dossier.records}
    watched, _ = judged.open(dossier, {}, addresses)
    for name, rule in rules.items():
        basis = judged.same(name, rule.basis(dossier))
        for record in dossier.records.values():
            # The text, not the record: a problem stands on a line, which a comment above moves.
            text = dossier.documents[record.id].text

            def judge(rule: ModuleType = rule, record: Record = record, basis: object = basis) -> Found:
                return tuple(rule.judge(watched, record, basis))

            yield from judged.get(f"{name} {record.id}", (text, basis), judge)
