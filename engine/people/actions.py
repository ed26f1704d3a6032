"""Verbs about people: take in a person, give her a place and roles, keep her choices."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine.errors import AddressTaken
from engine.people.tables import District, Participant, Person
from engine.store import is_apart
from rules.terms import Audience


def open_district(session: Session, district: str, *, now: datetime) -> District:
    """Make sure that the district is there."""
    found = session.get(District, district)
    if found is None:
        found = District(district_id=district, created_at=now)
        session.add(found)
        session.flush()
    return found


def hold_district(session: Session, district: str) -> None:
    """Keep others from doing what is done for the whole district until this transaction ends."""
    if is_apart(session):
        return
    session.get_one(District, district, with_for_update={"key_share": True})


def hold_everybody(session: Session, district: str) -> None:
    """Keep everybody's record in the district as it is until this transaction ends."""
    everybody = sa.select(col(Participant.id)).where(col(Participant.district_id) == district)
    session.execute(everybody.order_by(col(Participant.id)).with_for_update(key_share=True))


def add_person(
    session: Session, *, email: str, name: str, now: datetime, language: str = "en"
) -> Person:
    """Take in a person; the address is hers alone."""
    address = email.strip().lower()
    if session.exec(select(Person).where(Person.email == address)).first() is not None:
        raise AddressTaken()
    person = Person(email=address, name=name.strip(), language=language, created_at=now)
    session.add(person)
    session.flush()
    return person


def join(
    session: Session,
    person: Person,
    district: str,
    *,
    on: date,
    school: str = "",
    job: str = "",
    audience: Audience = Audience.CERTIFICATED,
    fte: float = 1.0,
    guest: bool = False,
) -> Participant:
    """Give the person a place in the district's program, or answer with the one she has."""
    place = session.exec(
        select(Participant).where(
            Participant.district_id == district, Participant.person_id == person.id
        )
    ).one_or_none()
    if place is None:
        place = Participant(
            district_id=district,
            person_id=person.id,
            school=school,
            job=job,
            audience=audience,
            fte=fte,
            joined_on=on,
            guest=guest,
            plays=not guest,
        )
        session.add(place)
        session.flush()
    return place


def choose(session: Session, place: Participant, **choices: Any) -> None:
    """Keep what a participant chose for herself: `plays`, `on_boards`, `alias`, `mail`.

    A guest has no part in the game, so that the last is all that she chooses.
    """
    open_to_her = {"mail"} if place.guest else {"plays", "on_boards", "alias", "mail"}
    for name in choices.keys() & open_to_her:
        setattr(place, name, choices[name])
    session.add(place)
    session.flush()


def prefer(session: Session, person: Person, **preferences: Any) -> None:
    """Keep a person's own settings: `name`, `language`, `theme`."""
    for name in preferences.keys() & {"name", "language", "theme"}:
        setattr(person, name, preferences[name])
    session.add(person)
    session.flush()
