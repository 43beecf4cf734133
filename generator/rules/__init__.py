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

from ..diagnostics.problem import Problem
from ..dossier.dossier import Dossier

RULES: dict[str, ModuleType] = {
    module.name: importlib.import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
}
"""Every rule by the name of its module; found by looking, so that a new rule needs no list."""


def check_all(dossier: Dossier) -> Iterator[Problem]:
    """Yield the problems of every rule.

    Args:
        dossier: the records, linked.
    """
    for rule in RULES.values():
        if hasattr(rule, "check"):
            yield from rule.check(dossier)
        if hasattr(rule, "judge"):
            basis = rule.basis(dossier)
            for record in dossier.records.values():
                yield from rule.judge(dossier, record, basis)
