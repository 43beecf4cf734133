"""What prose may hold."""

from __future__ import annotations

from ..problem import Code

P01 = Code(
    "P01",
    "Raw HTML in prose",
    "Write plain words; layout is the templates' work.",
    "Records hold words, templates make the page. A tag in the words would break the page or the "
    "next design of it.",
)
P02 = Code(
    "P02",
    "An address in prose",
    "Make a source record and cite it.",
    "An address in the text cannot be checked, archived or listed. As a source it can, and the "
    "citation leads to it.",
)
P03 = Code(
    "P03",
    "An attribute list in prose",
    "Delete the braces and what is between them.",
    "Braces with a colon would give a class or an id to what stands before them. That is the "
    "templates’ work.",
)
P04 = Code(
    "P04",
    "Markdown that prose does not use",
    "Use paragraphs, lists and *emphasis*.",
    "Headings, tables, pictures and quotations have their own keys, so that they can be checked "
    "and laid out. Prose has paragraphs, lists and *emphasis*.",
)
P05 = Code(
    "P05",
    "A straight quotation mark in prose",
    "Quote with “ and ”; name words with *emphasis*.",
    "Straight marks are used for many things. Here curly ones say that the words are quoted to "
    "the letter, and nothing else does.",
)
P06 = Code(
    "P06",
    "A mark that is not complete",
    "Close the bracket or the quotation, and name what it leads to by its id.",
    "A bracket or a quotation mark opens and does not close, or closes and did not open, so it "
    "cannot be told what it holds.",
)
P07 = Code(
    "P07",
    "A citation that cannot be read",
    "Write [@source, place] or [@a, place; @b, place].",
    "A citation is an @, the id of a source, and after a comma the place in it. Several are "
    "parted by a semicolon, each with its own @.",
)
