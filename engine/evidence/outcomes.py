"""What changed for pupils, as approved evidence measured it: the list, and what it adds up to."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.evidence.tables import Evidence, Status
from engine.people import Participant, Scope
from rules.terms import EvidenceKind, SchoolYear


@dataclass(frozen=True)
class Outcome:
    """One measure: so many of so many pupils before, and so many after."""

    evidence: uuid.UUID
    activity: str
    school: str
    done_on: date
    measure: str
    of: int
    before: int
    after: int


@dataclass(frozen=True)
class OutcomeSum:
    """What measures add up to; pupils who were measured twice are counted twice."""

    measures: int
    of: int
    before: int
    after: int


def outcomes(session: Session, scope: Scope, year: SchoolYear) -> list[Outcome]:
    """Every measure of approved evidence in the school year, the latest first."""
    rows = session.execute(
        _approved(
            scope,
            year,
            col(Evidence.id),
            col(Evidence.activity),
            col(Participant.school),
            col(Evidence.done_on),
            col(Evidence.measure),
            col(Evidence.measured_of),
            col(Evidence.measured_before),
            col(Evidence.measured_after),
        )
        .where(*_measured())
        .order_by(col(Evidence.done_on).desc(), col(Evidence.id))
    )
    return [Outcome(*row) for row in rows]


def without_measure(session: Session, scope: Scope, year: SchoolYear) -> int:
    """How many approved pieces of student evidence carry no measure, which is allowed."""
    shows = col(Evidence.kinds).contains(EvidenceKind.STUDENT)
    asked = _approved(scope, year, sa.func.count())
    found = session.execute(asked.where(shows, sa.not_(sa.and_(*_measured()))))
    return int(found.scalar_one())


def added_up(measures: Iterable[Outcome]) -> OutcomeSum:
    """The measures as one sentence can say them: from so many to so many of so many pupils."""
    every = list(measures)
    return OutcomeSum(
        measures=len(every),
        of=sum(each.of for each in every),
        before=sum(each.before for each in every),
        after=sum(each.after for each in every),
    )


def _approved(scope: Scope, year: SchoolYear, *columns: Any) -> Any:
    owner = sa.and_(
        col(Participant.district_id) == col(Evidence.district_id),
        col(Participant.id) == col(Evidence.participant_id),
    )
    return (
        sa.select(*columns)
        .select_from(Evidence)
        .join(Participant, owner)
        .where(
            *scope.people(),
            col(Evidence.district_id) == scope.district,
            col(Evidence.status) == Status.APPROVED,
            col(Evidence.done_on).between(year.first, year.last),
        )
    )


def _measured() -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(Evidence.measured_of).is_not(None),
        col(Evidence.measured_before).is_not(None),
        col(Evidence.measured_after).is_not(None),
    )
