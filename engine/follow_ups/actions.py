"""Asking whether something is still in use, and taking the answer."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, evidence
from engine.errors import NotPermitted
from engine.follow_ups.events import FollowUpAnswered, FollowUpDue
from engine.follow_ups.queries import asked_of, work_to_ask_about
from engine.follow_ups.tables import Answer, FollowUp, NotFollowedUp
from engine.outbox import announce
from engine.people import Act, Actor, Participant
from engine.store import hold_row
from rules.following_up import due

LOT = 100
"""How many are asked in one transaction: others wait for it no longer than a moment."""


def invite_due(session: Session, district: str, *, now: datetime) -> int:
    """Ask the next people whose day came, each about one thing; how many were asked."""
    catalog = catalogs.current(session, district, now=now)
    today = catalogs.local_day(catalog, now)
    work = work_to_ask_about(session, district, catalog, today)
    asked = asked_of(session, district, work)
    invited = 0
    for participant, pieces in work.items():
        turn = due((each.done for each in pieces.values()), asked.get(participant, {}), today)
        if turn is None:
            continue
        piece = pieces[turn.source]
        question = FollowUp(
            district_id=district,
            participant_id=participant,
            evidence_id=uuid.UUID(turn.source),
            activity=piece.activity,
            days=turn.days,
            asked_on=today,
        )
        session.add(question)
        session.flush()
        announce(session, FollowUpDue(district, participant, question.id), by=None, now=now)
        invited += 1
        if invited == LOT:
            break
    return invited


def answer(
    session: Session,
    question: FollowUp,
    said: Answer,
    *,
    why: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """Keep what she says; it may be said anew, and is credited once, whatever it is."""
    by.must(Act.TAKE_PART)
    if question.participant_id != by.participant.id:
        raise NotPermitted("answer_follow_up")
    hold_row(session, question)
    question.answer, question.why, question.answered_at = said, why.strip(), now
    session.add(question)
    session.flush()
    happened = FollowUpAnswered(question.district_id, question.participant_id, question.id)
    announce(session, happened, by=by.participant.id, now=now)
    catalog = catalogs.current(session, question.district_id, now=now)
    if activity := catalog.follow_ups.counts_as:
        evidence.credit(
            session, by.participant, activity, known_as=f"follow_up/{question.id}",
            day=catalogs.local_day(catalog, now), now=now,
        )  # fmt: skip


def stop_asking(session: Session, place: Participant, *, now: datetime) -> None:
    """She is not asked any more; what she answered stays."""
    if session.get(NotFollowedUp, place.key) is None:
        session.add(
            NotFollowedUp(district_id=place.district_id, participant_id=place.id, since=now)
        )
        session.flush()


def ask_again(session: Session, place: Participant) -> None:
    """She may be asked again."""
    if row := session.get(NotFollowedUp, place.key):
        session.delete(row)
        session.flush()
