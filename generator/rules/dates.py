"""Dates are in order."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R09
from ..diagnostics.problem import Problem
from ..model.actor import Actor
from ..model.event import Event
from ..model.field_path import FieldPath
from ..model.invocation import Invocation
from ..model.record import Record
from ..model.resolution import Resolution
from ..model.response import Response
from ..model.source import Source
from ..model.state import State
from .rule import Context, of_dossier

Pair = tuple[FieldPath, str | None, FieldPath, str | None]


def after(later: str, earlier: str) -> bool:
    """Say whether one date may follow another, each known only as far as it is written.

    `2015` may follow `2015-11-17`: they are compared as far as both are known.
    """
    known = min(len(later), len(earlier))
    return later[:known] >= earlier[:known]


@of_dossier()
def dates_are_in_order(context: Context) -> Iterator[Problem]:
    """Yield a problem at each date that cannot follow the one before it."""
    dossier = context.dossier
    for record in dossier.records.values():
        for _, earlier, path, later in _pairs(record):
            if earlier and later and not after(later, earlier):
                where = dossier.locate(record.id, path)
                yield Problem(where, R09, f"{later} stands after {earlier}", f"{earlier} or later")


def _pairs(record: Record) -> Iterator[Pair]:
    """Yield the dates of a record two by two, earlier first, each with its path."""
    if isinstance(record, Event):
        yield ("when", "date"), record.when.date, ("until",), record.until
    elif isinstance(record, Actor):
        for index, office in enumerate(record.offices):
            path: FieldPath = ("offices", index)
            yield (*path, "since"), office.since, (*path, "until"), office.until
    elif isinstance(record, State):
        yield ("joined_year",), str(record.joined_year), ("left",), record.left
    elif isinstance(record, Source):
        yield ("published",), record.published, ("seen",), record.seen
    elif isinstance(record, Invocation):
        yield from _sequence("dates_of", "date", [d.date for d in record.dates_of])
    elif isinstance(record, Resolution):
        yield from _sequence("stages", "date", [d.date for d in record.stages])
    elif isinstance(record, Response):
        yield from _sequence("contributions", "date", [c.date for c in record.contributions])


def _sequence(name: str, key: str, dates: list[str | None]) -> Iterator[Pair]:
    """Pair each date with the latest before it, so that a vague one between two hides nothing."""
    latest: tuple[int, str] | None = None
    for index, date in enumerate(dates):
        if date is None:
            continue
        if latest:
            yield (name, latest[0], key), latest[1], (name, index, key), date
        if latest is None or date > latest[1]:
            latest = index, date
