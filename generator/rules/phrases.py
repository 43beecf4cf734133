"""Every phrase is an exact span of its provision in each language given; kept texts say what they lack."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R06, R07, R08
from ..diagnostics.problem import Problem
from ..dossier.dossier import Dossier
from ..model.provision import Provision
from ..model.text import Text
from .quotations import flat, likest


def check(dossier: Dossier) -> Iterator[Problem]:
    """Yield a problem for each span that its kept text does not hold exactly once or more."""
    for text in dossier.of_kind(Text):
        if (text.extent == "full") == (text.missing is not None):
            where = dossier.locate(text.id, ("extent",))
            if text.missing:
                message, expected = "a full text, of which `missing` says what it lacks", "one of the two"
            else:
                message, expected = "the text is not full, and what it lacks is not said", "`missing:`"
            yield Problem(where, R08, message, expected)
    for provision in dossier.of_kind(Provision):
        if dossier.refused & {ref.id for ref in provision.texts}:
            continue
        texts: dict[str, Text] = {}
        for ref in provision.texts:
            kept = dossier.records.get(ref.id)
            if isinstance(kept, Text):
                texts[kept.language] = kept
        for index, phrase in enumerate(provision.phrases):
            for language, words in phrase.spans.items():
                where = dossier.locate(provision.id, ("phrases", index, "spans", language))
                if language not in texts:
                    message = f"no text of `{provision.id}` is kept in `{language}`"
                    yield Problem(where, R07, message, f"one of {', '.join(texts)}" if texts else "")
                elif words not in texts[language].words:
                    kept = texts[language]
                    message = f"`{kept.id}` does not hold these words"
                    expected = "an exact part of its words"
                    yield Problem(where, R06, message, expected, likest([flat(kept.words)], flat(words)))
