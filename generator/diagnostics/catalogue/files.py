"""Where a file is, and what it is called."""

from __future__ import annotations

from ..problem import Code

F01 = Code(
    "F01",
    "A folder that is no kind of record",
    "Move the files into the folder of their kind.",
    "The folder says of what kind its records are, so each folder is called after a kind, and "
    "there are no folders within it.",
)
F02 = Code(
    "F02",
    "A file that is no record",
    "Records are files that end in .yaml; move others elsewhere.",
    "Only records belong into the content folder: whatever else lies there might be published by mistake.",
)
F03 = Code(
    "F03",
    "A file name that is no id",
    "Rename the file: small letters, digits and hyphens.",
    "The name of a file, without its ending, is the id of its record and part of the page’s "
    "address. It must be safe to type, to link and to say on the telephone.",
)
F04 = Code(
    "F04",
    "The dossier's own file is missing",
    "Write dossier.yaml at the top of the folder.",
    "The dossier’s own record says what the site is called, where it is published and what its "
    "navigation holds. Without it there is no site.",
)
F05 = Code(
    "F05",
    "Two files with one id",
    "Rename one of the two; ids are unique across all kinds.",
    "A reference names an id and nothing else, so two records cannot share one, whatever their "
    "kinds. It happens when two people add the same thing.",
)
F06 = Code(
    "F06",
    "A dossier in an older format",
    "Run `explainer migrate`; it brings every file to the format of this version.",
    "The keys of some kinds of record have changed since the dossier was written. Its files are read "
    "once they have the new keys, and a command writes those.",
)
F07 = Code(
    "F07",
    "A dossier in a newer format",
    "Update this program to the version that the dossier was written with, or to a later one.",
    "The dossier was written with a later version of this program, which reads other keys. This version "
    "would take them for mistakes.",
)
