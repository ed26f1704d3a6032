"""An admin's verbs about somebody's place: change it, end the participation, resume it."""

from datetime import date, datetime

from sqlmodel import Session

from engine.errors import LastAdmin, LastDayOutside
from engine.outbox import announce
from engine.people.actions import hold_district
from engine.people.events import ParticipationEnded, ParticipationResumed, PlaceChanged
from engine.people.permits import Act, Actor
from engine.people.roles import is_last_admin
from engine.people.tables import Participant
from rules.terms import Audience


def change_place(
    session: Session,
    place: Participant,
    *,
    school: str,
    job: str,
    audience: Audience,
    fte: float,
    by: Actor,
    now: datetime,
) -> list[str]:
    """Write a place anew; answers with what differs, each of which is kept as an event."""
    by.must(Act.ADMINISTER, place)
    wanted = {"school": school, "job": job.strip(), "audience": audience, "fte": fte}
    changed = [name for name, value in wanted.items() if getattr(place, name) != value]
    for name in changed:
        before, after = getattr(place, name), wanted[name]
        setattr(place, name, after)
        fact = PlaceChanged(place.district_id, place.id, name, str(before), str(after))
        announce(session, fact, by=by.participant.id, now=now)
    session.add(place)
    session.flush()
    return changed


def end_participation(
    session: Session, place: Participant, *, last: date, today: date, by: Actor, now: datetime
) -> None:
    """She takes part up to that day. Roles rest, the record stays; an admin always remains."""
    by.must(Act.ADMINISTER, place)
    if not place.joined_on <= last <= today:
        raise LastDayOutside(place.joined_on, today)
    hold_district(session, place.district_id)
    if is_last_admin(session, place):
        raise LastAdmin()
    place.left_on = last
    session.add(place)
    fact = ParticipationEnded(place.district_id, place.id, last)
    announce(session, fact, by=by.participant.id, now=now)
    session.flush()


def resume_participation(session: Session, place: Participant, *, by: Actor, now: datetime) -> None:
    """She takes part again, with the roles that she had; nothing happens if she never stopped."""
    by.must(Act.ADMINISTER, place)
    if place.left_on is None:
        return
    place.left_on = None
    session.add(place)
    fact = ParticipationResumed(place.district_id, place.id)
    announce(session, fact, by=by.participant.id, now=now)
    session.flush()
