"""What each kind of record may hold. A kind is a class derived from `Record` in a module here."""

from __future__ import annotations

import importlib
import pkgutil

from .record import Record

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

KINDS: dict[str, type[Record]] = {
    cls.kind: cls for cls in sorted(Record.__subclasses__(), key=lambda cls: cls.kind)
}
"""Every kind of record by name; found by looking, so that a new kind needs no list to be kept."""
