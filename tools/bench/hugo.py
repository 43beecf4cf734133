"""A corpus as the source of a Hugo site: one Markdown file with front matter a record."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from tools.bench.records import KINDS, LEADS, REVIEWED, Block, Cited, Corpus, Fact, Link, Quoted, Record

SITE = Path(__file__).parent / "hugo"
ABOUT = {"event": "Event", "term": "DefinedTerm", "provision": "Legislation", "question": "Question"}


def write(corpus: Corpus, folder: Path) -> None:
    """Write a corpus as a Hugo site, layouts and settings with it."""
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    for kind in KINDS.values():
        section = folder / "content" / kind.folder
        section.mkdir(parents=True, exist_ok=True)
        front: dict[str, object] = {
            "title": kind.many,
            "one": kind.one,
            "summary": f"Every page of the kind: {kind.one}.",
        }
        (section / "_index.md").write_text(_page(front, ""), encoding="utf-8")
    opening = "".join(f"- [](/provisions/{record.id}.md)\n" for record in corpus.of_kind("provision"))
    front = {"title": "The League of Sluices & its tolls"}
    (folder / "content/_index.md").write_text(_page(front, opening), encoding="utf-8")
    for record in corpus.records.values():
        put(corpus, record, folder)


def put(corpus: Corpus, record: Record, folder: Path) -> None:
    """Write the file of one record."""
    path = folder / "content" / record.kind.folder / f"{record.id}.md"
    path.write_text(_page(_front(corpus, record), _body(corpus, record)), encoding="utf-8")


def _page(front: dict[str, object], body: str) -> str:
    head = yaml.dump(front, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{head}---\n\n{body}"


def _front(corpus: Corpus, record: Record) -> dict[str, object]:
    found: dict[str, object] = {"title": record.title, "summary": record.summary, "reviewed": REVIEWED}
    if record.date:
        found["date"] = record.date
    found["about"] = ABOUT.get(record.kind.name, "Thing")
    if record.kind.name == "source":
        found |= {"publisher": record.fields["publisher"], "dated": record.fields["published"],
                  "document": record.fields["address"]}  # fmt: skip
    found["facts"] = [_fact(corpus, fact) for fact in record.facts]
    found["related"] = [_path(corpus, target) for target in record.related]
    if record.sources:
        found["sources"] = [{"id": cited.source, "place": cited.place} for cited in record.sources]
    return found


def _fact(corpus: Corpus, fact: Fact) -> dict[str, str]:
    if fact.target:
        return {"label": fact.label, "ref": _path(corpus, fact.target)}
    return {"label": fact.label, "words": fact.words}


def _path(corpus: Corpus, id: str) -> str:
    return f"/{corpus.records[id].address}".rstrip("/")


def _body(corpus: Corpus, record: Record) -> str:
    lines: list[str] = []
    if record.kind.lead in LEADS:
        lines.append(f"## {LEADS[record.kind.lead]} {{#_{record.kind.lead}}}\n")
    lines.append(_prose(corpus, record.blocks))
    for section in record.sections:
        lines += [f"## {section.heading} {{#{section.id}}}\n", _prose(corpus, section.blocks)]
    return "\n".join(lines)


def _prose(corpus: Corpus, blocks: tuple[Block, ...]) -> str:
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if number and not (block.item and blocks[number - 1].item):
            lines.append("")
        words = "".join(_piece(corpus, piece) for piece in block.pieces)
        lines.append(f"{'- ' if block.item else ''}{words}{_ending(block)}")
    return "\n".join(lines) + "\n"


def _piece(corpus: Corpus, piece: str | Link | Quoted) -> str:
    match piece:
        case Link(target, words):
            return f"[{words}]({_path(corpus, target)}.md)"
        case Quoted(words):
            return f"“{words}”"
        case _:
            return piece


def _ending(block: Block) -> str:
    if not block.cites:
        return " {{< editors >}}"
    reported = " {{< reported >}}" if block.reported else ""
    return reported + "".join(_cite(cited) for cited in block.cites)


def _cite(cited: Cited) -> str:
    return f'{{{{< cite "{cited.source}" "{cited.place}" >}}}}'
