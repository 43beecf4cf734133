"""How templates are read: escaped, strict about what is missing, and compiled once a process."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from ..model.record import Record
from .filters import begun, code, day, paragraphs


class _Compiled(BytecodeCache):
    """Compiled templates by what they hold: a preview reads them anew for each edition of the content."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was compiled before, if its text is still the same."""
        if code := self._code.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def environment(templates: Path) -> Environment:
    """Return an environment for the templates of a folder, with the filters that they use."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
        auto_reload=False,  # who follows changes of templates makes another environment
        cache_size=-1,
        bytecode_cache=_COMPILED,
    )
    made.filters |= {
        "begun": begun,
        "code": code,
        "day": day,
        "name": Record.called,
        "paragraphs": paragraphs,
    }
    return made
