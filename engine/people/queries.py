"""Questions about people."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, exists, func, true
from sqlmodel import Session, col, select

from engine.errors import NotFound
from engine.people.permits import Actor
from engine.people.tables import AreaGrant, District, Participant, Person, Role, RoleGrant
from engine.store import at_hand


def districts(session: Session) -> Sequence[str]:
    """Every district's id, in order."""
    return session.exec(select(District.district_id).order_by(District.district_id)).all()


def actor(session: Session, person: Person, district: str) -> Actor | None:
    """The person's place and roles in the district; None when she has no place there."""
    place = session.exec(
        select(Participant).where(
            Participant.district_id == district, Participant.person_id == person.id
        )
    ).one_or_none()
    return acting(session, place) if place else None


def acting(session: Session, place: Participant) -> Actor:
    """A participant together with her roles and her program area, asked for at once."""
    rows = session.execute(
        sa.union_all(
            sa.select(col(RoleGrant.role), col(RoleGrant.school)).where(
                col(RoleGrant.district_id) == place.district_id,
                col(RoleGrant.participant_id) == place.id,
            ),
            sa.select(sa.null(), col(AreaGrant.campus)).where(
                col(AreaGrant.district_id) == place.district_id,
                col(AreaGrant.participant_id) == place.id,
            ),
        )
    ).all()
    district, whose = place.key
    grants = (
        RoleGrant(district_id=district, participant_id=whose, role=role, school=where)
        for role, where in rows
        if role is not None
    )
    return Actor(place, tuple(grants), frozenset(where for role, where in rows if role is None))


def places(session: Session, person: Person) -> Sequence[Participant]:
    """Every place that a person has, in the order of the districts' ids."""
    found = select(Participant).where(Participant.person_id == person.id)
    return session.exec(found.order_by(Participant.district_id)).all()


def participant(session: Session, district: str, participant_id: uuid.UUID) -> Participant:
    """One participant of the district, or a refusal."""
    found = session.get(Participant, (district, participant_id))
    if found is None:
        raise NotFound("participant")
    return at_hand(session, found)


def look_up(session: Session, district: str, whose: Collection[uuid.UUID]) -> None:
    """Ask for all of these at once, so that none of them is asked for alone in this transaction."""
    among = col(Participant.id).in_(whose)
    rows = session.exec(
        select(Participant, Person)
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(Participant.district_id == district, among)
    )
    for place, person in rows:
        at_hand(session, place)
        at_hand(session, person)


Between = tuple[uuid.UUID, uuid.UUID]
"""From one participant to another in the order of their ids, both included."""


def everybody(
    session: Session, district: str, between: Between | None = None
) -> Sequence[Participant]:
    """Every participant that the district ever had, always in the same order."""
    found = select(Participant).where(
        Participant.district_id == district, within(col(Participant.id), between)
    )
    return session.exec(found.order_by(col(Participant.id))).all()


def ids(session: Session, district: str) -> Sequence[uuid.UUID]:
    """The same by their ids alone."""
    asked = select(Participant.id).where(Participant.district_id == district)
    return session.exec(asked.order_by(col(Participant.id))).all()


def within(participant_id: Any, between: Between | None) -> ColumnElement[bool]:
    """That a row is about one of these participants."""
    return true() if between is None else participant_id.between(*between)


def by_email(session: Session, district: str, email: str) -> Participant | None:
    """The participant with this address, if there is one in the district."""
    return session.exec(
        select(Participant)
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(Participant.district_id == district, Person.email == email.strip().lower())
    ).one_or_none()


def person_of(session: Session, place: Participant) -> Person:
    """The person whose place this is."""
    return at_hand(session, session.get_one(Person, place.person_id))


def names(
    session: Session, district: str, participants: Iterable[uuid.UUID]
) -> dict[uuid.UUID, str]:
    """The names of these participants of the district."""
    if not (participants := set(participants)):
        return {}
    rows = session.exec(
        select(Participant.id, Person.name)
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(Participant.district_id == district, col(Participant.id).in_(participants))
    )
    return dict(rows.all())


def directory(
    session: Session,
    district: str,
    *,
    schools: Collection[str] | None = None,
    search: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> Sequence[tuple[Participant, Person]]:
    """Everybody who takes part, by name; of these schools, or whose name has these letters."""
    return session.exec(
        select(Participant, Person)
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(*matching(district, schools=schools, search=search))
        .order_by(func.lower(col(Person.name)), col(Participant.id))
        .limit(limit)
        .offset(offset)
    ).all()


def head_count(
    session: Session, district: str, *, schools: Collection[str] | None = None, search: str = ""
) -> int:
    """How many people `directory` lists in all."""
    return session.exec(
        select(func.count())
        .select_from(Participant)
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(*matching(district, schools=schools, search=search))
    ).one()


def matching(
    district: str,
    *,
    schools: Collection[str] | None = None,
    search: str = "",
    role: Role | None = None,
) -> Iterator[ColumnElement[bool]]:
    """What is true of the participants, with their persons, that somebody looks for."""
    yield col(Participant.district_id) == district
    if role is not None:
        yield (
            exists()
            .where(
                col(RoleGrant.district_id) == col(Participant.district_id),
                col(RoleGrant.participant_id) == col(Participant.id),
                col(RoleGrant.role) == role,
            )
            .correlate(Participant)
        )
    if schools is not None:
        yield col(Participant.school).in_(schools)
    for part in search.split():
        yield col(Person.name).icontains(part, autoescape=True)
