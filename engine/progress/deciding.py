"""Deciding about a requirement of one participant's degree, and withdrawing what was decided.

A pin is the participant's own choice. Everything else is an admin's, about somebody else, and says
why. What follows is what follows an approval; a conferred degree is never lost by it in silence.
"""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, ledger, people
from engine.errors import (
    AlreadyConferred,
    AlreadyWithdrawn,
    DecidedAlready,
    NoteMissing,
    NotFound,
    NotPermitted,
    OwnDegree,
)
from engine.outbox import announce
from engine.people import Act, Actor, Participant
from engine.progress import decided, queries, seen
from engine.progress.events import DegreeDecided, DegreeDecisionWithdrawn
from engine.progress.objections import must_be_sound
from engine.progress.tables import DegreeDecision, Enrollment
from rules.audits import Decision, Verb
from rules.requirements.phrases import number


def pin(
    session: Session, degree: str, requirement: str, evidence: str, *, by: Actor, now: datetime
) -> DegreeDecision:
    """Let a piece of work serve this requirement of the degree and no other one.

    Her own choice, which she may change at any time: an earlier pin of it is withdrawn.
    """
    by.must(Act.TAKE_PART)
    said = Decision(Verb.PIN, requirement, evidence, degree=degree)
    return _decide(session, by.participant, said, "", by, now)


def decide(
    session: Session,
    participant: uuid.UUID,
    said: Decision,
    *,
    reason: str,
    by: Actor,
    now: datetime,
) -> DegreeDecision:
    """Waive, confirm, lower a need, accept a piece of work in another's place, or exclude one."""
    place = people.participant(session, by.participant.district_id, participant)
    _must_decide(by, place)
    if said.verb is Verb.PIN:
        raise NotPermitted(said.verb.value)
    if not reason.strip():
        raise NoteMissing()
    return _decide(session, place, said, reason.strip(), by, now)


def withdraw_decision(
    session: Session, decision: uuid.UUID, *, note: str = "", by: Actor, now: datetime
) -> DegreeDecision:
    """Undo a decision: everything is as if it had not been taken, down to what serves what."""
    row = session.get(DegreeDecision, (by.participant.district_id, decision))
    if row is None:
        raise NotFound("decision")
    place = people.participant(session, row.district_id, row.participant_id)
    if row.verb is Verb.PIN:
        _must_be_hers(by, place)
    else:
        _must_decide(by, place)
        if not note.strip():
            raise NoteMissing()
    ledger.hold(session, place)
    session.refresh(row)
    if row.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    _bring_back(session, place, row)
    _withdraw(session, row, note.strip(), by, now)
    return row


def replaced(session: Session, place: Participant, said: Decision) -> Iterator[DegreeDecision]:
    """What no longer holds once this is decided: another pin of the piece, another least amount."""
    for row in decided.decisions(session, place, said.degree):
        same_piece = row.evidence == said.evidence
        same_need = (row.requirement, row.need) == (said.node, said.need)
        if row.verb is said.verb and (
            (said.verb is Verb.PIN and same_piece) or (said.verb is Verb.SET_NEED and same_need)
        ):
            yield row


def _decide(
    session: Session, place: Participant, said: Decision, reason: str, by: Actor, now: datetime
) -> DegreeDecision:
    ledger.hold(session, place)
    enrollment = _pursued(session, place, said.degree or "")
    if any(decided.said(row) == said for row in decided.decisions(session, place)):
        raise DecidedAlready()
    earlier = list(replaced(session, place, said))
    today = catalogs.today(session, place.district_id, now=now)
    degrees = queries.degrees_taken_up(session, place)
    against = decided.held_to(session, place, queries.record(session, place, on=today), degrees)
    gone = [decided.said(row) for row in earlier]
    kept = tuple(each for each in against.decisions if each not in gone)
    root = degrees[enrollment.degree].requires
    must_be_sound(said, root, replace(against, decisions=kept))
    before = earlier[0].uses_before if earlier else seen.uses(session, place)
    for row in earlier:
        _withdraw(session, row, "", by, now)
    row = DegreeDecision(
        district_id=place.district_id,
        participant_id=place.id,
        degree=enrollment.degree,
        catalog=enrollment.catalog,
        verb=said.verb,
        requirement=said.node or "",
        evidence=said.evidence,
        need=said.need,
        value=str(number(said.value)) if said.verb is Verb.SET_NEED else "",
        reason=reason,
        decided_by=by.participant.id,
        decided_at=now,
        uses_before=before,
    )
    session.add(row)
    session.flush()
    announce(session, _told(row), by=by.participant.id, now=now)
    return row


def _told(row: DegreeDecision) -> DegreeDecided:
    return DegreeDecided(
        row.district_id,
        row.participant_id,
        decision=row.id,
        degree=row.degree,
        catalog=row.catalog,
        verb=row.verb.value,
        note=row.reason,
        requirement=row.requirement,
        evidence=row.evidence,
        need=row.need,
        value=row.value,
    )


def _withdraw(session: Session, row: DegreeDecision, note: str, by: Actor, now: datetime) -> None:
    row.withdrawn_by, row.withdrawn_at, row.withdrawn_why = by.participant.id, now, note
    session.add(row)
    session.flush()
    happened = DegreeDecisionWithdrawn(
        row.district_id, row.participant_id, row.id, row.degree, row.verb.value, note
    )
    announce(session, happened, by=by.participant.id, now=now)


def _bring_back(session: Session, place: Participant, row: DegreeDecision) -> None:
    """What served what before counts as what was seen last, for the next decision too."""
    later = (
        each
        for each in decided.decisions(session, place)
        if (each.decided_at, each.id) > (row.decided_at, row.id)
    )
    if (following := next(later, None)) is not None:
        following.uses_before = row.uses_before
        session.add(following)
    seen.bring_back(session, place, row.uses_before)


def _pursued(session: Session, place: Participant, degree: str) -> Enrollment:
    """Her enrollment; what is conferred is decided about only while it is in question."""
    found = (row for row in queries.enrollments(session, place) if row.degree == degree)
    enrollment = next(found, None)
    if enrollment is None:
        raise NotFound("enrollment")
    for conferral in queries.conferrals(session, place):
        if conferral.degree == degree and conferral.questioned_at is None:
            raise AlreadyConferred(degree)
    return enrollment


def _must_be_hers(by: Actor, place: Participant) -> None:
    by.must(Act.TAKE_PART)
    if by.participant.id != place.id:
        raise NotPermitted(Verb.PIN.value)


def _must_decide(by: Actor, place: Participant) -> None:
    by.must(Act.CORRECT, place)
    if by.participant.id == place.id:
        raise OwnDegree()
