"""Phrases are exact parts of their provision, and kept texts say what they lack."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R06, R07, R08
from ..diagnostics.problem import Problem
from ..model.provision import Provision
from ..model.text import Text
from .quotations import flat, likest
from .rule import Context, of_dossier


@of_dossier()
def partial_texts_say_what_is_missing(context: Context) -> Iterator[Problem]:
    """Yield a problem for each text that is not whole and does not say what it lacks, or the reverse."""
    dossier = context.dossier
    for text in dossier.of_kind(Text):
        if (text.extent == "full") == (text.missing is not None):
            where = dossier.locate(text.id, ("extent",))
            if text.missing:
                yield Problem(where, R08, "the extent is `full`, but `missing` says what the text lacks")
            else:
                message = f"the extent is `{text.extent}`, but nothing says what the text lacks"
                yield Problem(where, R08, message, "the key `missing`")


@of_dossier()
def phrases_are_in_their_texts(context: Context) -> Iterator[Problem]:
    """Yield a problem for each phrase that the kept text of its language does not contain."""
    dossier = context.dossier
    for provision in dossier.of_kind(Provision):
        if dossier.refused & {ref.id for ref in provision.texts}:
            continue  # the text's own problems come first
        records = (dossier.records.get(ref.id) for ref in provision.texts)
        texts = {text.language: text for text in records if isinstance(text, Text)}
        for index, phrase in enumerate(provision.phrases):
            for language, words in phrase.spans.items():
                where = dossier.locate(provision.id, ("phrases", index, "spans", language))
                text = texts.get(language)
                if text is None:
                    message = f"`{provision.id}` has no kept text in the language `{language}`"
                    yield Problem(where, R07, message, f"one of {', '.join(texts)}" if texts else "")
                elif words not in text.words:
                    message = f"the kept text `{text.id}` does not contain these words"
                    near = likest([flat(text.words)], flat(words))
                    yield Problem(where, R06, message, "an exact part of the text", near)
