"""Someone else's sentence, tested against the record."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .fields import (
    Ref,
    To,
)
from .prose import Prose
from .record import Record
from .values import Plain


class Claim(Record):
    """Someone else's sentence, tested against the record."""

    kind: ClassVar[str] = "claim"
    folder: ClassVar[str] = "claims"
    one: ClassVar[str] = "Claim"
    many: ClassVar[str] = "Claims checked"
    lead: ClassVar[str] = "Sentences that circulate, each with our verdict and the evidence."
    ordered: ClassVar[bool] = True
    sourced: ClassVar[bool] = False

    made_in: Annotated[Ref, To(("source",))]
    """The document that makes the claim."""
    number: Annotated[int, Field(ge=1)]
    """Its place in the order of the document."""
    quotation: Plain
    """The sentence or part of it to the letter, at most 25 words, as kept in the source's excerpts."""
    says: Plain
    """What it claims, in our words."""
    verdict: Literal["accurate", "imprecise", "wrong", "unsupported"]
    """Our finding; the rule for each verdict is printed beside it."""
    finding: Prose
    """Why, with the evidence."""
    lesson: Prose | None = None
    """What the error teaches in general."""

    def order(self) -> tuple[object, ...]:
        """Return its number."""
        return (self.number,)


VERDICTS: dict[str, str] = {
    "accurate": "Primary sources, or two independent ones, show what it says.",
    "imprecise": "The core is right, but a name, a date, a word or the weight is not.",
    "wrong": "Sources show the contrary.",
    "unsupported": "No source found shows it, and none shows the contrary.",
}
