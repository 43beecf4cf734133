"""A field that holds prose."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from ..prose.marks import Marked, scan
from .values import Written


class Prose:
    """Text with marks (see `generator.model.marks`), for one or more blocks on a page."""

    form: ClassVar[Written] = Written(
        r"[\s\S]*\S[\s\S]*",
        "words; without any, delete the key",
        lambda text: "an empty text",
        examples=("A statement. [@id-of-a-source, page 4]",),
    )
    __slots__ = ("__dict__", "text")

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def marked(self) -> Marked:
        """The blocks and marks of the text."""
        return scan(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Prose) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Prose({self.text[:40]!r})"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def read(text: str) -> Prose:
            return cls(cls.form.read(text))

        return core_schema.no_info_after_validator_function(read, core_schema.str_schema(strict=True))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "contentMediaType": "text/markdown"} | cls.form.describe()
