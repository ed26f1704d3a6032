"""Program areas: the campuses whose activities somebody may write and publish."""

from datetime import datetime

from sqlmodel import Session

from engine.outbox import announce
from engine.people.events import AreaGiven, AreaTaken
from engine.people.permits import Act, Actor
from engine.people.tables import AreaGrant, Participant


def give_area(
    session: Session, place: Participant, campus: str, *, by: Actor, now: datetime
) -> None:
    """Let her write and publish the activities of this campus; once is enough."""
    by.must(Act.ADMINISTER, place)
    if session.get(AreaGrant, (place.district_id, place.id, campus)) is None:
        session.add(
            AreaGrant(district_id=place.district_id, participant_id=place.id, campus=campus)
        )
        session.flush()
        given = AreaGiven(place.district_id, place.id, campus)
        announce(session, given, by=by.participant.id, now=now)


def take_area(
    session: Session, place: Participant, campus: str, *, by: Actor, now: datetime
) -> None:
    """Take it back; nothing happens when it was not given. What she published stays."""
    by.must(Act.ADMINISTER, place)
    given = session.get(AreaGrant, (place.district_id, place.id, campus))
    if given is not None:
        session.delete(given)
        session.flush()
        taken = AreaTaken(place.district_id, place.id, campus)
        announce(session, taken, by=by.participant.id, now=now)
