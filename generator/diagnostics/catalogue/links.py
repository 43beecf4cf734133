"""References from one record to another."""

from __future__ import annotations

from ..problem import Code

L01 = Code(
    "L01",
    "A reference to a record that does not exist",
    "Correct the id, or write the record: `explainer new KIND ID` begins it.",
    "Something refers to an id that no file has. It is misspelt, or the record was deleted, "
    "renamed or not written yet.",
)
L02 = Code(
    "L02",
    "A reference to the wrong kind of record",
    "Refer to a record of the kind expected.",
    "The field leads to records of one kind, and the id is that of another: a person where a "
    "State is expected, for instance.",
)
L03 = Code(
    "L03",
    "A reference to a part that does not exist",
    "Correct what follows the #, or delete it together with the #.",
    "What follows the # is a part of the record: a section, a phrase, a paragraph, a row. The "
    "record has no such part.",
)
L04 = Code(
    "L04",
    "A record that refers to itself",
    "Delete the reference.",
    "A page that leads to itself leads nowhere.",
)
L05 = Code(
    "L05",
    "A record nobody can reach",
    "Link it: name its id under `related` of another record, or write [[its-id]] in the text of one.",
    "Readers reach a page by following links from the home page. To this one no chain of links leads.",
)
L06 = Code(
    "L06",
    "A former id that is taken",
    "Delete it from `formerly`.",
    "The address of a former id leads to the record that has it now. It cannot lead to two, nor "
    "away from a record that still has the id.",
)
