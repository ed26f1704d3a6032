"""Sums over evidence for those who look after a school or a district, never over one person.

What was handed in counts in the school year, and the month, of the day on which the work was done.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs
from engine.evidence.tables import Evidence, Status
from engine.evidence.team.finding import follows
from engine.people import Group, Participant, Scope
from rules.terms import Audience, EvidenceKind, SchoolYear

HANDED_IN = (Status.SUBMITTED, Status.SENT_BACK, Status.APPROVED, Status.DECLINED)


@dataclass(frozen=True)
class Tally:
    """So many pieces of evidence that are alike in all this."""

    month: date
    """Its first day."""
    school: str
    audience: Audience
    fte: float
    activity: str
    status: Status
    kinds: frozenset[EvidenceKind]
    pieces: int
    minutes: int


def tallies(session: Session, scope: Scope, year: SchoolYear) -> list[Tally]:
    """What was handed in, by month, school, audience, part of full time, activity and status."""
    months = (sa.extract("year", col(Evidence.done_on)), sa.extract("month", col(Evidence.done_on)))
    alike = (
        col(Participant.school),
        col(Participant.audience),
        col(Participant.fte),
        col(Evidence.activity),
        col(Evidence.status),
        col(Evidence.kinds),
    )
    rows = session.execute(
        sa.select(*months, *alike, sa.func.count(), sa.func.sum(col(Evidence.minutes)))
        .join(Participant, _owner())
        .where(*_handed_in(scope, year))
        .group_by(*months, *alike)
        .order_by(*months, *alike)
    )
    return [_tally(*row) for row in rows]


def participating(session: Session, scope: Scope, year: SchoolYear) -> list[Group]:
    """How many people handed something in, by school, audience and part of full time."""
    alike = (col(Participant.school), col(Participant.audience), col(Participant.fte))
    rows = session.execute(
        sa.select(*alike, sa.func.count(sa.distinct(col(Evidence.participant_id))))
        .join(Participant, _owner())
        .where(*_handed_in(scope, year), *scope.here_in(year))
        .group_by(*alike)
        .order_by(*alike)
    )
    return [Group(*row) for row in rows]


def answer_days(session: Session, scope: Scope, year: SchoolYear) -> Mapping[int, int]:
    """How many pieces were answered after so many school days; what was imported is left out."""
    rows = session.execute(
        sa.select(col(Evidence.submitted_at), col(Evidence.decided_at))
        .join(Participant, _owner())
        .where(
            *_handed_in(scope, year),
            col(Evidence.imported_as).is_(None),
            col(Evidence.status) != Status.SUBMITTED,
            ~follows(scope.district),
            col(Evidence.decided_at) >= col(Evidence.submitted_at),
        )
    )
    newest = catalogs.timeline(session, scope.district).newest.catalog
    zone = ZoneInfo(newest.district.timezone)
    days = Counter(
        newest.school_days.passed(handed_in.astimezone(zone).date(), answer.astimezone(zone).date())
        for handed_in, answer in rows
    )
    return dict(sorted(days.items()))


def promised(session: Session, scope: Scope) -> Mapping[date, int]:
    """How much waits for an answer now, by the day for which one was promised."""
    day = col(Evidence.answer_by)
    rows = session.execute(
        sa.select(day, sa.func.count())
        .join(Participant, _owner())
        .where(
            *scope.people(),
            col(Evidence.district_id) == scope.district,
            col(Evidence.status) == Status.SUBMITTED,
            day.is_not(None),
        )
        .group_by(day)
        .order_by(day)
    )
    return {promise: number for promise, number in rows}


def _handed_in(scope: Scope, year: SchoolYear) -> Sequence[sa.ColumnElement[bool]]:
    return (
        *scope.people(),
        col(Evidence.district_id) == scope.district,
        col(Evidence.status).in_(HANDED_IN),
        col(Evidence.credited_as).is_(None),
        col(Evidence.done_on).between(year.first, year.last),
    )


def _owner() -> sa.ColumnElement[bool]:
    return sa.and_(
        col(Participant.district_id) == col(Evidence.district_id),
        col(Participant.id) == col(Evidence.participant_id),
    )


def _tally(year: Any, month: Any, *alike: Any) -> Tally:
    school, audience, fte, activity, status, kinds, pieces, minutes = alike
    shown = frozenset(EvidenceKind(kind) for kind in kinds.split(",") if kind)
    first = date(int(year), int(month), 1)
    return Tally(first, school, audience, fte, activity, status, shown, pieces, int(minutes))
