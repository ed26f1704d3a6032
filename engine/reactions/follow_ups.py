"""What people are told of follow-ups: that it is their day to look back, if they like."""

from datetime import datetime

from sqlmodel import Session

from engine import catalogs, follow_ups, people
from engine.follow_ups import FollowUp
from engine.outbox import Announced
from engine.reactions.telling import happened, tell


def ask_whether_still_used(session: Session, announced: Announced, now: datetime) -> None:
    event = happened(announced, follow_ups.FollowUpDue)
    question = session.get_one(FollowUp, (event.district, event.follow_up))
    place = people.participant(session, event.district, event.participant)
    language = people.person_of(session, place).language
    catalog = catalogs.current(session, event.district, now=now)
    tell(
        session, place, "follow_up", now,
        activity=catalog.activities[question.activity].title.in_(language),
        days=question.days,
        path=f"/follow-ups/{question.id}",
    )  # fmt: skip
