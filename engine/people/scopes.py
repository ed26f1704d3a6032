"""Whose numbers somebody may ask for: the people of some schools, perhaps of one audience."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from engine.people.permits import Act, Actor
from engine.people.tables import Participant, Role
from rules.terms import Audience, SchoolYear


@dataclass(frozen=True)
class Scope:
    """The people whom a sum is about; queries of every feature take its conditions."""

    district: str
    schools: frozenset[str] | None = None
    """Keys of schools; None for the whole district, its office included."""
    audience: Audience | None = None

    def people(self) -> list[ColumnElement[bool]]:
        """The participants of the scope, whenever they took part; guests are in no sum."""
        conditions = [
            col(Participant.district_id) == self.district,
            col(Participant.guest).is_(False),
        ]
        if self.schools is not None:
            conditions.append(col(Participant.school).in_(sorted(self.schools)))
        if self.audience is not None:
            conditions.append(col(Participant.audience) == self.audience)
        return conditions

    def here(self, on: date) -> list[ColumnElement[bool]]:
        """Those of them who take part on that day."""
        return [*self.people(), col(Participant.joined_on) <= on, _stays_until(on)]

    def here_in(self, year: SchoolYear) -> list[ColumnElement[bool]]:
        """Those of them who took part on some day of the school year."""
        return [*self.people(), col(Participant.joined_on) <= year.last, _stays_until(year.first)]


@dataclass(frozen=True)
class Group:
    """So many people of the same school and audience who work the same part of full time."""

    school: str
    audience: Audience
    fte: float
    people: int

    @property
    def part_time(self) -> bool:
        return self.fte < 1


def scope(actor: Actor, *, school: str = "", audience: Audience | None = None) -> Scope:
    """What this actor may look at, or the part of it that she asks for."""
    actor.must(Act.SEE_PEOPLE)
    admin = actor.has(Role.DISTRICT_ADMIN)
    schools = None if admin else actor.schools(Role.SCHOOL_LEADER)
    if school:
        schools = frozenset({school}) if schools is None else schools & {school}
    return Scope(actor.participant.district_id, schools, audience)


def groups(session: Session, scope: Scope, year: SchoolYear) -> Sequence[Group]:
    """How many people took part in the school year, by school, audience and part of full time."""
    alike = (col(Participant.school), col(Participant.audience), col(Participant.fte))
    rows = session.exec(
        select(*alike, func.count()).where(*scope.here_in(year)).group_by(*alike).order_by(*alike)
    )
    return [Group(*row) for row in rows]


def _stays_until(day: date) -> ColumnElement[bool]:
    return col(Participant.left_on).is_(None) | (col(Participant.left_on) >= day)
