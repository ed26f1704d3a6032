"""What people are told of nominations: whose work was named, and who named it."""

import uuid
from datetime import datetime

from babel.dates import format_date
from sqlmodel import Session

from engine import nominations, people
from engine.nominations import Nomination
from engine.outbox import Announced
from engine.people import Participant
from engine.reactions.telling import happened, tell


def tell_of_naming(session: Session, announced: Announced, now: datetime) -> None:
    """A colleague saw her work; she may take it up."""
    event = happened(announced, nominations.WorkNamed)
    named = session.get_one(Nomination, (event.district, event.nomination))
    _tell(session, named.participant_id, "work_named", named, f"/nominations/{named.id}", now)


def thank_for_naming(session: Session, announced: Announced, now: datetime) -> None:
    """The colleague took it up."""
    event = happened(announced, nominations.NominationAccepted)
    named = session.get_one(Nomination, (event.district, event.nomination))
    _tell(session, named.by, "nomination_accepted", named, "/nominations", now)


def _tell(
    session: Session, to: uuid.UUID, template: str, named: Nomination, path: str, now: datetime
) -> None:
    place: Participant = people.participant(session, named.district_id, to)
    language = people.person_of(session, place).language
    names = people.names(session, named.district_id, [named.by, named.participant_id])
    tell(
        session, place, template, now,
        who=names[named.by],
        whose=names[named.participant_id],
        saw=named.saw,
        day=format_date(named.seen_on, "long", locale=language),
        until=format_date(named.answer_by, "long", locale=language),
        path=path,
    )  # fmt: skip
