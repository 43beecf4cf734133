"""An actor named with an office held it on that day."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics.catalogue.rules import R10, R11
from ..diagnostics.problem import Problem, nearest
from ..model.actor import Actor
from ..model.record import Participant
from .dates import after
from .rule import Context, of_dossier


@of_dossier()
def offices_were_held(context: Context) -> Iterator[Problem]:
    """Yield a problem for each participant whose office is unknown or was not held then."""
    dossier = context.dossier
    for record in dossier.records.values():
        participants: tuple[Participant, ...] = getattr(record, "participants", ())
        for index, participant in enumerate(participants):
            actor = dossier.records.get(participant.actor.id)
            if not isinstance(actor, Actor) or participant.office is None:
                continue
            offices = {office.id: office for office in actor.offices}
            where = dossier.locate(record.id, ("participants", index, "office"))
            office = offices.get(participant.office)
            if office is None:
                message = f"`{actor.id}` has no office `{participant.office}`"
                near = nearest(participant.office, offices)
                expected = f"one of {', '.join(offices)}" if offices else ""
                yield Problem(where, R10, message, expected, near)
                continue
            for day in record.dates():
                begun = office.since is None or after(day, office.since)
                ended = office.until is not None and not after(office.until, day)
                if not begun or ended:
                    held = f"{office.since or 'an unknown day'} to {office.until or 'now'}"
                    message = f"{actor.title} was not {office.name} on {day}"
                    yield Problem(where, R11, message, f"a day from {held}")
