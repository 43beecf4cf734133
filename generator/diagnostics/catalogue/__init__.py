"""Every code that a problem can have, as data: one module for each family of codes."""

from __future__ import annotations

from ..problem import Code
from . import addresses, citations, files, links, prose, rules, schema, yaml

_FAMILIES = (addresses, citations, files, links, prose, rules, schema, yaml)
_CODES = [value for family in _FAMILIES for value in vars(family).values() if isinstance(value, Code)]

CODES: dict[str, Code] = {code.id: code for code in sorted(_CODES, key=lambda code: code.id)}
"""Every code by its id, in the order of the ids."""
