"""Fields that refer to other records and to sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from ..prose.marks import ID, Citation, suggested
from .values import Written


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to another record by its id.

    Attributes:
        id: the record's id.
        kinds: the kinds that may stand here; empty means any.
        part: a part of the record, such as a phrase; may be empty.
    """

    id: str
    kinds: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class To:
    """Annotation of a `Ref` field: the kinds of record it may lead to, and whether to a part."""

    kinds: tuple[str, ...] = ()

    @property
    def form(self) -> Written:
        """How such a reference is written."""
        kinds = " or ".join(self.kinds) or "record"
        example = f"id-of-{_a(self.kinds[0] if self.kinds else 'record')}".replace(" ", "-")
        form, near = f"{ID.pattern}(?:#{ID.pattern})?", suggested
        return Written(form, f"the id of {_a(kinds)}", examples=(example,), nearest=near)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        form = self.form

        def read(text: str) -> Ref:
            target, _, part = form.read(text).partition("#")
            return Ref(target, self.kinds, part)

        return core_schema.no_info_after_validator_function(read, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string"} | self.form.describe()


def _a(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


AnyRef = Annotated[Ref, To()]


ActorRef = Annotated[Ref, To(("actor",))]


StateRef = Annotated[Ref, To(("state",))]


SourceRef = Annotated[Ref, To(("source",))]


class _CitationField:
    """Reads `source-id` or `source-id, place`."""

    form = Written(
        rf"{ID.pattern}(?:,\s*\S[^\n]*)?",
        'the id of a source, then a comma and the place in it; within brackets in quotes: ["id, page 4"]',
        examples=("id-of-a-source, page 4",),
        nearest=lambda text: text.removeprefix("@") if text.startswith("@") else "",
    )

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def read(text: str) -> Citation:
            target, _, place = self.form.read(text).partition(",")
            return Citation(target, place.strip())

        return core_schema.no_info_after_validator_function(read, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string"} | self.form.describe()


Cited = Annotated[Citation, _CitationField()]


ProvisionRef = Annotated[Ref, To(("provision",))]


VoteRef = Annotated[Ref, To(("vote",))]


ResolutionRef = Annotated[Ref, To(("resolution",))]
