"""Waiving what comes first for one person, and taking that back.

A waiver opens a door and grants nothing: no points, no badge, no requirement. What was handed in or
approved while it held stays as it is.
"""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, ledger, people
from engine.errors import AlreadyWithdrawn, DecidedAlready, NoteMissing, NotFound, OwnDegree
from engine.evidence.waiving.events import StageWaived, StageWaiverWithdrawn, WaiverEvent
from engine.evidence.waiving.finding import comes_first, waived
from engine.evidence.waiving.tables import StageWaiver
from engine.outbox import announce
from engine.people import Act, Actor, Participant


def waive(
    session: Session, participant: uuid.UUID, part: str, *, reason: str, by: Actor, now: datetime
) -> StageWaiver:
    """Let somebody go on without this part; who decides about requirements decides this too."""
    place = people.participant(session, by.participant.district_id, participant)
    _must_decide(by, place, reason)
    if not comes_first(catalogs.current(session, place.district_id, now=now), part):
        raise NotFound("activity")
    ledger.hold(session, place)
    if part in waived(session, place):
        raise DecidedAlready()
    row = StageWaiver(
        district_id=place.district_id,
        participant_id=place.id,
        part=part,
        reason=reason.strip(),
        decided_by=by.participant.id,
        decided_at=now,
    )
    _keep(session, row)
    _announce(session, StageWaived, row, row.reason, by, now)
    return row


def withdraw(
    session: Session, waiver: uuid.UUID, *, note: str, by: Actor, now: datetime
) -> StageWaiver:
    """It comes first for her again; what she has done meanwhile is untouched."""
    row = session.get(StageWaiver, (by.participant.district_id, waiver))
    if row is None:
        raise NotFound("decision")
    place = people.participant(session, row.district_id, row.participant_id)
    _must_decide(by, place, note)
    ledger.hold(session, place)
    session.refresh(row)
    if row.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    row.withdrawn_by, row.withdrawn_at = by.participant.id, now
    row.withdrawn_why = note.strip()
    _keep(session, row)
    _announce(session, StageWaiverWithdrawn, row, row.withdrawn_why, by, now)
    return row


def _must_decide(by: Actor, place: Participant, why: str) -> None:
    by.must(Act.CORRECT, place)
    if by.participant.id == place.id:
        raise OwnDegree()
    if not why.strip():
        raise NoteMissing()


def _keep(session: Session, row: StageWaiver) -> None:
    session.add(row)
    session.flush()


def _announce(
    session: Session,
    event: type[WaiverEvent],
    row: StageWaiver,
    note: str,
    by: Actor,
    now: datetime,
) -> None:
    happened = event(row.district_id, row.participant_id, row.id, row.part, note)
    announce(session, happened, by=by.participant.id, now=now)
