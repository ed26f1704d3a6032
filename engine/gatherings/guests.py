"""Guests: people from elsewhere who come to one gathering, and keep what they earn there."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, people
from engine.errors import NotPermitted, TooManyCodes
from engine.gatherings.attending import check_in, closed
from engine.gatherings.tables import Attendance, Gathering
from engine.people import Participant, Person
from rules.terms import Audience

_IN_A_NETWORK = 60
"""So many guests of one network in a quarter of an hour: a full room, and no flood."""


@dataclass(frozen=True)
class Guest:
    """Whom a name and an address at the door mean, and her way in.

    Whoever is known already has none, and has to sign in: nobody checks somebody else in.
    """

    person: Person
    token: str | None


def greet(
    session: Session,
    gathering: Gathering,
    *,
    email: str,
    name: str,
    language: str,
    network: str,
    now: datetime,
) -> Guest:
    """Let a stranger check in with her name and address; the mail to it opens what she earned."""
    _must_be_open(session, gathering, now)
    tries = {people.counted_by("g", network): _IN_A_NETWORK}
    people.hold_back(session, tries, now=now, refusal=TooManyCodes)
    people.remember_attempt(session, tries, now=now)
    known = people.person_at(session, email)
    if known is not None and not _is_guest(session, gathering, known):
        return Guest(known, None)
    invited = people.invite(
        session,
        gathering.district_id,
        email=email,
        name=name,
        language=language,
        on=catalogs.today(session, gathering.district_id, now=now),
        now=now,
        guest=True,
        audience=_audience(session, gathering, now),
    )
    _check_in(session, gathering, invited.place, now)
    return Guest(invited.person, invited.token)


def greet_known(
    session: Session, gathering: Gathering, person: Person, *, now: datetime
) -> Attendance:
    """Somebody of another district, who has signed in, joins this gathering as a guest."""
    _must_be_open(session, gathering, now)
    place = people.join(
        session,
        person,
        gathering.district_id,
        on=catalogs.today(session, gathering.district_id, now=now),
        guest=True,
        audience=_audience(session, gathering, now),
    )
    return _check_in(session, gathering, place, now)


def _is_guest(session: Session, gathering: Gathering, person: Person) -> bool:
    """Whether she has been a guest before, and never opened what she earned."""
    here = people.actor(session, person, gathering.district_id)
    return here is not None and here.participant.guest and person.password_hash is None


def _check_in(
    session: Session, gathering: Gathering, place: Participant, now: datetime
) -> Attendance:
    return check_in(session, gathering, by=people.acting(session, place), now=now)


def _must_be_open(session: Session, gathering: Gathering, now: datetime) -> None:
    if not gathering.open_to_guests:
        raise NotPermitted("guest")
    if refusal := closed(session, gathering, now=now):
        raise refusal


def _audience(session: Session, gathering: Gathering, now: datetime) -> Audience:
    """Whom the activity is for, so that it can be hers."""
    catalog = catalogs.current(session, gathering.district_id, now=now)
    activity = catalog.activities.get(gathering.activity)
    return next(iter(activity.audience if activity else ()), Audience.CERTIFICATED)
