"""A record gets another id: everywhere it is referred to, and in nothing else of any file.

Each change is made at the offsets that the reader of YAML gives, so that comments, order, quoting and
line endings stay as they are. Nothing is written before every new text is at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..diagnostics.reporters import problem_text
from ..dossier.dossier import Use
from ..dossier.linker import outgoing
from ..loading import yaml_reader
from ..loading.editing import Edit, added, appended, edited, replaced
from ..loading.loader import load
from ..loading.record_files import DOSSIER_FILE
from ..loading.source_map import Document
from ..model.record import Record
from . import file_changes, ids
from .file_changes import Change
from .ids import Refused


def rename(content: Path, old: str, new: str) -> list[Path]:
    """Give a record another id, in its file's name and wherever a record refers to it.

    The old id goes into the record's `formerly`, so that its address still leads there.

    Returns:
        The files changed, the record's own first, under its new name.

    Raises:
        Refused: when there is no such record, the new id cannot be used, a file cannot be read as a
            record or written. Nothing is changed then.
    """
    loaded = load(content)
    if loaded.problems:
        said = "some files cannot be read as records, so what they refer to is not known"
        raise Refused(f"{said}; mend first what `explainer check` names")
    ids.known(old, loaded.documents)
    if old == Path(DOSSIER_FILE).stem:
        raise Refused(f"the dossier's own record is always `{old}`")
    ids.free(new, loaded, renamed=old)
    changes: list[Change] = []
    for record in loaded.records:
        document = loaded.documents[record.id]
        edits = list(_references(record, document, old, new))
        path = target = content / record.folder / f"{record.id}.yaml"
        if record.id == old:
            edits.append(_kept(record, document, old, new))
            target = path.with_name(f"{new}.yaml")
        if edits:
            changes.append(Change(path, target, _checked(document, edited(document.text, edits))))
    file_changes.write(changes, content.resolve().parent)
    return [change.target for change in sorted(changes, key=lambda c: c.path == c.target)]


def _references(record: Record, document: Document, old: str, new: str) -> Iterator[Edit]:
    """Yield an edit for each reference to the old id."""
    for item in outgoing(record.id, record):
        if isinstance(item, Use):
            target, path, offset = item.citation.source, item.path, item.offset
        else:
            target, path, offset = item[0].target, item[0].path, item[0].offset or 0
        if target == old:
            text = document.value(path)
            assert isinstance(text, str)
            start = text.index(old, offset)  # white space may stand before it
            yield Edit(*document.written(path, start, start + len(old)), new)


def _kept(record: Record, document: Document, old: str, new: str) -> Edit:
    """Return the edit that keeps the old id under `formerly`, instead of the new one if it was there."""
    if new in record.formerly:
        return replaced(document, ("formerly", record.formerly.index(new)), old)
    if "formerly" in document.data:
        return appended(document, ("formerly",), old)
    return added(document, ("reviewed",), "formerly", f"[{old}]")


def _checked(document: Document, text: str) -> str:
    _, faults = yaml_reader.parse(text, document.path)
    if faults:
        raise Refused(f"nothing is changed: {problem_text(faults[0])}")
    return text
