"""Inviting: a place for somebody, and a link by which she chooses her first password."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from engine.errors import AddressTaken
from engine.people.actions import add_person, join
from engine.people.permits import Act, Actor
from engine.people.signing import make_link
from engine.people.tables import Participant, Person

_LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Invited:
    """Who has a place now; the token is None for whoever has a password already."""

    place: Participant
    person: Person
    token: str | None


def invite(
    session: Session,
    district: str,
    *,
    email: str,
    name: str,
    language: str = "en",
    on: date,
    now: datetime,
    by: Actor | None = None,
    **place: Any,
) -> Invited:
    """Give somebody a place (`school`, `job`, …); `by` is None where nobody signs in yet.

    A person who signs in elsewhere keeps her name, her language and her password.
    """
    if by is not None:
        by.must(Act.ADMINISTER)
    person = _known(session, email)
    if person is not None and _is_here(session, person, district):
        raise AddressTaken()
    if person is None:
        person = add_person(session, email=email, name=name, language=language, now=now)
    joined = join(session, person, district, on=on, **place)
    return _asked(session, joined, person, now)


def invite_again(session: Session, place: Participant, *, by: Actor, now: datetime) -> Invited:
    """Make another link for somebody who has no password yet."""
    by.must(Act.ADMINISTER, place)
    return _asked(session, place, session.get_one(Person, place.person_id), now)


def _asked(session: Session, place: Participant, person: Person, now: datetime) -> Invited:
    if person.password_hash:
        return Invited(place, person, None)
    return Invited(place, person, make_link(session, person, now=now, lasts=_LASTS))


def _known(session: Session, email: str) -> Person | None:
    return session.exec(select(Person).where(Person.email == email.strip().lower())).one_or_none()


def _is_here(session: Session, person: Person, district: str) -> bool:
    found = select(Participant.id).where(
        Participant.district_id == district, Participant.person_id == person.id
    )
    return session.exec(found).first() is not None
