"""What follows in a team: decisions on the common work reach every part of it."""

from datetime import datetime

from sqlmodel import Session

from engine import evidence, people
from engine.evidence import Evidence, EvidenceEvent
from engine.outbox import Announced
from engine.reactions.telling import about_participant, happened


def catch_up(session: Session, announced: Announced, now: datetime) -> None:
    evidence.teams.catch_up(session, _claim(session, announced), now=now)


def follow_approval(session: Session, announced: Announced, now: datetime) -> None:
    evidence.teams.follow_approval(session, _claim(session, announced), now=now)


def follow_declining(session: Session, announced: Announced, now: datetime) -> None:
    evidence.teams.follow_declining(session, _claim(session, announced), now=now)


def follow_second_thoughts(session: Session, announced: Announced, now: datetime) -> None:
    evidence.teams.follow_second_thoughts(session, _claim(session, announced), now=now)


def follow_undoing(session: Session, announced: Announced, now: datetime) -> None:
    evidence.teams.follow_undoing(session, _claim(session, announced), now=now)


def follow_correcting(session: Session, announced: Announced, now: datetime) -> None:
    evidence.teams.follow_correcting(session, _claim(session, announced), now=now)


def end(session: Session, announced: Announced, now: datetime) -> None:
    """Nobody waits for what somebody who left has not handed in."""
    event = about_participant(announced)
    place = people.participant(session, event.district, event.participant)
    evidence.teams.end_all(session, place, now=now)


def _claim(session: Session, announced: Announced) -> Evidence:
    event = happened(announced, EvidenceEvent)
    return session.get_one(Evidence, (event.district, event.evidence))
