"""Inviting: a place for somebody, and a link by which she chooses her first password."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

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

    A person who signs in elsewhere keeps her name, her language and her password; who was a guest
    here keeps what she earned, too.
    """
    if by is not None:
        by.must(Act.ADMINISTER)
    person = person_at(session, email)
    if person is not None and _is_here(session, person, district):
        raise AddressTaken()
    if person is None:
        person = add_person(session, email=email, name=name, language=language, now=now)
    joined = join(session, person, district, on=on, **place)
    if joined.guest and not place.get("guest"):
        _make_staff(session, joined, place)
    return _asked(session, joined, person, now)


def invite_again(session: Session, place: Participant, *, by: Actor, now: datetime) -> Invited:
    """Make another link for somebody who has no password yet."""
    by.must(Act.ADMINISTER, place)
    return _asked(session, place, session.get_one(Person, place.person_id), now)


def _asked(session: Session, place: Participant, person: Person, now: datetime) -> Invited:
    if person.password_hash:
        return Invited(place, person, None)
    return Invited(place, person, make_link(session, person, now=now, lasts=_LASTS))


def person_at(session: Session, email: str) -> Person | None:
    """Who signs in with this address, in whatever district."""
    return session.exec(select(Person).where(Person.email == email.strip().lower())).one_or_none()


def _make_staff(session: Session, joined: Participant, place: Mapping[str, Any]) -> None:
    """A guest of before has a place like everybody else's."""
    for name, value in {**place, "guest": False, "plays": True}.items():
        setattr(joined, name, value)
    session.add(joined)
    session.flush()


def _is_here(session: Session, person: Person, district: str) -> bool:
    """Whether she has a place that is more than a guest's."""
    found = select(Participant.id).where(
        Participant.district_id == district,
        Participant.person_id == person.id,
        col(Participant.guest).is_(False),
    )
    return session.exec(found).first() is not None
