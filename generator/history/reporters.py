"""A difference in words for a terminal, as Markdown for a pull request, as JSON for other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from html import escape

from ..diagnostics.reporters import headline
from ..model.record import Record
from ..planning.plan import record_url
from .comparison import AddressChange, Difference, FieldChange, RecordChange, Told
from .versions import Version

JSON_VERSION = 1
"""Raised when a key of the JSON form changes its meaning or goes; new keys do not raise it."""

SHOWN = 160
"""How many characters of a field's value are shown; a longer one is cut around what differs."""

MOST = 10
"""How many problems of a broken version are told; `check` tells all."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~])")


def as_text(difference: Difference) -> str:
    """Return the difference as a person reads it in a terminal."""
    lines = [_headline(difference), "", *(f"  {words}" for words in _counted(difference))]
    incomplete = list(_incomplete(difference))
    lines += ["", *incomplete] if incomplete else []
    for change in difference.records:
        lines += ["", f"{change.kind.capitalize()}: {_called(change)} ({_place(change)})"]
        lines += [f"  {words}" for words in map(_field, change.fields)]
        for statement in change.statements:
            sign = {"added": "+", "changed": "~", "lost": "-"}[statement.kind]
            told = [_told(told) for told in (statement.before, statement.after) if told]
            lines += [f"  {sign} {told[0]}", *(f"  → {words}" for words in told[1:])]
    if difference.addresses:
        lines += ["", "Addresses"]
    lines += [f"  /{change.address} {_fate(change)}" for change in difference.addresses]
    return "\n".join(lines) + "\n"


def as_markdown(difference: Difference) -> str:
    """Return the difference as Markdown for a pull request; signs in the content stay plain text."""
    lines = [f"### {_safe(_headline(difference))}", "", *(f"- {words}" for words in _counted(difference))]
    incomplete = list(_incomplete(difference))
    if incomplete:
        lines += ["", "> [!WARNING]", *(f"> {_safe(words)}  " for words in incomplete)]
    for change in difference.records:
        lines += ["", f"#### {change.kind.capitalize()}: {_safe(_called(change))} (`{_place(change)}`)", ""]
        lines += [f"- {_safe(words)}" for words in map(_field, change.fields)]
        for statement in change.statements:
            told = [_safe(_told(told)) for told in (statement.before, statement.after) if told]
            lines.append(f"- **{statement.kind}**: {' → '.join(told)}")
    if difference.addresses:
        lines += ["", "#### Addresses", ""]
    lines += [f"- `/{change.address}` {_fate(change)}" for change in difference.addresses]
    return "\n".join(lines) + "\n"


def as_json(difference: Difference) -> str:
    """Return the difference as JSON for other programs.

    It is one object of this shape, where `before` or `after` is null for what is added or gone::

        {"version": 1, "before": VERSION, "after": VERSION, "unread": ["content/terms/wick.yaml"],
         "counts": {"records": {"added": 1}, "statements": {"lost": 2}, "addresses": {}},
         "records": [{"change": "changed", "before": RECORD, "after": RECORD,
                      "fields": [{"field": "dates 1, date", "before": "2015", "after": "2016"}],
                      "statements": [{"change": "lost", "before": TOLD, "after": null}]}],
         "addresses": [{"change": "moved", "address": "terms/a/", "now": "terms/b/"}]}

    `now` is empty unless the address moved, or when it moved to the home page.
    VERSION is `{"name": "3f2a1b9c0d1e", "problems": ["content/terms/wick.yaml:2:1: S01 ..."]}`,
    RECORD is `{"id": "wick", "kind": "term", "title": "Wick"}`,
    TOLD is `{"words": "...", "citation": "handbook, p. 3"}`.
    """
    shape = {
        "version": JSON_VERSION,
        "before": _version(difference.before),
        "after": _version(difference.after),
        "unread": difference.unread,
        "counts": difference.counts(),
        "records": [
            {
                "change": change.kind,
                "before": _record(change.before),
                "after": _record(change.after),
                "fields": [asdict(field) for field in change.fields],
                "statements": [{"change": s.kind} | asdict(s) for s in change.statements],
            }
            for change in difference.records
        ],
        "addresses": [
            {"change": change.kind, "address": change.address, "now": change.now}
            for change in difference.addresses
        ],
    }
    return json.dumps(shape, indent=2, ensure_ascii=False) + "\n"


FORMS: dict[str, Callable[[Difference], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
"""Each form by its name."""


def _version(version: Version) -> dict[str, object]:
    return {"name": version.name, "problems": [headline(problem) for problem in version.report]}


def _record(record: Record | None) -> dict[str, str] | None:
    return {"id": record.id, "kind": record.kind, "title": record.title} if record else None


def _headline(difference: Difference) -> str:
    return f"What changes for the reader from {difference.before.name} to {difference.after.name}"


def _counted(difference: Difference) -> Iterator[str]:
    for what, counts in difference.counts().items():
        told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
        yield f"{what}: {told or 'no change'}"


def _incomplete(difference: Difference) -> Iterator[str]:
    """Yield why the comparison says less than it could."""
    for version in (difference.before, difference.after):
        if version.report:
            count = len(version.report.problems)
            yield (
                f"The content of {version.name} has {count} problem{'s'[: count != 1]}; of addresses, only"
                " those of records are compared."
            )
            yield from (f"  {headline(problem)}" for problem in version.report.problems[:MOST])
            if count > MOST:
                yield f"  and {count - MOST} more"
    if difference.unread:
        yield f"Not compared, for they cannot be read: {', '.join(difference.unread)}"


def _called(change: RecordChange) -> str:
    return f"{change.record.one} “{change.record.title}”"


def _place(change: RecordChange) -> str:
    return record_url(change.record).rstrip("/") or "the home page"


def _fate(change: AddressChange) -> str:
    match change.kind:
        case "added":
            return "is new"
        case "moved":
            return f"has moved; a redirect leads to /{change.now}"
        case "gone":
            return "leads nowhere now"


def _told(told: Told) -> str:
    return f"{told.words} [{told.citation}]"


def _field(change: FieldChange) -> str:
    return (
        f"{change.field}: {' → '.join(words or 'nothing' for words in _cut(change.before, change.after))}"
    )


def _cut(one: str, other: str) -> Iterator[str]:
    """Yield two values short enough to be read, with the place where they begin to differ."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    start = max(0, same - SHOWN // 2) if max(len(one), len(other)) > SHOWN else 0
    for value in (one, other):
        end = start + SHOWN
        yield f"{'…' * bool(start)}{value[start:end]}{'…' * (len(value) > end)}"


def _safe(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", escape(words, quote=False))
