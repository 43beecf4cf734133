"""How a file is written: its bytes, its characters, its YAML."""

from __future__ import annotations

from ..problem import Code

Y01 = Code(
    "Y01",
    "The file is not valid YAML",
    "Mend the line; a text with a colon or a # needs quotes.",
    "The file cannot be read at all. Most often a text with a colon, a # or a quotation mark "
    "needs quotes, or a line is indented by too few or too many spaces. A file saved half-way "
    "looks like this too.",
)
Y02 = Code(
    "Y02",
    "The file is empty",
    "Write the record, or delete the file.",
    "Each file of the content folder is a record, and this one holds nothing. Perhaps it was not saved.",
)
Y03 = Code(
    "Y03",
    "A key stands twice",
    "Keep one of the two.",
    "Of two values under one key, YAML would keep one and drop the other without a word.",
)
Y04 = Code(
    "Y04",
    "A value that YAML reads in a surprising way",
    "Put the value in quotes.",
    "YAML reads some words as something else than text: NO as false, 12:30 as a number, 010 as "
    "eight. In quotes they are what they look like.",
)
Y05 = Code(
    "Y05", "A tab", "Use spaces.", "YAML is indented with spaces. A tab looks like some and counts as none."
)
Y06 = Code(
    "Y06",
    "The file is not UTF-8",
    "Save the file as UTF-8.",
    "All files are in one encoding, in which every letter of every language can be written. In "
    "another, accents and quotation marks come out wrong.",
)
Y07 = Code(
    "Y07",
    "The file begins with a byte-order mark",
    "Save the file as UTF-8 without a BOM.",
    "Some programs begin a file with a character that cannot be seen. It would be part of the first key.",
)
Y08 = Code(
    "Y08",
    "A list or a lone value where a record is expected",
    "Begin with `title:`, a space and the title.",
    "A record is a row of keys, each with a colon and its value.",
)
Y09 = Code(
    "Y09",
    "An anchor, alias or tag",
    "Write the value out; files refer to each other by id.",
    "YAML can give a value a name and repeat it elsewhere, or say of what type it is. Here each "
    "record says everything itself, so that it can be read alone.",
)
Y10 = Code(
    "Y10",
    "Nested too deeply",
    "Flatten the record; no kind of record needs such depth.",
    "Lists within lists within lists can be read by a program and by nobody else.",
)
Y11 = Code(
    "Y11",
    "The file is too large",
    "Split the record.",
    "A record is a page or two. A file of this size is most likely something else.",
)
Y12 = Code(
    "Y12",
    "A character that cannot be seen",
    "Delete the character, or write the visible one.",
    "Some characters cannot be seen, or turn the direction of what follows. A reviewer would read "
    "something else than what the file says.",
)
Y13 = Code(
    "Y13",
    "A key that is not a word",
    "Write the key as a plain word.",
    "A key is a plain word. A list, a mapping or nothing at all cannot be one.",
)
Y14 = Code(
    "Y14",
    "The file cannot be read",
    "Make it a plain file that you may read.",
    "The file is there and cannot be read: you may not read it, or it leads to another place.",
)
Y15 = Code(
    "Y15",
    "A merge conflict left in a file",
    "Keep one of the two sides, or both in turn, and delete the marks.",
    "Two people have changed the same lines, and git could not tell which to keep. It wrote both, "
    "between marks, for a person to decide.",
)
Y16 = Code(
    "Y16",
    "A text that is too long",
    "Part the text: sections have headings of their own.",
    "A value of this length is no text that someone has written for a page, and nobody would review it.",
)
