"""Hours outside contract time, as approved evidence tells them: who had how many in a year."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.evidence.tables import Evidence, Status
from engine.people import Participant, Person, Scope
from rules.terms import SchoolYear


class ExtraOrder(StrEnum):
    """The columns by which they are sorted."""

    NAME = "name"
    SCHOOL = "school"
    PIECES = "pieces"
    HOURS = "hours"


@dataclass(frozen=True)
class Extra:
    """Somebody's hours outside contract time, in so many pieces of evidence."""

    participant: uuid.UUID
    name: str
    school: str
    pieces: int
    minutes: int


def extra_hours(
    session: Session,
    scope: Scope,
    year: SchoolYear,
    *,
    order: ExtraOrder = ExtraOrder.HOURS,
    falling: bool = True,
) -> Sequence[Extra]:
    """Everybody who had some in the school year; among equals by name."""
    sums = {
        ExtraOrder.PIECES: sa.func.count(),
        ExtraOrder.HOURS: sa.func.sum(col(Evidence.outside_minutes)),
    }
    by = {ExtraOrder.NAME: col(Person.name), ExtraOrder.SCHOOL: col(Participant.school), **sums}
    whose = (col(Participant.id), col(Person.name), col(Participant.school))
    rows = session.execute(
        sa.select(*whose, *sums.values())
        .select_from(Evidence)
        .join(
            Participant,
            sa.and_(
                col(Participant.district_id) == col(Evidence.district_id),
                col(Participant.id) == col(Evidence.participant_id),
            ),
        )
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(
            *scope.people(),
            col(Evidence.district_id) == scope.district,
            col(Evidence.status) == Status.APPROVED,
            col(Evidence.done_on).between(year.first, year.last),
            col(Evidence.outside_minutes) > 0,
        )
        .group_by(*whose)
        .order_by(by[order].desc() if falling else by[order], *whose[1:], whose[0])
    )
    return [Extra(*row) for row in rows]
