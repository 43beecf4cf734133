"""Two versions of the content compared: records, statements, other fields, addresses."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from ..loading.source_map import Value
from ..model.field_path import FieldPath
from ..model.fields import Ref
from ..model.prose import Prose
from ..model.record import Record, leaves
from ..planning.plan import record_url
from ..prose.marks import Citation, CitationMark, EditorsMark
from ..rendering.prose_html import plain
from .versions import Version

LIKE = 0.5
"""How alike two statements must be to count as one that was changed, as a share of their words."""

_ITEM = re.compile(r"^(?:-|\d\d?\.) +")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as a reader meets it: its words, and the citation behind them."""

    words: str
    citation: str


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement added (no `before`), lost (no `after`) or changed."""

    before: Told | None
    after: Told | None

    @property
    def kind(self) -> Literal["added", "changed", "lost"]:
        """What happened to it."""
        return "changed" if self.before and self.after else "added" if self.after else "lost"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is no prose: where it stands in the record, and its values; empty for none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record added (no `before`), removed (no `after`) or changed."""

    before: Record | None
    after: Record | None
    fields: tuple[FieldChange, ...]
    statements: tuple[StatementChange, ...]

    @property
    def kind(self) -> Literal["added", "changed", "removed"]:
        """What happened to it."""
        return "changed" if self.before and self.after else "added" if self.after else "removed"

    @property
    def record(self) -> Record:
        """The record as it is now, or as it last was."""
        record = self.after or self.before
        assert record is not None
        return record


@dataclass(frozen=True, slots=True)
class AddressChange:
    """An address added, moved (`now` is where its redirect leads) or gone, with no redirect."""

    kind: Literal["added", "moved", "gone"]
    address: str
    now: str = ""


@dataclass(frozen=True)
class Difference:
    """What changes for the reader from one version to another.

    Attributes:
        before, after: the two versions.
        records: the records that differ, by folder and id.
        addresses: the addresses that differ.
        unread: files that could not be read in one of the two, and so were not compared.
    """

    before: Version
    after: Version
    records: tuple[RecordChange, ...]
    addresses: tuple[AddressChange, ...]
    unread: tuple[str, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many records, statements and addresses changed, and how."""
        kinds: dict[str, list[str]] = {
            "records": [change.kind for change in self.records],
            "statements": [s.kind for change in self.records for s in change.statements],
            "addresses": [change.kind for change in self.addresses],
        }
        return {what: dict(sorted(Counter(found).items())) for what, found in kinds.items()}


def compare(before: Version, after: Version) -> Difference:
    """Compare two versions; what could not be read in one of them is left out of both."""
    unread = {
        name: document.path
        for version in (before, after)
        for name, document in version.documents.items()
        if name not in version.records
    }
    old = {name: record for name, record in before.records.items() if name not in unread}
    new = {name: record for name, record in after.records.items() if name not in unread}
    renamed = {
        was: name
        for name, record in new.items()
        for was in record.formerly
        if was in old and was not in new
    }
    pairs: list[tuple[Record | None, Record | None]] = [
        (record, new.get(renamed.get(name, name))) for name, record in old.items()
    ]
    pairs += [(None, new[name]) for name in new if name not in old and name not in renamed.values()]
    before = replace(before, renamed=renamed)
    changes = [_record(one, other, before, after) for one, other in pairs]
    return Difference(
        before,
        after,
        tuple(sorted(filter(None, changes), key=lambda change: record_url(change.record))),
        tuple(_addresses(before, after, old, new)),
        tuple(sorted(unread.values())),
    )


def _record(
    one: Record | None, other: Record | None, before: Version, after: Version
) -> RecordChange | None:
    old = list(_statements(one, before)) if one else []
    new = list(_statements(other, after)) if other else []
    statements = tuple(_paired(old, new))
    fields: list[FieldChange] = []
    if one and other:
        if record_url(one) != record_url(other):
            fields.append(FieldChange("address", record_url(one), record_url(other)))
        fields += _fields("", _facts(one, before), _facts(other, after))
        if not (fields or statements):
            return None
    return RecordChange(one, other, tuple(fields), statements)


def _statements(record: Record, version: Version) -> Iterator[Told]:
    for text in (leaf for _, leaf in leaves(record) if isinstance(leaf, Prose)):
        for statement in text.marked.statements():
            end = statement.mark.start if statement.mark else statement.end
            words = plain(Prose(text.text[statement.start : end]), version.shown)
            yield Told(_ITEM.sub("", words), _citation(statement.mark, version.renamed))


def _citation(mark: CitationMark | EditorsMark | None, renamed: Mapping[str, str]) -> str:
    match mark:
        case CitationMark():
            places = [(renamed.get(cited.source, cited.source), cited.place) for cited in mark.citations]
            cited = "; ".join(", ".join(filter(None, place)) for place in places)
            return f"{mark.confidence}: {cited}" if mark.confidence else cited
        case EditorsMark():
            return "our own words"
    return "no citation"


def _paired(old: list[Told], new: list[Told]) -> Iterator[StatementChange]:
    """Yield what happened to the statements of a record, those that are alike paired best first."""
    gone, come = (
        list((Counter(old) - Counter(new)).elements()),
        list((Counter(new) - Counter(old)).elements()),
    )
    alike = sorted(
        ((_likeness(a.words, b.words), i, j) for i, a in enumerate(gone) for j, b in enumerate(come)),
        key=lambda found: (-found[0], found[1:]),
    )
    partner: dict[int, int] = {}
    for share, i, j in alike:
        if share >= LIKE and i not in partner and j not in partner.values():
            partner[i] = j
    for i, told in enumerate(gone):
        yield StatementChange(told, come[partner[i]] if i in partner else None)
    for j, told in enumerate(come):
        if j not in partner.values():
            yield StatementChange(None, told)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _facts(record: Record, version: Version) -> Value:
    """Return what a record's file says, without its prose and its former ids, which show as addresses."""
    found = dict(leaves(record))
    hidden = {path for path, leaf in found.items() if isinstance(leaf, Prose)} | {("formerly",)}

    def facts(value: Value, path: FieldPath) -> Value:
        if isinstance(value, dict):
            items = ((key, (*path, key), item) for key, item in value.items())
            return {key: facts(item, where) for key, where, item in items if where not in hidden}
        if isinstance(value, tuple):
            return tuple(facts(item, (*path, index)) for index, item in enumerate(value))
        match found.get(path):
            case Ref(id=target) | Citation(source=target) if target in version.renamed:
                return str(value).replace(target, version.renamed[target], 1)
        return value

    return facts(version.documents[record.id].data, ())


def _fields(name: str, old: Value, new: Value) -> Iterator[FieldChange]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _fields(f"{name}, {key}" if name else key, old.get(key), new.get(key))
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _items(name, old, new)
    else:
        yield FieldChange(name, _value(old), _value(new))


def _items(name: str, old: tuple[Value, ...], new: tuple[Value, ...]) -> Iterator[FieldChange]:
    """Yield the changes of a list; items count from 1, by their place in the list as it is now."""
    before, after = ([json.dumps(item, sort_keys=True) for item in items] for items in (old, new))
    for step, i, i_end, j, j_end in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if step == "equal":
            continue
        for place, (one, other) in enumerate(zip_longest(old[i:i_end], new[j:j_end]), j + 1):
            yield from _fields(f"{name} {place}", one, other)


def _value(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dict():
            return ", ".join(f"{key}: {_value(item)}" for key, item in value.items())
        case tuple():
            return "; ".join(map(_value, value))
    return " ".join(str(value).split())


def _addresses(
    before: Version, after: Version, old: Mapping[str, Record], new: Mapping[str, Record]
) -> Iterator[AddressChange]:
    pages, now = before.addresses, after.addresses
    standing = pages | before.redirects.keys()
    if before.report or after.report:
        # A broken dossier cannot be planned; what can be compared is the records that both could show.
        pages = standing = frozenset(map(record_url, old.values()))
        now = frozenset(map(record_url, new.values()))
    for where in sorted(standing | now):
        if where in now:
            if where not in pages:
                yield AddressChange("added", where)
        elif where not in after.redirects:
            yield AddressChange("gone", where)
        elif where in pages:
            yield AddressChange("moved", where, after.redirects[where])
