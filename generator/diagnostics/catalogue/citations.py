"""Citations of sources."""

from __future__ import annotations

from ..problem import Code

C01 = Code(
    "C01",
    "A citation of an unknown source",
    "Correct the id, or write the source's record: `explainer new source ID` begins it.",
    "A statement names a source that has no record, so a reader could not be led to the document.",
)
C02 = Code(
    "C02",
    "A source nobody cites",
    "Cite it where it is relied on, or delete it.",
    "Every source on the site is there because something rests on it. A reader of a source that "
    "nothing cites would look for it in vain.",
)
C03 = Code(
    "C03",
    "A citation without a place",
    "Add the paragraph, article, page or row after a comma.",
    "In a treaty, a law, minutes or a report one can only check a statement when one knows where to look.",
)
C04 = Code(
    "C04",
    "A citation of a record that is no source",
    "Cite the document itself.",
    "Only a source can be cited: a document that was read. An actor or an event is a record of "
    "ours and proves nothing.",
)
C05 = Code(
    "C05",
    "A citation of a passage that the source does not have",
    "Correct the number, or add the passage to the resolution’s record.",
    "The record of a resolution lists its citations, recitals and paragraphs. A citation of its text "
    "names one that is not among them.",
)
