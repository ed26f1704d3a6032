"""Being there: people check in with the code, or are written down, and it becomes evidence."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from engine import catalogs, evidence, ledger, people
from engine.errors import CheckInClosed, CheckInNotOpen, NotFound, Refusal
from engine.evidence import Approved, Evidence
from engine.gatherings.actions import must_lead
from engine.gatherings.tables import Attendance, Gathering, How
from engine.people import Act, Actor, Participant
from rules.terms import EvidenceKind


@dataclass(frozen=True)
class Expected:
    """Somebody who is about to be written down: whether she is already, and what speaks against."""

    participant: Participant
    there: bool
    refusal: Refusal | None

    @property
    def is_new(self) -> bool:
        return not self.there and self.refusal is None


def check_in(session: Session, gathering: Gathering, *, by: Actor, now: datetime) -> Attendance:
    """Say that one is here, while the code counts; a second time changes nothing."""
    by.must(Act.TAKE_PART)
    ledger.hold(session, by.participant)
    found = attendance(session, gathering, by.participant)
    if found is not None:
        return found
    if refusal := closed(session, gathering, now=now):
        raise refusal
    return _note(session, gathering, by.participant, How.CHECKED_IN, now)


def foresee(
    session: Session, gathering: Gathering, whom: Iterable[Participant], *, now: datetime
) -> Sequence[Expected]:
    """What would become of writing these people down."""
    whom = [*whom]
    struck = _taken_back(session, gathering, whom)
    return [
        Expected(
            each,
            each.id not in struck and attendance(session, gathering, each) is not None,
            _obstacle(session, gathering, each, now),
        )
        for each in whom
    ]


def write_down(
    session: Session, gathering: Gathering, whom: Iterable[Participant], *, by: Actor, now: datetime
) -> Sequence[Evidence]:
    """Note that these people were there, as one act; answers with the evidence that is new.

    Whoever writes them down saw them or has their signatures, so nothing waits; whose attendance
    was taken back since is there again.
    """
    must_lead(gathering, by)
    whom = [*whom]
    struck = _taken_back(session, gathering, whom)
    if now < gathering.opens_at:
        raise CheckInNotOpen(gathering.opens_at, _leader(session, gathering))
    new: list[Evidence] = []
    with evidence.settled_once(session, now=now):
        for each in sorted(whom, key=lambda one: one.id):
            ledger.hold(session, each)
            found = attendance(session, gathering, each)
            if found is None:
                found = _attendance(session, gathering, each, How.LISTED, now)
            if found.confirmed_at is None or each.id in struck:
                new += _take_in(session, gathering, found, now)
    return new


def confirm(
    session: Session, gathering: Gathering, whom: Iterable[uuid.UUID], *, by: Actor, now: datetime
) -> int:
    """Confirm that these people were there; answers with how many are new evidence now."""
    must_lead(gathering, by)
    waiting = [
        each
        for participant_id in sorted(whom)
        if (each := _of(session, gathering, participant_id)) and each.confirmed_at is None
    ]
    with evidence.settled_once(session, now=now):
        return sum(len(_take_in(session, gathering, each, now)) for each in waiting)


def strike(session: Session, gathering: Gathering, participant_id: uuid.UUID, *, by: Actor) -> None:
    """Somebody was not there after all; what is evidence already, an admin takes back."""
    must_lead(gathering, by)
    found = _of(session, gathering, participant_id)
    if found is None or found.confirmed_at is not None:
        raise NotFound("attendance")
    session.delete(found)
    session.flush()


def attendance(
    session: Session, gathering: Gathering, participant: Participant
) -> Attendance | None:
    """That she was there, if it is known."""
    return _of(session, gathering, participant.id)


def _of(session: Session, gathering: Gathering, participant_id: uuid.UUID) -> Attendance | None:
    return session.get(Attendance, (gathering.district_id, gathering.id, participant_id))


def _note(
    session: Session, gathering: Gathering, whose: Participant, how: How, now: datetime
) -> Attendance:
    if refusal := _obstacle(session, gathering, whose, now):
        raise refusal
    noted = _attendance(session, gathering, whose, how, now)
    if not gathering.waits:
        _take_in(session, gathering, noted, now)
    return noted


def _attendance(
    session: Session, gathering: Gathering, whose: Participant, how: How, now: datetime
) -> Attendance:
    noted = Attendance(
        district_id=gathering.district_id,
        gathering_id=gathering.id,
        participant_id=whose.id,
        how=how,
        at=now,
    )
    session.add(noted)
    session.flush()
    return noted


def _take_in(
    session: Session, gathering: Gathering, noted: Attendance, now: datetime
) -> Sequence[Evidence]:
    """Being there becomes approved evidence, by whoever leads."""
    whose = people.participant(session, gathering.district_id, noted.participant_id)
    noted.confirmed_at = now
    session.add(noted)
    approved = _approved(session, gathering, whose)
    new = evidence.take_in(session, whose, [approved], now=now, again=True)
    if len(new) == _confirmed(session, gathering):
        _credit_leading(session, gathering, approved, now)
    return new


def _taken_back(
    session: Session, gathering: Gathering, whom: Sequence[Participant]
) -> frozenset[uuid.UUID]:
    """Whose attendance counted, and was taken back."""
    names = {gathering.known_as(each.id): each.id for each in whom}
    gone = evidence.taken_back(session, gathering.district_id, list(names))
    return frozenset(names[name] for name in gone)


def _confirmed(session: Session, gathering: Gathering) -> int:
    """For how many it counts."""
    return session.exec(
        select(func.count())
        .select_from(Attendance)
        .where(
            Attendance.district_id == gathering.district_id,
            Attendance.gathering_id == gathering.id,
            col(Attendance.confirmed_at).is_not(None),
        )
    ).one()


def _credit_leading(session: Session, gathering: Gathering, first: Approved, now: datetime) -> None:
    """Once the first one was there, whoever leads has led; what that counts as, the pack says."""
    catalog = catalogs.current(session, gathering.district_id, now=now)
    offer = catalog.activities.get(gathering.activity)
    if offer is not None and offer.leading_counts_as is not None:
        evidence.credit(
            session,
            first.by.participant,
            offer.leading_counts_as,
            known_as=f"gathering/{gathering.id}/led",
            day=first.day,
            minutes=gathering.minutes,
            now=now,
        )


def _approved(session: Session, gathering: Gathering, whose: Participant) -> Approved:
    catalog = catalogs.timeline(session, gathering.district_id).newest.catalog
    leader = people.participant(session, gathering.district_id, gathering.leader_id)
    return Approved(
        known_as=gathering.known_as(whose.id),
        activity=gathering.activity,
        stage=gathering.stage,
        kinds=frozenset({EvidenceKind.ATTENDANCE}),
        minutes=gathering.minutes,
        day=catalogs.local_day(catalog, gathering.begins_at),
        by=people.acting(session, leader),
        witnessed=True,
    )


def _obstacle(
    session: Session, gathering: Gathering, whose: Participant, now: datetime
) -> Refusal | None:
    approved = [_approved(session, gathering, whose)]
    return next(iter(evidence.obstacles(session, whose, approved, now=now)))


def closed(
    session: Session, gathering: Gathering, *, now: datetime
) -> CheckInNotOpen | CheckInClosed | None:
    """Why nobody can check in at this moment; None while one can."""
    if now < gathering.opens_at:
        return CheckInNotOpen(gathering.opens_at, _leader(session, gathering))
    if now >= gathering.closes_at:
        return CheckInClosed(gathering.closes_at, _leader(session, gathering))
    return None


def _leader(session: Session, gathering: Gathering) -> str:
    return people.names(session, gathering.district_id, [gathering.leader_id])[gathering.leader_id]
