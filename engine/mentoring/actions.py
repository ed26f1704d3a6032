"""What two colleagues do about mentoring: one asks, the other agrees, either ends it."""

import uuid
from datetime import datetime

from sqlmodel import Session, col, select

from engine import catalogs, people, store
from engine.errors import AlreadyDecided, NotFound, NotPermitted
from engine.mentoring.events import (
    MentoringAgreed,
    MentoringAsked,
    MentoringEnded,
    MentoringEvent,
)
from engine.mentoring.queries import of
from engine.mentoring.tables import MentorPair
from engine.outbox import announce
from engine.people import Act, Actor, Participant


def ask(
    session: Session,
    colleague: Participant,
    *,
    by: Actor,
    now: datetime,
    as_mentor: bool,
    about: str = "",
) -> MentorPair:
    """Offer to be a colleague's mentor or ask her to be mine; asked already, it is that pair."""
    by.must(Act.TAKE_PART)
    me = by.participant
    if colleague.key == me.key or colleague.left_on or colleague.district_id != me.district_id:
        raise NotPermitted("ask_to_mentor")
    catalog = catalogs.current(session, me.district_id, now=now)
    if about and about not in catalog.badge_catalog:
        raise NotFound("badge")
    for each in sorted((me.id, colleague.id)):
        store.hold(session, Participant, (me.district_id, each))
    mentor, mentee = (me, colleague) if as_mentor else (colleague, me)
    if (pair := _open(session, mentor, mentee, about)) is not None:
        return pair
    pair = MentorPair(
        district_id=me.district_id, mentor_id=mentor.id, mentee_id=mentee.id,
        about=about, asked_by=me.id, asked_at=now,
    )  # fmt: skip
    return _told(session, pair, MentoringAsked, colleague.id, by.participant.id, now)


def agree(session: Session, pair: MentorPair, *, by: Actor, now: datetime) -> MentorPair:
    """Say yes; it holds from now on. Saying it twice is saying it."""
    by.must(Act.TAKE_PART)
    _must_be_in(pair, by)
    store.hold_row(session, pair)
    if pair.asked_by == by.participant.id:
        raise NotPermitted("agree_to_mentoring")
    if pair.ended_at is not None:
        raise AlreadyDecided("ended")
    if pair.agreed_at is not None:
        return pair
    pair.agreed_at = now
    return _told(session, pair, MentoringAgreed, pair.asked_by, by.participant.id, now)


def end(session: Session, pair: MentorPair, *, by: Actor, now: datetime) -> MentorPair:
    """Say no, take the question back, or end it; what came of it stays."""
    _must_be_in(pair, by)
    store.hold_row(session, pair)
    if pair.ended_at is not None:
        return pair
    pair.ended_at = now
    other = pair.other(by.participant.id)
    return _told(session, pair, MentoringEnded, other, by.participant.id, now)


def end_all(session: Session, district: str, someone: uuid.UUID, *, now: datetime) -> None:
    """Somebody takes part here no more, neither as mentor nor as mentee."""
    for pair in of(session, people.participant(session, district, someone)):
        pair.ended_at = now
        _told(session, pair, MentoringEnded, pair.other(someone), someone, now)


def _open(
    session: Session, mentor: Participant, mentee: Participant, about: str
) -> MentorPair | None:
    return session.exec(
        select(MentorPair).where(
            MentorPair.district_id == mentor.district_id,
            MentorPair.mentor_id == mentor.id,
            MentorPair.mentee_id == mentee.id,
            MentorPair.about == about,
            col(MentorPair.ended_at).is_(None),
        )
    ).first()


def _must_be_in(pair: MentorPair, by: Actor) -> None:
    if pair.district_id != by.participant.district_id or by.participant.id not in pair.people:
        raise NotPermitted("agree_to_mentoring")


def _told(
    session: Session,
    pair: MentorPair,
    event: type[MentoringEvent],
    whom: uuid.UUID,
    by: uuid.UUID,
    now: datetime,
) -> MentorPair:
    session.add(pair)
    session.flush()
    announce(session, event(pair.district_id, whom, pair.id), by=by, now=now)
    return pair
