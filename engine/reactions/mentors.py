"""What follows for mentors: a badge of a mentee is credited, and taken back with it."""

from datetime import datetime

from sqlmodel import Session

from engine import credentials, mentoring, people
from engine.outbox import Announced
from engine.reactions.telling import about_participant
from engine.store import is_apart


def credit(session: Session, announced: Announced, now: datetime) -> None:
    """Unless this happens to a copy of her record alone; then the jobs follow."""
    event = about_participant(announced)
    if not is_apart(session):
        mentee = people.participant(session, event.district, event.participant)
        credentials.credit_mentors(session, mentee, now=now)


def end(session: Session, announced: Announced, now: datetime) -> None:
    """Whoever takes part no more is in no pair."""
    event = about_participant(announced)
    mentoring.end_all(session, event.district, event.participant, now=now)
