"""The languages that a text may be in: their codes and their English names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from babel import Locale
from babel.core import get_global
from pydantic.json_schema import JsonSchemaValue

from .values import EXPECTED, Written

_WITHDRAWN = frozenset({"sh"})
"""Codes that ISO 639-1 no longer has and that the Unicode CLDR still names."""

LANGUAGES: dict[str, str] = {
    code: name
    for code, name in sorted(Locale("en").languages.items())
    if len(code) == 2 and code not in _WITHDRAWN
} | {"zxx": "data"}
"""The name of each language by its code in ISO 639-1, from the Unicode CLDR; `zxx` is for data."""

_BY_NAME = {name.casefold(): code for code, name in LANGUAGES.items()}


def _nearest(text: str) -> str:
    """Return the code that a name, a code of three letters or one with a region means, else an empty text.

    >>> _nearest("Swedish"), _nearest("swe"), _nearest("sv_SE"), _nearest("Lampish")
    ('sv', 'sv', 'sv', '')
    """
    code = text.replace("_", "-").partition("-")[0].lower()
    code = get_global("language_aliases").get(code, code)
    return code if code in LANGUAGES else _BY_NAME.get(text.casefold(), "")


@dataclass(frozen=True, slots=True)
class _LanguageCode(Written):
    """Annotation of a text: it must be the code of a language. The schema lists the codes."""

    def describe(self) -> JsonSchemaValue:
        """Return the codes as JSON Schema; `errorMessage` is what editors' programs show."""
        message = EXPECTED + self.expected
        return {"enum": list(LANGUAGES), "errorMessage": message, "examples": list(self.examples)}


Language = Annotated[
    str,
    _LanguageCode(
        "|".join(LANGUAGES),
        "a language code of two letters (ISO 639-1), such as `en`, or `zxx` for data",
        "`{}` as a language".format,
        examples=("en",),
        nearest=_nearest,
    ),
]
