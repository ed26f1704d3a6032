"""Whom a new day can touch: what was earned changes with it only where time itself is asked."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, evidence, people, progress
from engine.evidence import Evidence, Status
from engine.people import Participant
from engine.progress import Enrollment
from rules.expiring import ending
from rules.terms import Policy
from rules.timeline import Timeline


def touched(
    session: Session,
    district: str,
    *,
    since: date | None,
    day: date,
    between: people.Between | None = None,
) -> Sequence[uuid.UUID]:
    """Everybody whose levels or degrees may be others on this day than after `since`.

    All of them when a catalog begins to apply, or when levels ask for what grows old; else those
    who pursue a degree that does, or that is judged by another version from this day on, and those
    with work that was dated ahead or has counted for the last time.
    """
    timeline = catalogs.timeline(session, district)
    if since is None or _touches_all(timeline, since, day):
        return [place.id for place in people.everybody(session, district, between)]
    ended = ending(timeline, since, day - timedelta(days=1))
    anywhere = {
        *progress.who_has_lapsed(session, district, day),
        *evidence.who_did(session, district, ended),
    }
    found = {
        *_pursuing_what_ages(session, district, between),
        *_worked_ahead(session, district, since, day, between),
        *(each for each in anywhere if _lies(each, between)),
    }
    return sorted(found)


def _touches_all(timeline: Timeline, since: date, day: date) -> bool:
    begins = any(since < first <= day for first in _first_days(timeline))
    return begins or any(
        level.requires is not None and level.requires.ages
        for recorded in timeline.recorded
        for level in recorded.catalog.levels.values()
    )


def _first_days(timeline: Timeline) -> Iterator[date]:
    """The days from which catalogs apply; for whom one spares, it is the day after publishing."""
    for recorded in timeline.recorded:
        yield recorded.applies_from
        if recorded.policy is Policy.NOBODY_LOSES:
            yield recorded.published_on + timedelta(days=1)


def _pursuing_what_ages(
    session: Session, district: str, between: people.Between | None
) -> Iterator[uuid.UUID]:
    rows = session.execute(
        sa.select(
            col(Enrollment.participant_id), col(Enrollment.degree), col(Enrollment.catalog)
        ).where(
            col(Enrollment.district_id) == district,
            col(Enrollment.left_on).is_(None),
            people.within(col(Enrollment.participant_id), between),
        )
    )
    for participant_id, degree, number in rows:
        if catalogs.numbered(session, district, number).degrees[degree].requires.ages:
            yield participant_id


def _lies(participant_id: uuid.UUID, between: people.Between | None) -> bool:
    return between is None or between[0] <= participant_id <= between[1]


def _worked_ahead(
    session: Session, district: str, since: date, day: date, between: people.Between | None
) -> Iterator[uuid.UUID]:
    """Whose approved work is dated on one of these days, as an import may have it."""
    yield from session.scalars(
        sa.select(col(Participant.id)).where(
            col(Participant.district_id) == district,
            people.within(col(Participant.id), between),
            sa.exists().where(
                col(Evidence.district_id) == col(Participant.district_id),
                col(Evidence.participant_id) == col(Participant.id),
                col(Evidence.status) == Status.APPROVED,
                col(Evidence.done_on) > since,
                col(Evidence.done_on) <= day,
            ),
        )
    )
