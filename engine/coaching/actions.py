"""Asking for help, and helping: taken by one coach, answered, closed with a note, opened again."""

import uuid
from datetime import datetime

from sqlmodel import Session, col, select

from engine import catalogs, evidence, ledger, people
from engine.coaching.events import HelpAsked, HelpClosed, HelpEvent, HelpLetGo, HelpSaid, HelpTaken
from engine.coaching.queries import may_take, words
from engine.coaching.tables import HelpRequest, HelpWord, Said
from engine.errors import HelpIsClosed, HelpIsTaken, Incomplete, NotFound, NotPermitted
from engine.outbox import announce
from engine.people import Act, Actor
from engine.store import hold_row


def ask(
    session: Session,
    text: str,
    *,
    activity: str = "",
    evidence_id: uuid.UUID | None = None,
    by: Actor,
    now: datetime,
) -> HelpRequest:
    """Ask a coach; what is asked about the same thing while it is open is one more word of it."""
    by.must(Act.TAKE_PART)
    place = by.participant
    _must_say(text)
    if evidence_id is not None:
        claim = evidence.get(session, by, evidence_id)
        if claim.participant_id != place.id:
            raise NotPermitted("ask_for_help")
        activity = claim.activity
    catalog = catalogs.current(session, place.district_id, now=now)
    known = catalog.activities.get(activity)
    if activity and known is None and evidence_id is None:
        raise NotFound("activity")
    ledger.hold(session, place)
    if already := _open_about(session, by, activity, evidence_id):
        say(session, already, text, by=by, now=now)
        return already
    named = people.by_email(
        session, place.district_id, (known.help if known else "") or catalog.district.help
    )
    is_other = named is not None and named.id != place.id and named.left_on is None
    asked = HelpRequest(
        district_id=place.district_id,
        participant_id=place.id,
        activity=activity,
        evidence_id=evidence_id,
        asked_at=now,
        asked_of=named.id if named is not None and is_other else None,
    )
    session.add(asked)
    session.flush()
    _word(session, asked, Said.ASKED, text, by=by, now=now)
    _announce(session, HelpAsked, asked, by, now)
    return asked


def take(session: Session, asked: HelpRequest, *, by: Actor, now: datetime) -> None:
    """Have it; nobody else answers it then."""
    hold_row(session, asked)
    _must_be_open(asked)
    if asked.coach == by.participant.id:
        return
    if asked.coach is not None:
        raise HelpIsTaken(_name(session, asked.district_id, asked.coach))
    if not may_take(session, by, asked):
        raise NotPermitted(Act.COACH.value)
    asked.coach, asked.taken_at = by.participant.id, now
    session.add(asked)
    session.flush()
    _announce(session, HelpTaken, asked, by, now)


def let_go(session: Session, asked: HelpRequest, *, by: Actor, now: datetime) -> None:
    """Leave it to others again; what was said stays. Admins may, for a coach who is away."""
    hold_row(session, asked)
    if not by.may(Act.ADMINISTER):
        _must_be_coach(asked, by)
    _must_be_open(asked)
    asked.coach = asked.taken_at = None
    session.add(asked)
    session.flush()
    _announce(session, HelpLetGo, asked, by, now)


def say(
    session: Session,
    asked: HelpRequest,
    text: str,
    *,
    minutes: int = 0,
    by: Actor,
    now: datetime,
) -> HelpWord:
    """Write to the other side; the coach may write down how long it took."""
    hold_row(session, asked)
    _must_be_open(asked)
    if by.participant.id != asked.participant_id:
        _must_be_coach(asked, by)
    else:
        minutes = 0
    _must_say(text)
    word = _word(session, asked, Said.ANSWERED, text, minutes=minutes, by=by, now=now)
    _announce_word(session, HelpSaid, asked, word, by, now)
    return word


def close(
    session: Session,
    asked: HelpRequest,
    text: str,
    *,
    minutes: int = 0,
    by: Actor,
    now: datetime,
) -> None:
    """End it with a note, and credit the time that it took as far as the pack does that."""
    hold_row(session, asked)
    _must_be_open(asked)
    _must_be_coach(asked, by)
    _must_say(text)
    word = _word(session, asked, Said.CLOSED, text, minutes=minutes, by=by, now=now)
    asked.closed_at = now
    session.add(asked)
    session.flush()
    _announce_word(session, HelpClosed, asked, word, by, now)
    _credit(session, asked, word, by, now)


def reopen(session: Session, asked: HelpRequest, text: str, *, by: Actor, now: datetime) -> None:
    """Whoever asked is not helped yet; the same coach has it again."""
    hold_row(session, asked)
    if by.participant.id != asked.participant_id:
        raise NotPermitted("ask_for_help")
    if asked.is_open:
        raise HelpIsClosed()
    _must_say(text)
    word = _word(session, asked, Said.REOPENED, text, by=by, now=now)
    asked.closed_at = None
    session.add(asked)
    session.flush()
    _announce_word(session, HelpSaid, asked, word, by, now)


def _credit(
    session: Session, asked: HelpRequest, closing: HelpWord, by: Actor, now: datetime
) -> None:
    """The minutes since it was closed before, for both sides; each closing is credited once."""
    terms = catalogs.current(session, asked.district_id, now=now).coaching
    spent = 0
    for word in words(session, asked):
        spent = word.minutes if word.said is Said.REOPENED else spent + word.minutes
    today = catalogs.today(session, asked.district_id, now=now)
    owner = people.participant(session, asked.district_id, asked.participant_id)
    for activity, place in ((terms.counts_as, by.participant), (terms.asked_counts_as, owner)):
        if activity is not None and spent:
            evidence.credit(
                session, place, activity, known_as=f"help/{closing.id}/{place.id}",
                day=today, minutes=spent, now=now,
            )  # fmt: skip


def _open_about(
    session: Session, by: Actor, activity: str, evidence_id: uuid.UUID | None
) -> HelpRequest | None:
    return session.exec(
        select(HelpRequest).where(
            HelpRequest.district_id == by.participant.district_id,
            HelpRequest.participant_id == by.participant.id,
            HelpRequest.activity == activity,
            HelpRequest.evidence_id == evidence_id,
            col(HelpRequest.closed_at).is_(None),
        )
    ).first()


def _word(
    session: Session,
    asked: HelpRequest,
    said: Said,
    text: str,
    *,
    minutes: int = 0,
    by: Actor,
    now: datetime,
) -> HelpWord:
    word = HelpWord(
        district_id=asked.district_id,
        request_id=asked.id,
        by=by.participant.id,
        at=now,
        said=said,
        text=text.strip(),
        minutes=minutes,
    )
    session.add(word)
    session.flush()
    return word


def _must_be_open(asked: HelpRequest) -> None:
    if not asked.is_open:
        raise HelpIsClosed()


def _must_be_coach(asked: HelpRequest, by: Actor) -> None:
    if asked.coach != by.participant.id:
        raise NotPermitted(Act.COACH.value)


def _must_say(text: str) -> None:
    if not text.strip():
        raise Incomplete(("text",))


def _name(session: Session, district: str, someone: uuid.UUID) -> str:
    return people.names(session, district, [someone])[someone]


def _announce(
    session: Session, event: type[HelpEvent], asked: HelpRequest, by: Actor, now: datetime
) -> None:
    happened = event(asked.district_id, asked.participant_id, asked.id)
    announce(session, happened, by=by.participant.id, now=now)


def _announce_word(
    session: Session,
    event: type[HelpSaid],
    asked: HelpRequest,
    word: HelpWord,
    by: Actor,
    now: datetime,
) -> None:
    happened = event(asked.district_id, asked.participant_id, asked.id, word.id)
    announce(session, happened, by=by.participant.id, now=now)
