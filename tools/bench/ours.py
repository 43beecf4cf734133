"""A corpus in the generator's own format: one YAML file a record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from generator.loading import formats
from tools.bench.records import (
    ADDRESS,
    CHAPTERS,
    KINDS,
    REVIEWED,
    SUMMARY,
    TITLE,
    Block,
    Cited,
    Corpus,
    Link,
    Quoted,
    Record,
)  # fmt: skip
from tools.bench.words import LISTS


class _Dumper(yaml.CSafeDumper):
    """Writes prose as literal blocks, as people do."""


class _Prose(str):
    pass


_Dumper.add_representer(
    _Prose, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")
)


def write(corpus: Corpus, content: Path) -> None:
    """Write a corpus as a content folder."""
    for kind in KINDS.values():
        (content / kind.folder).mkdir(parents=True, exist_ok=True)
    (content / "dossier.yaml").write_text(_dump(_front(corpus)), encoding="utf-8")
    for record in corpus.records.values():
        put(record, content)


def put(record: Record, content: Path) -> None:
    """Write the file of one record."""
    path = content / record.kind.folder / f"{record.id}.yaml"
    path.write_text(_dump(_file(record)), encoding="utf-8")


def prose(blocks: tuple[Block, ...]) -> str:
    """Return blocks of prose with the marks that the generator reads."""
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if number and not (block.item and blocks[number - 1].item):
            lines.append("")
        lines.append(f"{'- ' if block.item else ''}{''.join(map(_piece, block.pieces))} {_ending(block)}")
    return _Prose("\n".join(lines) + "\n")


def _piece(piece: str | Link | Quoted) -> str:
    match piece:
        case Link(target, words):
            return f"[[{target}|{words}]]" if words else f"[[{target}]]"
        case Quoted(words):
            return f"“{words}”"
        case _:
            return piece


def _ending(block: Block) -> str:
    if not block.cites:
        return "[editors]"
    cites = "; ".join(f"@{_cited(cited)}" for cited in block.cites)
    return f"[{'reported: ' if block.reported else ''}{cites}]"


def _cited(cited: Cited) -> str:
    return f"{cited.source}, {cited.place}"


def _file(record: Record) -> dict[str, object]:
    found: dict[str, object] = {
        "title": record.title,
        "summary": record.summary,
        "reviewed": date.fromisoformat(REVIEWED),
    }
    if record.sources:
        found["sources"] = [_cited(cited) for cited in record.sources]
    found |= record.fields
    found[record.kind.lead] = prose(record.blocks)
    found["sections"] = [
        {"id": section.id, "heading": section.heading, "body": prose(section.blocks)}
        for section in record.sections
    ]
    found["related"] = list(record.related)
    return found


def _front(corpus: Corpus) -> dict[str, object]:
    provision, other = (record.id for record in corpus.of_kind("provision"))
    return {
        "format": formats.CURRENT,
        "title": TITLE,
        "summary": SUMMARY,
        "reviewed": date.fromisoformat(REVIEWED),
        "address": ADDRESS,
        "edit_at": f"{ADDRESS}edit/",
        "opening": provision,
        "minute": _Prose(f"The [[{provision}]] and the [[{other}]] are all there is to know. [editors]\n"),
        "strands": LISTS["strands"],
        "chapters": [
            {"title": title, "kinds": list(kinds), "invitation": "Read on here."}
            for title, kinds in CHAPTERS.items()
        ],
    }


def _dump(data: dict[str, object]) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
