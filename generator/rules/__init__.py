"""The editorial rules, one subject a module; `RULES` lists them all.

A new rule is a function with a decorator of `rule`, and a line in this table.
"""

from __future__ import annotations

from . import (
    anchors,
    chapters,
    comparisons,
    dates,
    findings,
    ledger_files,
    linking,
    naming,
    offices,
    passages,
    phrases,
    published_addresses,
    quotations,
    reachability,
    readability,
    sourcing,
    sums,
    unfinished,
)
from .rule import Rule

RULES: tuple[Rule, ...] = (
    anchors.parts_have_ids_of_their_own,
    chapters.each_kind_is_in_one_chapter,
    chapters.events_are_in_known_strands,
    comparisons.cells_are_in_columns,
    dates.dates_are_in_order,
    findings.verdicts_have_evidence,
    findings.recommendations_name_a_paragraph,
    findings.named_paragraphs_exist,
    ledger_files.ledger_files_are_readable,
    linking.first_mentions_are_links,
    linking.pages_lead_to_two_others,
    naming.names_have_one_form,
    offices.offices_were_held,
    passages.cited_passages_exist,
    phrases.partial_texts_say_what_is_missing,
    phrases.phrases_are_in_their_texts,
    published_addresses.published_addresses_lead_somewhere,
    quotations.quotations_are_exact,
    reachability.readers_reach_every_record,
    readability.sentences_are_short_and_plain,
    sourcing.statements_have_sources,
    sums.votes_add_up,
    unfinished.nothing_is_left_to_fill_in,
)
"""Every rule, in the order of modules; the order changes no report."""
