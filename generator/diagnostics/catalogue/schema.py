"""The keys of a record and the form of their values."""

from __future__ import annotations

from ..problem import Code

S01 = Code(
    "S01",
    "An unknown key",
    "Correct the key, or delete it.",
    "A record holds the keys of its kind and no other. This one is misspelt, or belongs to another kind.",
)
S02 = Code(
    "S02",
    "A key is missing",
    "Add the key.",
    "Each kind of record needs certain keys. This one is not there; perhaps it is misspelt.",
)
S03 = Code(
    "S03",
    "A value of the wrong type",
    "Write the value in the form that is expected.",
    "A list stands where a text is expected, or a text where a number is, and the like.",
)
S04 = Code(
    "S04",
    "A value that is not one of those allowed",
    "Choose one of the allowed values.",
    "The key takes one of a few words, and this is none of them.",
)
S05 = Code(
    "S05",
    "A value that does not fit",
    "Write the value in the form that is expected.",
    "The value is of the right type and still cannot be right: a day that its month does not "
    "have, an id with a capital, a summary of forty words.",
)
