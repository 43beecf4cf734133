"""How single values are written: ids, plain words, dates, addresses.

Each form is declared once, as a pattern that the model checks and that its JSON Schema carries, so that
an editor's program and `explainer check` give the same verdict.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ..prose.marks import ID, suggested

SUMMARY_WORDS = 30
EXPECTED = "Expected "
"""How the message of a form begins in a JSON Schema."""


def refuse(expected: str, found: str, nearest: str = "") -> PydanticCustomError:
    """Return the error that a validator of ours raises: what was found, expected, and nearest to it."""
    told = {"found": found, "expected": expected, "nearest": nearest}
    return PydanticCustomError("refused", "{found}", told)


def _nothing(text: str) -> str:
    return ""


_DAY_FIRST = re.compile(r"(?:(?P<day>\d\d?)[. /]+)?(?P<month>\d\d?|[A-Za-z]{3,9})[. /]+(?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d\d?)(?:[-./](?P<day>\d\d?))?")


def _date(text: str) -> str:
    """Return the date that a text in another form means, as 1969-07-20; empty when it cannot be told.

    >>> _date("20.7.1969"), _date("July 1969"), _date("in July")
    ('1969-07-20', '1969-07', '')
    """
    found = _DAY_FIRST.fullmatch(text.strip()) or _YEAR_FIRST.fullmatch(text.strip())
    if not found:
        return ""
    names = [name.casefold() for name in calendar.month_name]
    named = [i for i, name in enumerate(names) if name and name.startswith(found["month"].casefold())]
    month = int(found["month"]) if found["month"].isdigit() else named[0] if len(named) == 1 else 0
    if not 1 <= month <= 12:
        return ""
    return f"{found['year']}-{month:02}" + (f"-{int(found['day']):02}" if found["day"] else "")


def _day(text: str) -> str:
    """Return the day that a text in another form means; empty when it means less than a day."""
    found = _date(text)
    return found if len(found) == len("1969-07-20") else ""


@dataclass(frozen=True, slots=True)
class Written:
    """Annotation of a text: how it must be written.

    Several may stand on one type; each then adds its own condition.

    Attributes:
        pattern: what the whole text must match, in the part of regular expressions that Python shares
            with ECMA 262, which JSON Schema prescribes (2020-12, Validation, section 6.3.3).
        expected: the form in words, for messages.
        found: what a message calls a text that does not match.
        examples: texts that do.
        nearest: what was probably meant by a text that does not, or an empty text.
    """

    pattern: str
    expected: str
    found: Callable[[str], str] = "`{}` stands here".format
    examples: tuple[str, ...] = ()
    nearest: Callable[[str], str] = _nothing

    def read(self, text: str) -> str:
        """Return the text, or refuse it."""
        if not re.fullmatch(self.pattern, text):
            raise refuse(self.expected, self.found(text), self.nearest(text))
        return text

    def describe(self) -> JsonSchemaValue:
        """Return the condition as JSON Schema; `patternErrorMessage` is what editors' programs show."""
        # Python lets $ match before a last line break, ECMA 262 does not.
        schema: JsonSchemaValue = {"pattern": f"^(?:{self.pattern})$(?!\\n)"}
        schema["patternErrorMessage"] = EXPECTED + self.expected
        return schema | ({"examples": list(self.examples)} if self.examples else {})

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        inner = handler(schema)
        if "pattern" not in inner:
            return inner | self.describe()
        return inner | {"allOf": [*inner.get("allOf", ()), self.describe()]}


class _YearAsNumber:
    """Annotation of a date: a bare year, which YAML reads as a number, is taken as its text."""

    expected = "a date as 1969, 1969-07 or 1969-07-20"

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: object) -> str:
            if isinstance(value, str):
                return value
            if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
                return str(value)
            raise refuse(self.expected, f"`{value}` as a date")

        return core_schema.no_info_before_validator_function(read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(schema) | {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999}


def _on_the_calendar(text: str) -> str:
    """Refuse a day that its month does not have; no pattern says that well."""
    year, month, day = (int(part) for part in f"{text}-01-01".split("-")[:3])
    last = calendar.monthrange(year, month)[1]
    if day > last:
        raise refuse(f"a day from 1 to {last}", f"there is no {day} {calendar.month_name[month]} {year}")
    return text


_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:0[1-9]|[12][0-9]|3[01])"

Id = Annotated[
    str,
    Written(
        ID.pattern,
        "small letters a to z, digits and single hyphens, 64 at most",
        "`{}` as an id".format,
        examples=("an-id-in-small-letters",),
        nearest=suggested,
    ),
    Written(r"[\s\S]{0,64}", "64 characters at most", lambda text: f"an id of {len(text)} characters"),
]
Plain = Annotated[
    str,
    Written(
        r"\S(?:[\s\S]*\S)?",
        "words, without white space around them",
        lambda text: "an empty or padded text",
    ),
    Written(r"[^\n]*", "one line", lambda text: "a text of several lines"),
    Written(r'[^"]*', "“ and ”, or no quotation marks", lambda text: "a straight quotation mark"),
]
Words = Annotated[
    str,
    Written(r"[\s\S]*\S[\s\S]*", "words", lambda text: "an empty text"),
    Field(json_schema_extra={"contentMediaType": "text/plain"}),
]
Summary = Annotated[
    Plain,
    Written(
        rf"\s*\S+(?:\s+\S+){{0,{SUMMARY_WORDS - 1}}}\s*",
        f"one sentence of at most {SUMMARY_WORDS} words",
        lambda text: f"a summary of {len(text.split())} words",
    ),
    Written(
        r"[\s\S]*[.?!]", "a whole sentence with a full stop", lambda text: "a summary that does not end"
    ),
]
PartialDate = Annotated[
    str,
    Written(
        f"[0-9]{{4}}(?:-{_MONTH}(?:-{_DAY})?)?",
        _YearAsNumber.expected,
        "`{}` as a date".format,
        examples=("1969-07-20", "1969-07", "1969"),
        nearest=_date,
    ),
    AfterValidator(_on_the_calendar),
    _YearAsNumber(),
]
FullDate = Annotated[
    str,
    Written(
        f"[0-9]{{4}}-{_MONTH}-{_DAY}",
        "a day, as 1969-07-20",
        "`{}` as a day".format,
        examples=("1969-07-20",),
        nearest=_day,
    ),
    AfterValidator(_on_the_calendar),
]
Address = Annotated[
    str,
    Written(
        r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[^\s<>\"\\^`{|}]*)?",
        "an address that begins with https:// or http:// and holds no space",
        examples=("https://example.org/document",),
        nearest=lambda text: f"https://{text}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text) else "",
    ),
]
Contact = Annotated[
    str,
    Written(
        r"mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[^\s<>\"\\^`{|}]*)?",
        "an address that begins with mailto: or https:// and holds no space",
        examples=("mailto:editors@example.org", "https://example.org/report"),
        nearest=lambda text: f"mailto:{text}" if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text) else "",
    ),
]
Year = Annotated[int, Field(ge=1800, le=2200, examples=[1969])]
