"""Writes the pages of the site from the records, run by mkdocs-gen-files with every build."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import mkdocs_gen_files
import yaml

Record = dict[str, Any]
Records = dict[str, Record]
Index = dict[str, dict[str, list[str]]]

RECORDS = Path(__file__).parent / "content"
KINDS = {
    "provisions": ("Provision", "Provisions", "Legislation"),
    "texts": ("Kept text", "Kept texts", "Thing"),
    "events": ("Event", "Timeline", "Event"),
    "claims": ("Claim", "Claims checked", "Claim"),
    "questions": ("Question", "Questions", "Question"),
    "actors": ("Actor", "People and bodies", "Thing"),
    "states": ("State", "States", "Thing"),
    "terms": ("Term", "Glossary", "DefinedTerm"),
    "sources": ("Source", "Sources", "Thing"),
}
ORDERED = ("events", "claims", "questions", "sources")
LINK = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\]]*))?\]\]")
CITATION = re.compile(r" ?\[(reported: )?(@[^\]]*)\]")
EMPTY: Record = {"related": [], "sections": [], "sources": []}


def main() -> None:
    """Read the records, link them, write a page for each and an index for each kind."""
    records: Records = {}
    for folder in KINDS:
        found: list[Record] = []
        for path in sorted((RECORDS / folder).glob("*.yaml")):
            record = EMPTY | yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
            found.append(record | {"id": path.stem, "folder": folder})
        found.sort(
            key=lambda record: (str(record.get("when", {}).get("date", "")), record["title"].casefold())
        )
        records |= {record["id"]: record for record in found}
    referring, citing = index(records)
    for folder in KINDS:
        own = [record for record in records.values() if record["folder"] == folder]
        for number, record in enumerate(own):
            beside = (
                own[number - 1] if number else None,
                own[number + 1] if number + 1 < len(own) else None,
            )
            with mkdocs_gen_files.open(f"{folder}/{record['id']}.md", "w") as file:
                file.write(page(record, records, referring, citing, beside if folder in ORDERED else ()))
        with mkdocs_gen_files.open(f"{folder}/index.md", "w") as file:
            file.write(listing(folder, own))
    with mkdocs_gen_files.open("index.md", "w") as file:
        file.write(home())


def prose(record: Record) -> Iterator[str]:
    """Yield the texts of a record."""
    yield record.get("body") or record.get("answer") or record.get("finding") or ""
    for section in record["sections"]:
        yield section["body"]


def references(record: Record) -> Iterator[str]:
    """Yield what a record refers to outside its prose."""
    yield from (p["actor"] for p in record.get("participants", ()))
    yield from (record[name] for name in ("state", "made_in") if name in record)
    yield from record.get("texts", ())
    if record["folder"] == "texts":
        yield record["source"]


def index(records: Records) -> tuple[Index, Index]:
    """Return what refers to each record, and what cites each source, in the order of the records."""
    referring: Index = defaultdict(lambda: defaultdict(list))
    citing: Index = defaultdict(lambda: defaultdict(list))
    for id_, record in records.items():
        for target in (*references(record), *record["related"]):
            referring[target][id_].append("")
        for cited in record["sources"]:
            source, _, place = cited.partition(", ")
            citing[source][id_].append(place)
        for text in prose(record):
            for target, words in LINK.findall(text):
                referring[target][id_].append(words)
            for _, cites in CITATION.findall(text):
                for cited in cites.split("; "):
                    source, _, place = cited.removeprefix("@").partition(", ")
                    citing[source][id_].append(place)
    return referring, citing


def link(target: str, records: Records, words: str = "") -> str:
    """Return a link between two pages of records."""
    record = records[target]
    return f"[{words or record['title']}](../{record['folder']}/{target}.md)"


def facts(record: Record, records: Records) -> Iterator[tuple[str, str]]:
    """Yield the facts of a record: their names, and their values as Markdown."""
    match record["folder"]:
        case "events":
            yield "Began", record["when"]["date"]
            yield "Place", record["place"]
            yield "Strand", record["strand"]
            yield "Who acted", ", ".join(link(p["actor"], records) for p in record["participants"])
        case "actors":
            yield "State", link(record["state"], records)
            for office in record["offices"]:
                yield "Office", f"{office['name']}, {office['since']} to {office['until']}"
        case "states":
            yield "Joined", str(record["joined_year"])
        case "provisions":
            yield "Text", ", ".join(link(text, records) for text in record["texts"])
        case "texts":
            yield "Document", link(record["source"], records)
            yield "Words", record["words"]
        case "sources":
            yield "Kind", record["source_kind"]
            yield "Publisher", record["publisher"]
            yield "Published", str(record["published"])
            yield "Address", f"<{record['address']}>"
            for excerpt in record["excerpts"]:
                yield "Words quoted from it", excerpt["words"]
        case "claims":
            yield "Made in", link(record["made_in"], records)
            yield "Its words", record["quotation"]
            yield "It says", record["says"]
            yield "Verdict", record["verdict"]
        case "terms":
            yield "Short form", record["abbreviation"]


class Notes:
    """The citations of one page, as footnotes: one for each source and place."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.numbers: dict[str, int] = {}

    def sign(self, cited: str) -> str:
        """Return the sign of a citation."""
        number = self.numbers.setdefault(cited, len(self.numbers) + 1)
        return f"[^{number}]"

    def markdown(self, text: str) -> str:
        """Return prose as Markdown: links, citations and the editors' own voice resolved."""
        text = LINK.sub(lambda match: link(match[1], self.records, match[2]), text)
        text = CITATION.sub(self._signs, text)
        return text.replace("[editors]", "*our words*")

    def _signs(self, match: re.Match[str]) -> str:
        reported = " *reported by one source*" if match[1] else ""
        return reported + "".join(self.sign(cited.removeprefix("@")) for cited in match[2].split("; "))

    def lines(self) -> Iterator[str]:
        """Yield the footnotes."""
        for cited, number in self.numbers.items():
            source, _, place = cited.partition(", ")
            kept = self.records[source]
            about = f"{kept['publisher']}, {kept['published']}. [Open the document]({kept['address']})."
            yield f"[^{number}]: {link(source, self.records)}, {about} {place}"


def page(
    record: Record, records: Records, referring: Index, citing: Index, beside: Sequence[Record | None]
) -> str:
    """Return the page of a record."""
    one, many, about = KINDS[record["folder"]]
    meta = {"title": record["title"], "description": record["summary"], "reviewed": str(record["reviewed"]),
            "about": about, "many": many, "folder": record["folder"]}  # fmt: skip
    notes = Notes(records)
    for cited in record["sources"]:
        notes.sign(cited)
    lines = [
        "---",
        yaml.dump(meta, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10_000) + "---",
        "",
        one,
        "",
    ]
    lines += [f"# {record['title']}", "", record["summary"], ""]
    table = [f"| {name} | {value} |" for name, value in facts(record, records)]
    lines += ["| Fact | |", "| --- | --- |", *table, ""] if table else []
    if "answer" in record or "finding" in record:
        lines += [f"## {'The full answer' if 'answer' in record else 'What the record shows'}", ""]
    lead, *texts = prose(record)
    lines += [notes.markdown(lead), ""]
    for section, text in zip(record["sections"], texts, strict=True):
        lines += [f"## {section['heading']} {{#{section['id']}}}", "", notes.markdown(text), ""]
    if record["id"] in citing:
        lines += ["## What rests on it here", ""]
        for origin, places in citing[record["id"]].items():
            lines.append(f"- {link(origin, records)} {'; '.join(dict.fromkeys(places))}")
        lines.append("")
    if record["related"]:
        lines += ["## See also", "", *(f"- {link(target, records)}" for target in record["related"]), ""]
    lines += ["Sources" + "".join(notes.sign(cited) for cited in record["sources"]), ""]
    if record["id"] in referring:
        lines += ["## What refers to this page", ""]
        folder = ""
        for origin, words in referring[record["id"]].items():
            if records[origin]["folder"] != folder:
                folder = records[origin]["folder"]
                lines += ["", f"### {KINDS[folder][1]}", ""]
            said = "; ".join(dict.fromkeys(filter(None, words)))
            lines.append(f"- {link(origin, records)}{f' as: {said}' if said else ''}")
        lines.append("")
    lines += [f"Reviewed on {record['reviewed']}. [Edit this page]"
              f"(https://sluices.example/edit/{record['folder']}/{record['id']}.yaml)", ""]  # fmt: skip
    address = f"https://sluices.example/{record['folder']}/{record['id']}/"
    lines += [
        "## Cite this page",
        "",
        f"“{record['title']}”, reviewed {record['reviewed']}, <{address}>",
        "",
    ]
    lines += [f"    @misc{{{record['id']},", f"      title = {{{{{record['title']}}}}},"]
    lines += [f"      year = {{{str(record['reviewed'])[:4]}}},", f"      url = {{{address}}}", "    }", ""]
    lines += [
        f"{way}: {link(other['id'], records)}"
        for way, other in zip(("Previous", "Next"), beside, strict=False)
        if other
    ]
    return "\n".join([*lines, "", *notes.lines(), ""])


def listing(folder: str, records: list[Record]) -> str:
    """Return the index of a kind."""
    items = (f"- [{record['title']}]({record['id']}.md) {record['summary']}" for record in records)
    return "\n".join([f"# {KINDS[folder][1]}", "", *items, ""])


def home() -> str:
    """Return the home page."""
    items = (f"- [{many}]({folder}/index.md)" for folder, (_, many, _) in KINDS.items())
    return "\n".join(["# The League of Sluices", "", *items, ""])


main()
