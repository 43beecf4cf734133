"""The manual's examples: the first edit, and the changes of a working week, step by step.

They are made of the dossier at hand, so that an editor can try each as it stands, in this order, and the
tests do. Ids that begin with `example-` are those of records that the examples write.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator

from ...dossier.dossier import Dossier
from ...loading.editing import Edit, added, appended, replaced
from ...loading.source_map import Document
from ...model.claim import Claim
from ...model.event import Event
from ...model.provision import Provision
from ...model.source import Source
from ...model.term import Term
from ...model.text import Text
from ...model.vote import Vote
from .steps import Command, Recipe, change, new, quoted, write

CHECK = Command("explainer check", "no problems")
PREVIEW = Command("make site", "Serving on http://127.0.0.1:8000/")
"""Makes what is needed, once, and starts the preview."""
READY = Command(". .venv/bin/activate")
"""Lets a terminal know where the command `explainer` is."""


def recipes(dossier: Dossier, today: str) -> tuple[Recipe, ...]:
    """Return the examples for a dossier, in an order in which each builds on those before it.

    Args:
        dossier: the dossier whose records they use; one that finds no record to use is left out.
        today: the day written as that of a review.
    """
    return tuple(recipe for made in _RECIPES for recipe in made(dossier, today))


def _first_edit(dossier: Dossier, today: str) -> Iterator[Recipe]:
    for term in [t for t in dossier.of_kind(Term) if not t.aliases][:1]:
        document = dossier.documents[term.id]
        yield Recipe(
            "first-edit",
            "The first edit in five minutes",
            "In a terminal in the folder of your copy, start the preview; the first time it takes a few "
            "minutes, as it fetches what it needs. Open the address that it prints, and there the page "
            f"`{term.folder}/{term.id}/`. Then change the file of that page with any text editor and save "
            "it: as soon as the site is made anew the page shows it, below its title. A mistake is told "
            "above every page and at its place in its own, with the file and the line, and the last good "
            "page stays until it is mended. The same is checked by a command, in a second terminal; the "
            "line before it, once in each terminal, tells where the command is. Later, `explainer serve` "
            "starts the preview.",
            (
                PREVIEW,
                change(document, added(document, ("reviewed",), "aliases", "[another word for it]")),
                READY,
                CHECK,
            ),
        )


def _new_source(dossier: Dossier, today: str) -> Iterator[Recipe]:
    yield Recipe(
        "new-source",
        "A new source",
        "The command writes a file with every key explained. Fill it in, and delete what you do not need. "
        "Until something rests on the source the check says so; the next example cites it.",
        (
            new(Source, "example-report"),
            write(
                Source,
                "example-report",
                today,
                "title: A report for an example",
                "summary: A report that is made up, so that something can rest on it.",
                "source_kind: news",
                "publisher: Example Press",
                f"published: {today}",
                "language: en",
                "address: https://example.org/report",
                f"seen: {today}",
                "read: All of it.",
                "weight: One secondary report.",
            ),
        ),
    )


def _new_event(dossier: Dossier, today: str) -> Iterator[Recipe]:
    for strand in dossier.front.strands[:1]:
        met, again = "  Two sides met.", "  They are to meet again."
        cited = " [reported: @example-report]"
        file = write(
            Event,
            "example-meeting",
            today,
            "title: Two sides meet",
            "summary: Two sides met for an example.",
            f"when: {{of: met, date: {today}}}",
            f"strand: {strand}",
            f"related: [{dossier.front.opening.id}]",
            "sources: [example-report]",
            "body: |",
            met + cited,
            "",
            again + cited,
        )
        yield Recipe(
            "new-event",
            "A new event",
            "Say of what the date is, and give it no more precisely than the source does. Every paragraph "
            "ends in its citation; what a single secondary source carries is `reported:`. A link makes the "
            "page one that readers find; links lead both ways by themselves.",
            (new(Event, "example-meeting"), file, CHECK),
        )
        start = file.text.index(f"\n\n{again}")
        gone = Edit(start, len(file.text) - 1, "")
        yield Recipe(
            "withdrawn-statement",
            "A withdrawn statement",
            "Delete it together with its citation. When nothing rests on the source any more, the check "
            "says so.",
            (change(Document(file.file, file.text), gone), CHECK),
        )
        yield Recipe(
            "moved-record",
            "A record with another id",
            "The command changes the id wherever it is referred to, and nothing else in any file. The "
            "former id is kept under `formerly`, and the former address leads to the new one.",
            (
                Command(
                    "explainer rename example-meeting example-first-meeting",
                    "`example-meeting` is now `example-first-meeting`",
                ),
                CHECK,
            ),
        )


def _corrected_date(dossier: Dossier, today: str) -> Iterator[Recipe]:
    for event in [e for e in dossier.of_kind(Event) if len(e.when.date) == 10 and not e.until][:1]:
        document = dossier.documents[event.id]
        yield Recipe(
            "corrected-date",
            "A corrected date",
            "Here the day has turned out to be unsure, and the month stays. The page, the timeline and "
            "whatever else lists the event follow by themselves.",
            (change(document, replaced(document, ("when", "date"), event.when.date[:7])), CHECK),
        )


def _phrase(dossier: Dossier, today: str) -> Iterator[Recipe]:
    for provision in [p for p in dossier.of_kind(Provision) if p.phrases][:1]:
        document = dossier.documents[provision.id]
        if document.spans["phrases", 0, "meaning"].style != "|":
            return
        key = document.spans["phrases", 0].keys["meaning"]
        start = document.text.find("\n", key[1]) + 1
        margin = " " * (document.at(key[0]).column + 1)
        note = Edit(start, start, f"{margin}In an example the phrase meant nothing. [editors]\n\n")
        yield Recipe(
            "new-phrase-note",
            "A new note on a phrase",
            "A phrase says what it means, what is disputed about it and how it was used since. Each is "
            "prose: paragraphs that end in a citation, or in `[editors]` where it is our own voice.",
            (change(document, note), CHECK),
        )


def _new_claim(dossier: Dossier, today: str) -> Iterator[Recipe]:
    for source in [s for s in dossier.of_kind(Source) if s.excerpts][:1]:
        number = 1 + max((claim.number for claim in dossier.of_kind(Claim)), default=0)
        yield Recipe(
            "new-claim",
            "A new claim",
            "The quotation must be kept among the excerpts of the source that makes the claim, to the "
            "letter. Every verdict but `unsupported` needs evidence from another source.",
            (
                new(Claim, "example-claim"),
                write(
                    Claim,
                    "example-claim",
                    today,
                    "title: A claim for an example",
                    "summary: The claim is made up, and no source shows it.",
                    f"made_in: {source.id}",
                    f"number: {number}",
                    f"quotation: {quoted(source.excerpts[0].words)}",
                    "says: It says what nobody has said.",
                    "verdict: unsupported",
                    "finding: No source that was read shows it. [editors]",
                    f"related: [{dossier.front.opening.id}]",
                ),
                CHECK,
            ),
        )


def _changed_figure(dossier: Dossier, today: str) -> Iterator[Recipe]:
    for vote in [v for v in dossier.of_kind(Vote) if not v.members and not v.states][:1]:
        document = dossier.documents[vote.id]
        edits = [replaced(document, ("total", "abstained"), str(vote.total.abstained + 1))]
        if vote.groups:
            figure = str(vote.groups[0].abstained + 1)
            edits.append(replaced(document, ("groups", 0, "abstained"), figure))
        yield Recipe(
            "changed-figure",
            "A changed figure of a vote",
            "The figures of the groups, of the States and of the Members must each add up to the totals. "
            "Whoever changes one changes the other, or the check names the sum that is off.",
            (*(change(document, edit) for edit in edits), CHECK),
        )


def _new_term(dossier: Dossier, today: str) -> Iterator[Recipe]:
    near = [term.id for term in dossier.of_kind(Term)[:2]]
    if len(near) == 2:
        yield Recipe(
            "new-term",
            "A new term",
            "Explain the word in one sentence, then in full. Link it with two records at least, so that "
            "readers find their way to it and on from it.",
            (
                new(Term, "example-word"),
                write(
                    Term,
                    "example-word",
                    today,
                    "title: Exampleword",
                    "summary: A word that is made up, so that it can be explained.",
                    f"related: [{', '.join(near)}]",
                    "body: Nobody uses the word. [editors]",
                ),
                CHECK,
            ),
        )


def _new_text(dossier: Dossier, today: str) -> Iterator[Recipe]:
    kept = {text.id: text for text in dossier.of_kind(Text)}
    for provision in [p for p in dossier.of_kind(Provision) if p.texts][:1]:
        text = kept[provision.texts[0].id]
        document = dossier.documents[provision.id]
        yield Recipe(
            "new-text",
            "The official text in another language",
            "Copy it to the letter from a copy that is a source here, and say what the copy lacks. Then "
            "name the text in its provision.",
            (
                new(Text, "example-text"),
                write(
                    Text,
                    "example-text",
                    today,
                    "title: The provision in another language",
                    "summary: A few words that are made up, for an example.",
                    f"source: {text.source.id}",
                    f"place: {quoted(text.place)}",
                    "language: zxx",
                    "extent: fragment",
                    "missing: All but the first words.",
                    f"seen: {today}",
                    f"seen_in: [{text.source.id}]",
                    "words: Lorem ipsum dolor sit amet […]",
                ),
                change(document, appended(document, ("texts",), "example-text")),
                CHECK,
            ),
        )


def _question(dossier: Dossier, today: str) -> Iterator[Recipe]:
    summary = dossier.front.summary
    yield Recipe(
        "reviewers-question",
        "A reviewer’s question",
        "Where does the site have this from, and what hangs on it? Both commands name files and lines.",
        (
            Command(f"explainer where {shlex.quote(summary)}", "content/dossier.yaml"),
            Command(f"explainer show {dossier.front.opening.id}", "It is referred to by"),
        ),
    )


def _hand_in(dossier: Dossier, today: str) -> Iterator[Recipe]:
    yield Recipe(
        "hand-in",
        "Handing it in",
        "See what changes for the reader, keep it on a branch of your own, and send that to the forge. "
        "There open a pull request (on GitLab, a merge request). Machines check it, make the site as it "
        "would be and list the changes; each problem stands at its line. A colleague reads it, and once "
        "it is merged it is published. What is made up here is better not sent.",
        (
            Command("explainer diff main", "What changes for the reader"),
            Command("git switch --create my-change"),
            Command("git add content"),
            Command("git commit --message 'Correct a date'"),
            Command("git push --set-upstream origin my-change"),
        ),
    )


_RECIPES: tuple[Callable[[Dossier, str], Iterator[Recipe]], ...] = (
    _first_edit,
    _new_source,
    _new_event,
    _corrected_date,
    _phrase,
    _new_claim,
    _changed_figure,
    _new_term,
    _new_text,
    _question,
    _hand_in,
)
