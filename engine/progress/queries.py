"""Where a participant stands: her record, her level, and her degrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine import catalogs, evidence
from engine.errors import NotFound
from engine.people import Participant
from engine.progress import decided
from engine.progress.past import conferrals_by, enrollments_by, levels_by
from engine.progress.tables import Conferral, DegreeProgress, Enrollment, LevelReached
from engine.store import looks_back_to, remembered
from rules.audits import Audit, meets
from rules.audits.assignment import BUDGET
from rules.audits.audit import Kept
from rules.audits.items import Record
from rules.audits.record import record_of
from rules.badges import Satisfied
from rules.catalog import Degree
from rules.facts import Completion, Person
from rules.facts import Conferral as Granting
from rules.holdings import degrees_audited, level_in
from rules.levels import Reached

_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Pursued:
    """A degree that a participant pursues or holds, and how far she is."""

    enrollment: Enrollment
    degree: Degree
    audit: Audit
    conferral: Conferral | None


def record(
    session: Session,
    place: Participant,
    *,
    on: date,
    done: Sequence[Completion] | None = None,
) -> Record:
    """Everything that a degree may ask for, as it stands on that day, or as if this was done.

    What was decided for her is in it, whatever the day; `audits` leaves out what rests.
    """
    timeline = catalogs.timeline_of(session, place)
    done = evidence.completions(session, place) if done is None else done
    return record_of(
        done,
        timeline,
        as_of=on,
        work=evidence.work(session, place, done),
        person=Person(place.audience, place.fte),
        conferrals=[Granting(row.degree, row.conferred_on) for row in conferrals(session, place)],
        levels={row.level: row.reached_on for row in levels_noted(session, place)},
        decisions=decided.of_taken_up(
            decided.decisions(session, place), enrollments(session, place)
        ),
    )


def pursued(session: Session, place: Participant, *, now: datetime) -> list[Pursued]:
    """The degrees that she took up and didn't put aside, in the order of taking up."""
    today = catalogs.today(session, place.district_id, now=now)
    return audited(session, place, record(session, place, on=today))


def audited(session: Session, place: Participant, against: Record) -> list[Pursued]:
    """Her degrees, each under the catalog of its enrollment, held against this record."""
    taken_up = enrollments(session, place)
    granted_to_her = {row.degree: row for row in conferrals(session, place)}
    degrees = degrees_taken_up(session, place)
    found = audits(session, place, degrees, against)
    return [
        Pursued(row, degrees[row.degree], found[row.degree], granted_to_her.get(row.degree))
        for row in taken_up
    ]


def degrees_taken_up(session: Session, place: Participant) -> dict[str, Degree]:
    """The degrees that she took up and didn't put aside, as the catalog of each writes it."""
    return {row.degree: _degree(session, row) for row in enrollments(session, place)}


def looked_at(session: Session, place: Participant, degree: str, *, now: datetime) -> Audit:
    """How far she would be in a degree that she has not taken up, under today's catalog."""
    found = offered(session, place, now=now)
    if degree not in found:
        raise NotFound("degree")
    return found[degree]


def offered(session: Session, place: Participant, *, now: datetime) -> dict[str, Audit]:
    """How far she would be in every degree of today's catalog."""
    catalog = catalogs.current(session, place.district_id, now=now)
    against = record(session, place, on=catalogs.local_day(catalog, now))
    return audits(session, place, catalog.degrees, against)


def level(session: Session, place: Participant, *, now: datetime) -> Reached:
    """Her level by the experience that she has, and how far the next one is."""
    today = catalogs.today(session, place.district_id, now=now)
    return level_in(catalogs.timeline_of(session, place), record(session, place, on=today))


def satisfied(session: Session, place: Participant, *, now: datetime) -> Satisfied:
    """Whether her record meets a requirement that is no degree's, such as a badge's, on a day."""
    against = record(session, place, on=catalogs.today(session, place.district_id, now=now))
    return lambda requirement, on: meets(requirement, against, on)


def enrollments(session: Session, place: Participant) -> Sequence[Enrollment]:
    """The degrees that she took up and didn't put aside, in the order of taking up."""
    question = ("enrollments", *place.key)
    if (moment := looks_back_to(session)) is not None:
        return remembered(
            session, Enrollment, question, lambda: enrollments_by(session, place, moment)
        )
    return remembered(session, Enrollment, question, lambda: _of(session, place, _ENROLLMENTS))


def conferrals(session: Session, place: Participant) -> Sequence[Conferral]:
    """The degrees that were granted to her and not revoked, in the order of days."""
    question = ("conferrals", *place.key)
    if (moment := looks_back_to(session)) is not None:
        return remembered(
            session, Conferral, question, lambda: conferrals_by(session, place, moment)
        )
    return remembered(session, Conferral, question, lambda: _of(session, place, _CONFERRALS))


def conferred(session: Session, place: Participant, degree: str) -> Degree:
    """The degree as the catalog writes it under which it was granted to her, revoked or not."""
    conferral = session.get_one(Conferral, (*place.key, degree))
    return catalogs.numbered(session, place.district_id, conferral.catalog).degrees[degree]


def questioned(session: Session, district: str) -> Sequence[Conferral]:
    """Conferrals whose audit a correction left incomplete: an admin decides on each."""
    return session.exec(
        select(Conferral)
        .where(Conferral.district_id == district, col(Conferral.questioned_at).is_not(None))
        .order_by(col(Conferral.questioned_at))
    ).all()


def levels_noted(session: Session, place: Participant) -> Sequence[LevelReached]:
    """The levels that she came to, with the day of each."""
    question = ("levels_noted", *place.key)
    if (moment := looks_back_to(session)) is not None:
        return remembered(
            session, LevelReached, question, lambda: levels_by(session, place, moment)
        )
    return remembered(session, LevelReached, question, lambda: _of(session, place, _LEVELS_NOTED))


def levels_unseen(session: Session, place: Participant) -> Sequence[LevelReached]:
    """The levels that she came to and has not seen celebrated, the first one first."""
    return [row for row in levels_noted(session, place) if row.seen_at is None]


def _degree(session: Session, enrollment: Enrollment) -> Degree:
    catalog = catalogs.numbered(session, enrollment.district_id, enrollment.catalog)
    return catalog.degrees[enrollment.degree]


def audits(
    session: Session,
    place: Participant,
    degrees: Mapping[str, Degree],
    against: Record,
    *,
    budget: int = BUDGET,
    kept: Mapping[str, Kept] | None = None,
) -> dict[str, Audit]:
    """These degrees held against a record, as the district lets work count for several.

    Of equally good uses of the evidence the one is taken that changes least of what was kept.
    """
    catalog = catalogs.timeline_of(session, place).in_force(against.as_of).catalog
    against = decided.held_to(session, place, against, degrees)
    asked = {key: degree.requires for key, degree in degrees.items()}
    kept = seen_last(session, place) if kept is None else kept
    return degrees_audited(asked, against, catalog, budget=budget, kept=kept)


def seen_last(session: Session, place: Participant) -> dict[str, Kept]:
    """Which evidence served which requirement of each degree when it was audited last.

    What it was at an earlier moment is not kept: then nothing leads the choice among equals.
    """
    if looks_back_to(session) is not None:
        return {}
    question = ("seen_last", *place.key)
    rows = remembered(session, DegreeProgress, question, lambda: _of(session, place, _PROGRESS))
    return {row.degree: row.uses for row in rows}


def _of(session: Session, place: Participant, asked: sa.Select[_Row]) -> Sequence[_Row]:
    whose = {"district": place.district_id, "participant": place.id}
    return session.scalars(asked, whose).all()


_ENROLLMENTS = (
    sa.select(Enrollment)
    .where(
        col(Enrollment.district_id) == sa.bindparam("district"),
        col(Enrollment.participant_id) == sa.bindparam("participant"),
        col(Enrollment.left_on).is_(None),
    )
    .order_by(col(Enrollment.enrolled_on), col(Enrollment.degree))
)
_PROGRESS = sa.select(DegreeProgress).where(
    col(DegreeProgress.district_id) == sa.bindparam("district"),
    col(DegreeProgress.participant_id) == sa.bindparam("participant"),
)
_CONFERRALS = (
    sa.select(Conferral)
    .where(
        col(Conferral.district_id) == sa.bindparam("district"),
        col(Conferral.participant_id) == sa.bindparam("participant"),
        col(Conferral.revoked_at).is_(None),
    )
    .order_by(col(Conferral.conferred_at), col(Conferral.degree))
)
_LEVELS_NOTED = (
    sa.select(LevelReached)
    .where(
        col(LevelReached.district_id) == sa.bindparam("district"),
        col(LevelReached.participant_id) == sa.bindparam("participant"),
    )
    .order_by(col(LevelReached.reached_on))
)
