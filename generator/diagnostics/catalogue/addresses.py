"""Addresses once published, and addresses outside the site."""

from __future__ import annotations

from ..problem import Code

A01 = Code(
    "A01",
    "An address once published leads nowhere",
    "Add the id that the record had to `formerly` of the record that takes its place; of dossier.yaml when"
    " none does, which leads its readers to the home page.",
    "Others link to the addresses of this site, print them and cite them. What was published once "
    "must lead somewhere for ever, if not to the page itself then to the one that took its place.",
)
A02 = Code(
    "A02",
    "A line that is no address",
    "Keep the addresses of both sides of a merge, and nothing else.",
    "The list of published addresses holds one address a line. A merge has left something else on it.",
)
A03 = Code(
    "A03",
    "A result of the link check that cannot be read",
    "Delete the file; the next check writes it anew.",
    "The nightly check of outside addresses keeps its result in a file that the desk page shows. "
    "The file is damaged, or from another version.",
)
