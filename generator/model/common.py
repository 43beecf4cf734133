"""The pieces that records are made of, and what every record has."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from generator.model.marks import ID, Citation, Confidence, Marked, scan

SUMMARY_WORDS = 30
QUOTED_WORDS = 25

Path = tuple[str | int, ...]


def refuse(expected: str, found: str) -> PydanticCustomError:
    """Return the error that a validator of ours raises: what was found and what was expected."""
    return PydanticCustomError("refused", "{found}", {"found": found, "expected": expected})


class Part(BaseModel):
    """A piece of a record: closed, strict and frozen, like the record itself."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


def _plain(text: str) -> str:
    if text != text.strip() or not text:
        raise refuse("words, without white space around them", "an empty or padded text")
    if "\n" in text:
        raise refuse("one line", "a text of several lines")
    if '"' in text:
        raise refuse("“ and ”, or no quotation marks", "a straight quotation mark")
    return text


def _summary(text: str) -> str:
    count = len(text.split())
    if count > SUMMARY_WORDS:
        raise refuse(f"one sentence of at most {SUMMARY_WORDS} words", f"a summary of {count} words")
    if text[-1] not in ".?!":
        raise refuse("a whole sentence with a full stop", "a summary that does not end")
    return text


def _id(text: str) -> str:
    if not ID.fullmatch(text) or len(text) > 64:
        raise refuse("small letters a to z, digits and single hyphens, 64 at most", f"`{text}` as an id")
    return text


_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _partial_date(value: object) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    expected = "a date as 2015, 2015-11 or 2015-11-17"
    if not isinstance(text, str) or not (match := _DATE.fullmatch(text)):
        raise refuse(expected, f"`{value}` as a date")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if match[2] and not 1 <= month <= 12:
        raise refuse(expected, f"the month {month}")
    if match[3] and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise refuse(expected, f"the day {day} in {calendar.month_name[month]} {year}")
    return text


def _full_date(text: str) -> str:
    if len(text) != 10:
        raise refuse("a day, as 2015-11-17", f"`{text}` as a day")
    return text


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[^\s<>\"\\^`{|}]*)?", text):
        raise refuse("an address that begins with https:// or http:// and holds no space", f"`{text}`")
    return text


def _year(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1800 <= value <= 2200:
        raise refuse("a year in four digits", f"`{value}` as a year")
    return value


Id = Annotated[str, AfterValidator(_id), Field(json_schema_extra={"pattern": f"^{ID.pattern}$"})]
Plain = Annotated[str, AfterValidator(_plain)]
Summary = Annotated[Plain, AfterValidator(_summary)]
PartialDate = Annotated[str, BeforeValidator(_partial_date)]
FullDate = Annotated[PartialDate, AfterValidator(_full_date)]
Address = Annotated[str, AfterValidator(_address)]
Year = Annotated[int, BeforeValidator(_year)]
Language = Annotated[
    Literal[
        "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv",
        "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "ca", "id", "no", "ru", "sr", "tr", "uk",
        "zh", "zxx",
    ],
    Field(description="The language as a two-letter code (ISO 639-1); `zxx` for data."),
]  # fmt: skip


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

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def read(text: str) -> Ref:
            target, _, part = text.partition("#")
            for word in (target, part or target):
                if not ID.fullmatch(word):
                    raise refuse("the id of a record", f"`{text}`")
            return Ref(target, self.kinds, part)

        return core_schema.no_info_after_validator_function(read, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": f"^{ID.pattern}(#{ID.pattern})?$"}


AnyRef = Annotated[Ref, To()]
ActorRef = Annotated[Ref, To(("actor",))]
StateRef = Annotated[Ref, To(("state",))]
SourceRef = Annotated[Ref, To(("source",))]


@dataclass(frozen=True, slots=True)
class _CitationField:
    """Reads `source-id` or `source-id, place`."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def read(text: str) -> Citation:
            target, _, place = text.partition(",")
            if not ID.fullmatch(target.strip()):
                raise refuse("a source's id, then a comma and the place in it", f"`{text}`")
            return Citation(target.strip(), place.strip(), len(target) - len(target.lstrip()))

        return core_schema.no_info_after_validator_function(read, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": rf"^{ID.pattern}(,\s*\S.*)?$"}


Cited = Annotated[Citation, _CitationField()]


class Prose:
    """Text with marks (see `generator.model.marks`), for one or more blocks on a page."""

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
            if not text.strip():
                raise refuse("words", "an empty text")
            return cls(text)

        return core_schema.no_info_after_validator_function(read, core_schema.str_schema(strict=True))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "minLength": 1}


class Section(Part):
    """A part of a page with a heading and an address of its own."""

    id: Id
    """The anchor, permanent once published."""
    heading: Plain
    """What the section is called."""
    body: Prose
    """The text; every block ends in a citation or `[editors]`."""


class Dated(Part):
    """A date that says of what."""

    of: Plain
    """What happened then, as one word or a few: announced, invoked, adopted."""
    date: PartialDate
    """The day, or only the month or the year where no more is known."""
    sources: tuple[Cited, ...] = ()
    """What shows it, when it is not among the record's own sources."""


class Participant(Part):
    """An actor in the office in which it acted here."""

    actor: ActorRef
    """The person or body."""
    office: Id | None = None
    """Id of the office as the actor's record lists it; it must have been held on the day."""


class Record(Part):
    """What every record has.

    Class attributes, set by each kind:
        kind: the kind's name in messages and templates.
        folder: where its files live below the content folder, and its part of the address.
        one, many: what the site calls it.
        lead: one sentence at the top of the kind's index page.
        boost: how strongly search prefers its pages; 1 is neutral.
        ordered: whether its pages lead to the previous and the next of their kind.
        sourced: whether its fields state facts, so that it must name sources.
    """

    kind: ClassVar[str]
    folder: ClassVar[str]
    one: ClassVar[str]
    many: ClassVar[str]
    lead: ClassVar[str]
    boost: ClassVar[float] = 1.0
    ordered: ClassVar[bool] = False
    sourced: ClassVar[bool] = True

    id: Annotated[Id, Field(exclude=True)]
    """Taken from the file's name, never written in the file."""
    title: Plain
    """The record's name, as a heading and in links."""
    summary: Summary
    """One sentence of at most 30 words that stands alone."""
    reviewed: FullDate
    """The day an editor last compared the record with its sources."""
    confidence: Confidence = "confirmed"
    """How sure the record's facts are: confirmed, reported (one secondary source) or disputed."""
    aliases: tuple[Plain, ...] = ()
    """Other names and numbers that readers search for."""
    formerly: tuple[Id, ...] = ()
    """Ids the record had before; their addresses lead here."""
    sources: tuple[Cited, ...] = ()
    """What the record's dates, figures and other fields rest on: `source-id, place`."""
    body: Prose | None = None
    """The record in a minute."""
    sections: tuple[Section, ...] = ()
    """The record in full, under headings."""
    related: tuple[AnyRef, ...] = ()
    """Other records a reader may want next."""

    def parts(self) -> dict[str, str]:
        """Return the parts that have an address of their own: anchor to name."""
        return {section.id: section.heading for section in self.sections}

    def distinction(self) -> str:
        """Return what tells the record from another of the same title."""
        return self.one

    def dates(self) -> tuple[str, ...]:
        """Return the date that orders the record among its kind; empty when it has none."""
        return ()

    def order(self) -> tuple[object, ...]:
        """Return what the record is sorted by among its kind: its date, then its title."""
        return (*self.dates()[:1], self.title.casefold())


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, Ref | Citation | Prose]]:
    """Yield every reference, citation and prose text below a value, with the path that leads to it."""
    if isinstance(value, Ref | Citation | Prose):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))


def schema_of(kind: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema of a kind's files."""
    schema = kind.model_json_schema()
    schema["properties"].pop("id", None)
    schema["required"] = [name for name in schema["required"] if name != "id"]
    return schema
