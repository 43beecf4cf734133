"""An invented dossier of any size. The same seed and size give the same records."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from tools.bench.records import (
    ADDRESS,
    KINDS,
    Block,
    Cited,
    Corpus,
    Fact,
    Link,
    Piece,
    Quoted,
    Record,
    Section,
)  # fmt: skip
from tools.bench.words import DOCUMENTS, LISTS, SUMMARIES

SEED = 1907
SLOTS = {
    "role": "roles", "place": "places", "act": "acts", "adj": "adjectives", "thing": "things",
    "good": "goods", "month": "months", "keep": "keep",
}  # fmt: skip
"""What the slots of a form are filled from; `n` is a number."""
KEPT = "Whoever keeps a gate keeps it sound. When it fails, all who use the cut pay in equal parts."


def corpus(size: int, seed: int = SEED) -> Corpus:
    """Make a corpus of `size` records.

    Raises:
        ValueError: when so few records cannot hold every kind, or so many would share titles.
    """
    if not 50 <= size <= 10_000:
        raise ValueError("a corpus has 50 to 10,000 records")
    return Corpus(_Writer(random.Random(f"{seed}/{size}"), size).records())


def slug(title: str) -> str:
    """Return an id made of a title."""
    plain = unicodedata.normalize("NFKD", title.replace("ø", "o")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:64].rstrip("-")


def _phrase(cited: Cited) -> dict[str, object]:
    """Return a phrase of the kept text, as the generator's format has it."""
    meaning = f"No part is larger than another. [@{cited.source}, {cited.place}]\n"
    return {
        "id": "equal-parts",
        "name": "Equal parts",
        "spans": {"en": "in equal parts"},
        "meaning": meaning,
    }


class _Writer:
    """Writes the records of one corpus: first what there is, then what each says of the others."""

    def __init__(self, chance: random.Random, size: int) -> None:
        self.chance = chance
        self.counts = {kind.name: round(size * kind.share) for kind in KINDS.values() if kind.share}
        self.counts |= {"state": len(LISTS["states"]), "provision": 2, "text": 2}
        self.counts["event"] = size - sum(self.counts.values())
        self.titles: dict[str, tuple[str, str]] = {}
        self.excerpts: dict[str, tuple[str, ...]] = {}

    def records(self) -> dict[str, Record]:
        for kind in KINDS:
            for title in self._titles(kind, self.counts[kind]):
                self.titles[self._id(title)] = kind, title
        self.ids = {k: [i for i, (kind, _) in self.titles.items() if kind == k] for k in KINDS}
        self.excerpts = {
            id_: tuple(self._fill(self.chance.choice(LISTS["quoted"])) for _ in range(2))
            for id_ in self.ids["source"]
        }
        numbers = {id_: n for ids in self.ids.values() for n, id_ in enumerate(ids)}
        return {id_: self._record(id_, numbers[id_]) for id_ in self.titles}

    def _id(self, title: str) -> str:
        id_ = slug(title)
        while id_ in self.titles:
            id_ = f"{id_[:58].rstrip('-')}-{len(self.titles)}"
        return id_

    def _titles(self, kind: str, count: int) -> Iterable[str]:
        """Yield titles that differ; those of kinds that texts name never stand in other words."""
        match kind:
            case "state":
                return LISTS["states"]
            case "provision":
                return ("Rule 4 of the Sluice Code", "Rule 9 of the Sluice Code")
            case "text":
                return ("Rule 4 as printed", "Rule 9 as printed")
            case "actor":
                return self._pairs(LISTS["given"], LISTS["family"], "{} {}", count)
            case "term":
                return self._pairs(LISTS["term_first"], LISTS["term_last"], "{} {}", count)
            case "event":
                return self._pairs(LISTS["happenings"], LISTS["places"], "{} at {}", count)
            case "source":
                return self._sources(count)
            case "question":
                return self._distinct(LISTS["asked"], count)
            case _:
                return self._distinct(LISTS["claimed"], count)

    def _pairs(self, first: Iterable[str], last: Iterable[str], form: str, count: int) -> list[str]:
        pairs = [(a, b) for a in first for b in last]
        return [form.format(*pair) for pair in self.chance.sample(pairs, count)]

    def _sources(self, count: int) -> list[str]:
        pairs = [
            f"{DOCUMENTS[sort].format(topic=topic)}, {year}"
            for sort in LISTS["sorts"] for topic in LISTS["topics"] for year in range(1880, 1900)
        ]  # fmt: skip
        return self.chance.sample(pairs, count)

    def _distinct(self, forms: list[str], count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found[self._fill(self.chance.choice(forms))] = None
        return list(found)

    def _fill(self, form: str) -> str:
        """Return a form with words in its slots."""

        def word(match: re.Match[str]) -> str:
            name = match[1]
            if name == "n":
                return str(self.chance.randrange(3, 400))
            return self.chance.choice(LISTS[SLOTS[name]]) if name in SLOTS else match[0]

        return re.sub(r"\{(\w+)\}", word, form)

    # What each record says.

    def _record(self, id: str, number: int) -> Record:
        name, title = self.titles[id]
        kind = KINDS[name]
        summary = self._fill(SUMMARIES.get(name, "This is part of the code that the eight towns keep."))
        blocks = tuple(self._block(id, 2) for _ in range(2))
        first, second = self.chance.sample(LISTS["headings"], 2)
        sections = (
            Section(slug(first), first, tuple(self._block(id, 2) for _ in range(2))),
            Section(
                slug(second), second,
                (self._block(id, 2), self._block(id, 1, item=True), self._block(id, 1, item=True),
                 self._block(id, 1)),
            ),
        )  # fmt: skip
        related = tuple(dict.fromkeys(self._other(id, "event", "question", "claim") for _ in range(2)))
        record = Record(
            kind, id, title, summary, blocks=blocks, sections=sections, related=related,
            sources=(self._cited(id),) if name in ("event", "actor", "state", "provision") else (),
        )  # fmt: skip
        return self._with_facts(record, number)

    def _with_facts(self, record: Record, number: int) -> Record:
        """Add what is particular to a kind: its keys in our format, and the facts that pages show."""
        chance = self.chance
        year = 1880 + chance.randrange(20)
        day = f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        match record.kind.name:
            case "event":
                place, strand = chance.choice(LISTS["places"]), chance.choice(LISTS["strands"])
                actor = chance.choice(self.ids["actor"])
                return replace(
                    record, date=day,
                    fields={"when": {"of": "began", "date": day}, "place": place, "strand": strand,
                            "participants": [{"actor": actor}]},
                    facts=(Fact("Began", day), Fact("Place", place), Fact("Strand", strand),
                           Fact("Who acted", target=actor)),
                )  # fmt: skip
            case "actor":
                state = chance.choice(self.ids["state"])
                office = f"{chance.choice(LISTS['roles'])} of {chance.choice(LISTS['places'])}"
                cited = record.sources[0]
                held = {"id": "office", "name": office, "since": str(year), "until": str(year + 3),
                        "sources": [f"{cited.source}, {cited.place}"]}  # fmt: skip
                family = record.title.split()[-1]
                return replace(
                    record,
                    fields={"actor_kind": "person", "state": state, "offices": [held],
                            "file_as": f"{family}, {record.title.split()[0]}"},
                    facts=(Fact("State", target=state), Fact("Office", f"{office}, {year} to {year + 3}")),
                )  # fmt: skip
            case "state":
                return replace(
                    record,
                    fields={"code": record.title[:2].upper(), "joined_year": 1860 + number,
                            "tile": {"column": number % 4 + 1, "row": number // 4 + 1}},
                    facts=(Fact("Joined", str(1860 + number)),),
                )  # fmt: skip
            case "provision":
                rule = record.title.split(" of ")[0]
                text = self.ids["text"][number]
                return replace(
                    record,
                    fields={"instrument": "Sluice Code", "number": rule, "short": record.title,
                            "texts": [text], "phrases": [_phrase(record.sources[0])]},
                    facts=(Fact("Text", target=text),),
                )  # fmt: skip
            case "text":
                source = self.ids["source"][0]
                return replace(
                    record,
                    fields={"source": source, "place": record.title, "language": "en", "extent": "full",
                            "seen": "2026-10", "seen_in": [source], "words": KEPT},
                    facts=(Fact("Document", target=source), Fact("Words", KEPT)),
                )  # fmt: skip
            case "source":
                sort = next(
                    s for s in LISTS["sorts"] if record.title.startswith(DOCUMENTS[s].split("{")[0])
                )
                published = record.title.rpartition(", ")[2]
                publisher = chance.choice(LISTS["publishers"])
                address = f"{ADDRESS}papers/{record.id}.pdf"
                return replace(
                    record,
                    fields={"source_kind": sort, "publisher": publisher, "published": int(published),
                            "language": "en", "address": address, "seen": "2026-10", "read": "all of it",
                            "weight": "primary",
                            "excerpts": [{"words": said} for said in self.excerpts[record.id]]},
                    facts=(Fact("Kind", sort), Fact("Publisher", publisher), Fact("Published", published),
                           Fact("Address", address),
                           *(Fact("Words quoted from it", w) for w in self.excerpts[record.id])),
                )  # fmt: skip
            case "question":
                return replace(record, fields={"number": number + 1})
            case "claim":
                return self._claim(record, number)
            case _:
                short = "".join(w[0] for w in record.title.upper().split()) + str(number)
                return replace(record, fields={"abbreviation": short}, facts=(Fact("Short form", short),))

    def _claim(self, record: Record, number: int) -> Record:
        evidence = {cited.source for block in record.blocks for cited in block.cites}
        source = self.chance.choice([id_ for id_ in self.ids["source"] if {id_} != evidence])
        quotation = self.excerpts[source][0]
        says = record.title.removeprefix("That ")
        says = f"{says[0].upper()}{says[1:]}."
        found = self.chance.choice(("accurate", "imprecise", "wrong"))
        verdict = found if evidence else "unsupported"
        return replace(
            record,
            fields={"made_in": source, "number": number + 1, "quotation": quotation, "says": says,
                    "verdict": verdict},
            facts=(Fact("Made in", target=source), Fact("Its words", quotation), Fact("It says", says),
                   Fact("Verdict", verdict)),
        )  # fmt: skip

    def _block(self, id: str, count: int, *, item: bool = False) -> Block:
        """Return a block of `count` sentences and a last one that links or quotes, or neither."""
        pieces: list[Piece] = [
            " ".join(self._fill(self.chance.choice(LISTS["sentences"])) for _ in range(count))
        ]
        cites = [self._cited(id) for _ in range(1 + (self.chance.random() < 0.25))]
        turn = self.chance.random()
        if not item and turn < 0.6:
            before, after = self._fill(self.chance.choice(LISTS["linking"])).split("{link}")
            pieces = [f"{pieces[0]} {before}", self._link(id), after]
        elif not item and turn < 0.75:
            before, after = self._fill(self.chance.choice(LISTS["quoting"])).split("{quoted}")
            quoted = self.chance.choice(self.excerpts[cites[0].source])
            pieces = [f"{pieces[0]} {before}", Quoted(quoted), after or "."]
        if self.chance.random() < 0.05 and not any(isinstance(piece, Quoted) for piece in pieces):
            return Block(tuple(pieces), (), item=item)  # our own words, while a quotation has a source
        return Block(tuple(pieces), tuple(dict.fromkeys(cites)), self.chance.random() < 0.05, item)

    def _link(self, id: str) -> Link:
        target = self._other(
            id, "event", "event", "actor", "actor", "term", "question", "state", "provision"
        )
        kind, title = self.titles[target]
        if kind == "term":
            return Link(target, f"the {title.lower()}")
        if kind == "event" and self.chance.random() < 0.5:
            return Link(target, title[0].lower() + title[1:])
        return Link(target)

    def _other(self, id: str, *kinds: str) -> str:
        while True:
            found = self.chance.choice(self.ids[self.chance.choice(kinds)])
            if found != id:
                return found

    def _cited(self, id: str) -> Cited:
        """Return a citation; a source does not cite itself."""
        return Cited(self._other(id, "source"), f"p. {self.chance.randrange(1, 300)}")
