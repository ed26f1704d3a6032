"""Degrees over many people: how many pursue each, hold it or are near it; and levels.

The numbers come from what each person's last audit left behind, so that a page about a whole
district reads a few rows and audits nobody; `verify_degrees` holds them against new audits.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import people
from engine.ledger import Fault
from engine.people import Participant, Person, Scope
from engine.progress import queries
from engine.progress.tables import Conferral, DegreeProgress, Enrollment, LevelReached
from rules.terms import Audience, SchoolYear


@dataclass(frozen=True)
class DegreeCount:
    """How many people pursue a degree or had it conferred."""

    degree: str
    pursuing: int = 0
    conferred: int = 0
    """In the school year."""
    conferred_ever: int = 0


@dataclass(frozen=True)
class Near:
    """Somebody who pursues a degree, and how far she is."""

    participant: uuid.UUID
    name: str
    school: str
    audience: Audience
    degree: str
    open_requirements: int
    share: float
    enrolled_on: date
    catalog: int


class NearOrder(StrEnum):
    """What the list of who is near may be sorted by."""

    NAME = "name"
    SCHOOL = "school"
    DEGREE = "degree"
    DONE = "done"


def degree_counts(
    session: Session, scope: Scope, year: SchoolYear, *, today: date
) -> Mapping[str, DegreeCount]:
    """Every degree that somebody pursues today or had conferred, with its numbers."""
    pursued = dict(_counted(session, _pursuing(scope, today, col(Enrollment.degree)), Enrollment))
    ever = dict(_counted(session, _conferred(scope, col(Conferral.degree)), Conferral))
    in_year = _conferred(scope, col(Conferral.degree)).where(
        col(Conferral.conferred_on).between(year.first, year.last)
    )
    this_year = dict(_counted(session, in_year, Conferral))
    return {
        degree: DegreeCount(
            degree, pursued.get(degree, 0), this_year.get(degree, 0), ever.get(degree, 0)
        )
        for degree in sorted(pursued.keys() | ever.keys())
    }


def open_counts(session: Session, scope: Scope, *, today: date) -> Mapping[tuple[str, int], int]:
    """How many people pursue each degree with so many requirements still open."""
    alike = (col(DegreeProgress.degree), col(DegreeProgress.open_requirements))
    rows = session.execute(
        _pursuing(scope, today, *alike, sa.func.count()).group_by(*alike).order_by(*alike)
    )
    return {(degree, still_open): number for degree, still_open, number in rows}


def near(
    session: Session,
    scope: Scope,
    *,
    today: date,
    degree: str = "",
    open_max: int | None = None,
    order: NearOrder | None = None,
    falling: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Near]:
    """Who pursues a degree with at most so many requirements open, those who are nearest first
    unless another order is asked for.
    """
    wanted = [_SORTED[order].desc() if falling else _SORTED[order].asc()] if order else []
    rows = session.execute(
        _pursuing(scope, today, *_NEAR)
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(*_at_most(degree, open_max))
        .order_by(
            *wanted,
            col(DegreeProgress.open_requirements),
            sa.func.lower(col(Person.name)),
            col(Participant.id),
            col(DegreeProgress.degree),
        )
        .limit(limit)
        .offset(offset)
    )
    return [Near(*row) for row in rows]


def waiting_for_a_word(session: Session, scope: Scope, *, today: date) -> list[Near]:
    """Who has all that a degree asks, but for what an admin confirms by hand; by name."""
    rows = session.execute(
        _pursuing(scope, today, *_NEAR)
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(col(DegreeProgress.to_confirm) > 0)
        .order_by(sa.func.lower(col(Person.name)), col(Participant.id), col(DegreeProgress.degree))
    )
    return [Near(*row) for row in rows]


def near_count(
    session: Session, scope: Scope, *, today: date, degree: str = "", open_max: int | None = None
) -> int:
    """How many rows `near` has in all."""
    asked = _pursuing(scope, today, sa.func.count()).where(*_at_most(degree, open_max))
    return int(session.execute(asked).scalar_one())


_SORTED: Mapping[NearOrder, Any] = {
    NearOrder.NAME: sa.func.lower(col(Person.name)),
    NearOrder.SCHOOL: col(Participant.school),
    NearOrder.DEGREE: col(DegreeProgress.degree),
    NearOrder.DONE: col(DegreeProgress.share),
}
_NEAR = (
    col(Participant.id),
    col(Person.name),
    col(Participant.school),
    col(Participant.audience),
    col(DegreeProgress.degree),
    col(DegreeProgress.open_requirements),
    col(DegreeProgress.share),
    col(Enrollment.enrolled_on),
    col(Enrollment.catalog),
)


def level_counts(session: Session, scope: Scope, *, today: date) -> Mapping[str, int]:
    """How many people came to each level or beyond; without those who switched the game off."""
    reached = sa.and_(
        col(LevelReached.district_id) == col(Participant.district_id),
        col(LevelReached.participant_id) == col(Participant.id),
    )
    rows = session.execute(
        sa.select(col(LevelReached.level), sa.func.count())
        .join(Participant, reached)
        .where(*scope.here(today), col(Participant.plays).is_(True))
        .group_by(col(LevelReached.level))
    )
    return {level: number for level, number in rows}


def verify_degrees(session: Session, district: str) -> Iterator[Fault]:
    """Every row of degree progress that is not what an audit of its day says, or is missing."""
    rows = session.scalars(
        sa.select(DegreeProgress)
        .where(col(DegreeProgress.district_id) == district)
        .order_by(col(DegreeProgress.participant_id), col(DegreeProgress.degree))
    ).all()
    for row in rows:
        place = people.participant(session, district, row.participant_id)
        expected, found = _audited(session, place, row), (row.open_requirements, row.share)
        if expected is not None and expected != found:
            yield Fault(
                "degree progress", row.participant_id, row.degree, _told(*expected), _told(*found)
            )
    there = {(row.participant_id, row.degree) for row in rows}
    for participant_id, degree in sorted(_taken_up(session, district) - there):
        yield Fault("degree progress", participant_id, degree, "to be there", "nothing")


def _taken_up(session: Session, district: str) -> set[tuple[uuid.UUID, str]]:
    """The degrees that somebody pursues."""
    rows = session.execute(
        sa.select(col(Enrollment.participant_id), col(Enrollment.degree)).where(
            col(Enrollment.district_id) == district, col(Enrollment.left_on).is_(None)
        )
    )
    return {(participant_id, degree) for participant_id, degree in rows}


def _told(still_open: int, share: float) -> str:
    return f"{still_open} requirements open and {share:.1%} done"


def _audited(session: Session, place: Participant, row: DegreeProgress) -> tuple[int, float] | None:
    """What an audit of that day says; None for a degree that was put aside."""
    against = queries.record(session, place, on=row.audited_on)
    for each in queries.audited(session, place, against):
        if each.enrollment.degree == row.degree:
            return each.audit.open_requirements, float(each.audit.progress)
    return None


def _pursuing(scope: Scope, today: date, *columns: Any) -> Any:
    """Degrees that people of the scope pursue and don't hold."""
    holds = sa.exists().where(
        col(Conferral.district_id) == col(Enrollment.district_id),
        col(Conferral.participant_id) == col(Enrollment.participant_id),
        col(Conferral.degree) == col(Enrollment.degree),
        col(Conferral.revoked_at).is_(None),
    )
    return (
        sa.select(*columns)
        .select_from(Enrollment)
        .join(Participant, _whose(Enrollment))
        .join(
            DegreeProgress,
            sa.and_(
                col(DegreeProgress.district_id) == col(Enrollment.district_id),
                col(DegreeProgress.participant_id) == col(Enrollment.participant_id),
                col(DegreeProgress.degree) == col(Enrollment.degree),
            ),
        )
        .where(*scope.here(today), col(Enrollment.left_on).is_(None), ~holds)
    )


def _conferred(scope: Scope, *columns: Any) -> Any:
    return (
        sa.select(*columns)
        .select_from(Conferral)
        .join(Participant, _whose(Conferral))
        .where(*scope.people(), col(Conferral.revoked_at).is_(None))
    )


def _counted(session: Session, asked: Any, table: Any) -> Iterator[tuple[str, int]]:
    rows = session.execute(asked.add_columns(sa.func.count()).group_by(col(table.degree)))
    return ((degree, number) for degree, number in rows)


def _at_most(degree: str, open_max: int | None) -> Iterator[sa.ColumnElement[bool]]:
    if degree:
        yield col(Enrollment.degree) == degree
    if open_max is not None:
        yield col(DegreeProgress.open_requirements) <= open_max


def _whose(table: Any) -> sa.ColumnElement[bool]:
    return sa.and_(
        col(Participant.district_id) == col(table.district_id),
        col(Participant.id) == col(table.participant_id),
    )
