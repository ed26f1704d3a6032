"""What participants pursued and attained at an earlier moment, from what was announced by then."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from engine import catalogs
from engine.outbox import EventRow, told_of
from engine.people import Participant
from engine.progress.events import (
    ConferralRevoked,
    DegreeConferred,
    Enrolled,
    LevelTakenBack,
    LevelWasReached,
    PutAside,
)
from engine.progress.tables import Conferral, Enrollment, LevelReached, Switch


def enrollments_by(session: Session, place: Participant, moment: datetime) -> Sequence[Enrollment]:
    """The degrees that she pursued, each under the catalog by which it was judged then."""
    told = _last(_told(session, place, moment, Enrolled, PutAside), "degree")
    pursued = {degree for degree, event in told.items() if event.kind == Enrolled.__name__}
    rows = session.exec(
        select(Enrollment).where(
            Enrollment.district_id == place.district_id, Enrollment.participant_id == place.id
        )
    )
    then = [
        Enrollment(**row.model_dump() | {"catalog": _judged_by(session, row, moment)})
        for row in rows
        if row.degree in pursued and not _left_untold(session, row, moment)
    ]
    for row in then:
        row.left_on = None
    return sorted(then, key=lambda row: (row.enrolled_on, row.degree))


def conferrals_by(session: Session, place: Participant, moment: datetime) -> Sequence[Conferral]:
    """The degrees that had been granted to her and not revoked."""
    told = _last(_told(session, place, moment, DegreeConferred, ConferralRevoked), "degree")
    granted = {
        degree: event for degree, event in told.items() if event.kind == DegreeConferred.__name__
    }
    rows = [_granted(session, place, degree, event) for degree, event in granted.items()]
    return sorted(rows, key=lambda row: (row.conferred_at, row.degree))


def levels_by(session: Session, place: Participant, moment: datetime) -> Sequence[LevelReached]:
    """The levels that she had come to, with the day of each."""
    told = _last(_told(session, place, moment, LevelWasReached, LevelTakenBack), "level")
    rows = [
        LevelReached(
            district_id=place.district_id,
            participant_id=place.id,
            level=level,
            reached_on=_day(session, place, event),
            event_id=event.id,
        )
        for level, event in told.items()
        if event.kind == LevelWasReached.__name__
    ]
    return sorted(rows, key=lambda row: row.reached_on)


def _told(
    session: Session, place: Participant, moment: datetime, *kinds: type
) -> Sequence[EventRow]:
    return told_of(session, place.district_id, place.id, *kinds, by=moment)


def _last(told: Sequence[EventRow], about: str) -> dict[str, EventRow]:
    """The last word on each thing, in the order of those words."""
    found: dict[str, EventRow] = {}
    for event in told:
        found.pop(event.facts[about], None)
        found[event.facts[about]] = event
    return found


def _judged_by(session: Session, row: Enrollment, moment: datetime) -> int:
    """The catalog from which the first later switch led away, or the one that judges today."""
    later = session.exec(
        select(Switch)
        .where(
            Switch.district_id == row.district_id,
            Switch.participant_id == row.participant_id,
            Switch.degree == row.degree,
            Switch.switched_at > moment,
        )
        .order_by(col(Switch.seq))
        .limit(1)
    ).one_or_none()
    return later.from_catalog if later else row.catalog


def _left_untold(session: Session, row: Enrollment, moment: datetime) -> bool:
    """Whether it had been put aside, at a time when that was not yet announced."""
    day = catalogs.today(session, row.district_id, now=moment)
    return row.left_on is not None and row.left_on <= day


def _granted(session: Session, place: Participant, degree: str, event: EventRow) -> Conferral:
    """The conferral as it was announced; if it was revoked and granted anew, with its new audit."""
    kept = session.get_one(Conferral, (*place.key, degree))
    return Conferral(
        district_id=place.district_id,
        participant_id=place.id,
        degree=degree,
        catalog=event.facts["catalog"],
        conferred_on=date.fromisoformat(event.facts["conferred_on"]),
        conferred_at=event.at,
        event_id=event.id,
        audit=kept.audit,
    )


def _day(session: Session, place: Participant, event: EventRow) -> date:
    """The day of a level; in the first release it was that of the event."""
    told = event.facts.get("reached_on")
    return (
        date.fromisoformat(told)
        if told
        else catalogs.today(session, place.district_id, now=event.at)
    )
