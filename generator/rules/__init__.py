"""The editorial rules, one a module. A rule is a function `check(dossier)` that yields problems."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from generator.link import Dossier
from generator.problems import Problem

RULES: dict[str, Callable[[Dossier], Iterator[Problem]]] = {
    module.name: importlib.import_module(f"{__name__}.{module.name}").check
    for module in pkgutil.iter_modules(__path__)
}
"""Every rule by the name of its module; found by looking, so that a new rule needs no list."""


def check_all(dossier: Dossier) -> Iterator[Problem]:
    """Yield the problems of every rule."""
    for rule in RULES.values():
        yield from rule(dossier)
