"""Questions about gatherings: which there are, and who was there."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from engine.errors import NotFound
from engine.gatherings.actions import must_lead
from engine.gatherings.tables import Attendance, Gathering
from engine.people import Act, Actor, Participant, Person

_NEAR = timedelta(hours=12)


@dataclass(frozen=True)
class Present:
    """Somebody who was there."""

    attendance: Attendance
    participant: Participant
    name: str


def get(session: Session, actor: Actor, gathering_id: uuid.UUID) -> Gathering:
    """A gathering, for whoever leads it."""
    found = session.get(Gathering, (actor.participant.district_id, gathering_id))
    if found is None:
        raise NotFound("gathering")
    must_lead(found, actor)
    return found


def led(
    session: Session, actor: Actor, *, limit: int = 25, offset: int = 0
) -> Sequence[tuple[Gathering, int]]:
    """What she leads or looks after, the latest first, each with how many were there."""
    asked = (
        select(Gathering, func.count(col(Attendance.participant_id)))
        .outerjoin(
            Attendance,
            (col(Attendance.district_id) == col(Gathering.district_id))
            & (col(Attendance.gathering_id) == col(Gathering.id)),
        )
        .where(*_led_by(actor))
        .group_by(col(Gathering.district_id), col(Gathering.id))
        .order_by(col(Gathering.begins_at).desc(), col(Gathering.id))
    )
    return session.exec(asked.limit(limit).offset(offset)).all()


def due(session: Session, actor: Actor, *, now: datetime) -> Sequence[tuple[Gathering, int]]:
    """What she leads that is near or under way, or has people to confirm; and how many they are."""
    unconfirmed = (
        select(func.count())
        .where(
            col(Attendance.district_id) == col(Gathering.district_id),
            col(Attendance.gathering_id) == col(Gathering.id),
            col(Attendance.confirmed_at).is_(None),
        )
        .scalar_subquery()
    )
    near = (col(Gathering.begins_at) < now + _NEAR) & (col(Gathering.closes_at) > now)
    return session.exec(
        select(Gathering, unconfirmed)
        .where(
            Gathering.district_id == actor.participant.district_id,
            Gathering.leader_id == actor.participant.id,
            near | (unconfirmed > 0),
        )
        .order_by(col(Gathering.begins_at), col(Gathering.id))
    ).all()


def led_count(session: Session, actor: Actor) -> int:
    """How many `led` lists in all."""
    return session.exec(select(func.count()).select_from(Gathering).where(*_led_by(actor))).one()


def present(session: Session, gathering: Gathering) -> Sequence[Present]:
    """Who was there, by name."""
    rows = session.exec(
        select(Attendance, Participant, Person.name)
        .join(
            Participant,
            (col(Participant.district_id) == col(Attendance.district_id))
            & (col(Participant.id) == col(Attendance.participant_id)),
        )
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(
            Attendance.district_id == gathering.district_id,
            Attendance.gathering_id == gathering.id,
        )
        .order_by(func.lower(col(Person.name)), col(Participant.id))
    )
    return [Present(*row) for row in rows]


def head_count(session: Session, gathering: Gathering) -> int:
    """How many were there."""
    asked = select(func.count()).select_from(Attendance)
    return session.exec(
        asked.where(
            Attendance.district_id == gathering.district_id,
            Attendance.gathering_id == gathering.id,
        )
    ).one()


def _led_by(actor: Actor) -> list[ColumnElement[bool]]:
    conditions = [col(Gathering.district_id) == actor.participant.district_id]
    if not actor.may(Act.ADMINISTER):
        mine = actor.participant.id
        conditions.append(or_(col(Gathering.leader_id) == mine, col(Gathering.set_up_by) == mine))
    return conditions
