"""Taking up a degree, and what follows whenever a record has changed."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from engine import catalogs, evidence, ledger
from engine.errors import AlreadyEnrolled, NotFound, OtherAudience
from engine.outbox import Announced, announce, told_of
from engine.people import Act, Actor, Participant
from engine.progress import queries
from engine.progress.events import (
    ConferralQuestioned,
    DegreeConferred,
    Enrolled,
    LevelTakenBack,
    LevelWasReached,
    PutAside,
)
from engine.progress.queries import Pursued
from engine.progress.tables import (
    Conferral,
    DegreeProgress,
    Enrollment,
    LevelReached,
    digest_of,
)
from rules.audits.items import Record
from rules.facts import Conferral as Granting
from rules.holdings import levels_in


def enroll(session: Session, degree: str, *, by: Actor, now: datetime) -> Enrollment:
    """Take up a degree under the catalog in force today, or one that was put aside as it was.

    What was begun may be gone on with, though it be offered no longer.
    """
    by.must(Act.TAKE_PART)
    place = by.participant
    ledger.hold(session, place)
    enrollment = session.get(Enrollment, (*place.key, degree))
    if enrollment is not None and enrollment.left_on is None:
        raise AlreadyEnrolled(degree)
    if enrollment is None:
        today = _must_be_offered(session, place, degree, now)
        in_force = catalogs.timeline(session, place.district_id).in_force(today)
        enrollment = Enrollment(
            district_id=place.district_id,
            participant_id=place.id,
            degree=degree,
            catalog=in_force.number,
            enrolled_on=today,
        )
    enrollment.left_on = None
    session.add(enrollment)
    session.flush()
    announce(session, Enrolled(place.district_id, place.id, degree), by=place.id, now=now)
    return enrollment


def leave(session: Session, degree: str, *, by: Actor, now: datetime) -> None:
    """Put a degree aside; what was earned toward it stays."""
    enrollment = session.get(Enrollment, (*by.participant.key, degree))
    if enrollment is None or enrollment.left_on is not None:
        raise NotFound("enrollment")
    enrollment.left_on = catalogs.today(session, by.participant.district_id, now=now)
    session.add(enrollment)
    session.flush()
    place = by.participant
    announce(session, PutAside(place.district_id, place.id, degree), by=place.id, now=now)


def mark_seen(session: Session, place: Participant, *, now: datetime) -> None:
    """She has seen the levels that she came to; each is celebrated once."""
    for row in queries.levels_unseen(session, place):
        row.seen_at = now
        session.add(row)
    session.flush()


def assess(session: Session, place: Participant, *, cause: Announced, now: datetime) -> None:
    """Bring levels and degrees in line with the record as it is now.

    Doing it twice changes nothing. A degree that another one asks for may complete that one too,
    so all are gone through again until none is conferred any more. The participant is held, so
    that of two changes at the same instant only one confers.
    """
    ledger.hold(session, place)
    today = catalogs.today(session, place.district_id, now=now)
    record = _with_levels(session, place, queries.record(session, place, on=today), cause, now)
    pursued = queries.audited(session, place, record)
    while complete := next((each for each in pursued if is_due(each)), None):
        _confer(session, place, complete, today, cause, now)
        granting = Granting(complete.enrollment.degree, today)
        record = replace(record, conferrals=(*record.conferrals, granting))
        pursued = queries.audited(session, place, record)
    for each in pursued:
        _question(session, place, each, record, now)
        note_progress(session, each)


def _must_be_offered(session: Session, place: Participant, degree: str, now: datetime) -> date:
    """Today, if the degree is offered to her today."""
    catalog = catalogs.current(session, place.district_id, now=now)
    offered = catalog.degrees.get(degree)
    if offered is None:
        raise NotFound("degree")
    if offered.audience and place.audience not in offered.audience:
        raise OtherAudience(degree)
    return catalogs.local_day(catalog, now)


def _with_levels(
    session: Session, place: Participant, record: Record, cause: Announced, now: datetime
) -> Record:
    """Note levels that were reached, and forget those that a correction took back."""
    reached = levels_in(catalogs.timeline_of(session, place), record)
    noted = {row.level: row for row in queries.levels_noted(session, place)}
    for level in noted.keys() - set(reached):
        take_level_back(session, noted[level], _evidence_of(cause), now)
    for level in reached:
        if level not in noted:
            noted[level] = note_level(session, place, level, record.as_of, cause, now)
    session.flush()
    return replace(record, levels={level: noted[level].reached_on for level in reached})


def note_level(
    session: Session, place: Participant, level: str, on: date, cause: Announced, now: datetime
) -> LevelReached:
    """Note a level; one that the correction of this very evidence took comes back as it was."""
    before = _as_it_was(session, place, level, cause, now)
    row = LevelReached(
        district_id=place.district_id,
        participant_id=place.id,
        level=level,
        reached_on=before.reached_on if before else on,
        event_id=cause.id,
        seen_at=now if before and before.seen else None,
    )
    session.add(row)
    reached = LevelWasReached(place.district_id, place.id, level, row.reached_on)
    announce(session, reached, by=None, now=now)
    return row


def take_level_back(
    session: Session, row: LevelReached, by_evidence: uuid.UUID | None, now: datetime
) -> None:
    """Forget that a level was reached; that it once was stays told."""
    lost = LevelTakenBack(
        row.district_id,
        row.participant_id,
        row.level,
        row.reached_on,
        row.seen_at is not None,
        by_evidence,
    )
    session.delete(row)
    announce(session, lost, by=None, now=now)


def _evidence_of(cause: Announced) -> uuid.UUID | None:
    """The evidence that an event is about, if it is about one."""
    return cause.event.evidence if isinstance(cause.event, evidence.EvidenceEvent) else None


@dataclass(frozen=True)
class _Before:
    """How a level stood before it was taken back."""

    reached_on: date
    seen: bool


def _as_it_was(
    session: Session, place: Participant, level: str, cause: Announced, now: datetime
) -> _Before | None:
    claim = _evidence_of(cause)
    if claim is None or not evidence.was_corrected(session, place.district_id, claim):
        return None
    told = told_of(session, place.district_id, place.id, LevelTakenBack, by=now)
    lost = [each.facts for each in told if each.facts["level"] == level][-1:]
    return next(
        (
            _Before(date.fromisoformat(facts["reached_on"]), facts["seen"])
            for facts in lost
            if facts["evidence"] == str(claim)
        ),
        None,
    )


def is_due(pursued: Pursued) -> bool:
    """Whether the degree is complete and not yet granted."""
    return pursued.conferral is None and pursued.audit.is_complete


def _confer(
    session: Session,
    place: Participant,
    pursued: Pursued,
    today: date,
    cause: Announced,
    now: datetime,
) -> None:
    degree, catalog = pursued.enrollment.degree, pursued.enrollment.catalog
    audit = pursued.audit.to_json()
    session.merge(  # One that was revoked before is conferred anew.
        Conferral(
            district_id=place.district_id,
            participant_id=place.id,
            degree=degree,
            catalog=catalog,
            conferred_on=today,
            conferred_at=now,
            event_id=cause.id,
            audit=audit,
            questioned_at=None,
            upheld_at=None,
            revoked_at=None,
            revoked_why="",
        )
    )
    session.flush()
    whose = (place.district_id, place.id)
    granted = DegreeConferred(*whose, degree, catalog, today, digest_of(audit))
    announce(session, granted, by=None, now=now)


def _question(
    session: Session, place: Participant, pursued: Pursued, record: Record, now: datetime
) -> None:
    """Mark a conferral whose audit is no longer complete, and clear the mark when it is again.

    One that an admin let stand is not asked about again, unless it was complete in between.
    """
    conferral = pursued.conferral
    if conferral is None:
        return
    stands = pursued.audit.is_complete or _stood(session, place, pursued, conferral, record)
    if stands:
        conferral.questioned_at = conferral.upheld_at = None
    elif conferral.questioned_at is None and conferral.upheld_at is None:
        conferral.questioned_at = now
        happened = ConferralQuestioned(place.district_id, place.id, conferral.degree)
        announce(session, happened, by=None, now=now)
    session.add(conferral)
    session.flush()


def _stood(
    session: Session, place: Participant, pursued: Pursued, conferral: Conferral, record: Record
) -> bool:
    """Whether it only ages: on the day of its granting the record, as it is now, completes it."""
    expires = any(item.expires is not None for item in record.items)
    if not (expires or pursued.degree.requires.ages):
        return False
    that_day = replace(record, as_of=conferral.conferred_on)
    return any(
        each.audit.is_complete
        for each in queries.audited(session, place, that_day)
        if each.enrollment.degree == conferral.degree
    )


def note_progress(session: Session, pursued: Pursued) -> None:
    """Keep the audit's numbers, so that a page about many people need not audit each; and what
    served what, so that the next audit moves as little as it can."""
    enrollment, audit = pursued.enrollment, pursued.audit
    session.merge(
        DegreeProgress(
            district_id=enrollment.district_id,
            participant_id=enrollment.participant_id,
            degree=enrollment.degree,
            audited_on=audit.as_of,
            open_requirements=audit.open_requirements,
            share=float(audit.progress),
            to_confirm=audit.to_confirm,
            uses={path: list(items) for path, items in audit.used_up.items()},
        )
    )
    session.flush()
