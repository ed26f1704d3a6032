"""Coming together: asking colleagues into the team of a piece of work, joining, and leaving."""

import uuid
from datetime import datetime

from sqlmodel import Session, col, delete, update

from engine import catalogs, store
from engine.errors import AlreadyDecided, NoTeam, NotFound, NotPermitted, OtherAudience, TeamFull
from engine.evidence.events import EvidenceEvent
from engine.evidence.holding import hold
from engine.evidence.tables import Evidence, Status
from engine.evidence.team.events import AskedIntoTeam, TeamDeclined, TeamJoined, TeamLeft
from engine.evidence.team.finding import asked, mate, mates, parts, place_of, together
from engine.evidence.team.sharing import part_with_share
from engine.evidence.team.tables import Answer, Teammate
from engine.evidence.writing import start, withdraw
from engine.outbox import announce
from engine.people import Act, Actor, Participant
from rules.catalog import Activity, TeamTerms

_TAKES_A_PLACE = (Answer.OPEN, Answer.JOINED)


def terms(session: Session, claim: Evidence, *, now: datetime) -> TeamTerms | None:
    """How many may hand this in together; None where it is for everybody alone."""
    activity = _activity(session, claim, now)
    return activity.team if activity else None


def room(session: Session, work: Evidence, *, now: datetime) -> int:
    """How many more people may be asked."""
    agreed = terms(session, work, now=now)
    taken = sum(each.answer in _TAKES_A_PLACE for each in mates(session, work))
    return max(0, agreed.at_most - 1 - taken) if agreed else 0


def ask(
    session: Session, work: Evidence, someone: Participant, *, by: Actor, now: datetime
) -> Teammate:
    """Ask a colleague to hand this in together; who is in it or was asked is not asked twice."""
    _must_be_begun_by(work, by)
    _held(session, work)
    _must_be_written_on(work)
    if place_of(session, work) is not None or terms(session, work, now=now) is None:
        raise NoTeam()
    if someone.key == by.participant.key or someone.left_on is not None:
        raise NotPermitted("ask_into_team")
    _must_be_meant(session, work, someone, now)
    place = mate(session, someone, work)
    if place is not None and place.answer in _TAKES_A_PLACE:
        return place
    if room(session, work, now=now) == 0:
        raise TeamFull()
    place = place or Teammate(
        district_id=work.district_id, work_id=work.id, participant_id=someone.id, asked_at=now
    )
    place.answer, place.asked_at, place.answered_at = Answer.OPEN, now, None
    _announce(session, AskedIntoTeam, place, place.participant_id, by, now)
    return _kept(session, place)


def take_back(
    session: Session, work: Evidence, someone: Participant, *, by: Actor, now: datetime
) -> None:
    """Ask somebody no longer who has not said yet."""
    _must_be_begun_by(work, by)
    _held(session, work)
    place = _place(session, work, someone)
    if place.answer is not Answer.OPEN:
        raise AlreadyDecided(place.answer)
    _answer(session, place, Answer.LAPSED, now)


def join(session: Session, work: Evidence, *, by: Actor, now: datetime) -> Evidence:
    """Say yes: from now on she has a part of her own to write. Saying it twice is saying it."""
    by.must(Act.TAKE_PART)
    _held(session, work)
    place = _place(session, work, by.participant)
    if place.answer is not Answer.JOINED:
        _must_be_open(work, place)
        _must_be_meant(session, work, by.participant, now)
        part = _part_again(session, place) or start(
            session, work.activity, work.stage, by=by, now=now, minutes=0
        )
        place.part_id = part.id
        _answer(session, place, Answer.JOINED, now)
        _announce(session, TeamJoined, place, work.participant_id, by, now)
    return session.get_one(Evidence, (place.district_id, place.part_id))


def decline(session: Session, work: Evidence, *, by: Actor, now: datetime) -> None:
    """Say no."""
    _held(session, work)
    place = _place(session, work, by.participant)
    _must_be_open(work, place)
    _answer(session, place, Answer.DECLINED, now)
    _announce(session, TeamDeclined, place, work.participant_id, by, now)


def leave(session: Session, part: Evidence, *, by: Actor, now: datetime) -> None:
    """Go on alone: what she wrote is hers, and stands for itself from now on.

    What was decided with the common work stays as it was decided.
    """
    if (part.district_id, part.participant_id) != by.participant.key:
        raise NotPermitted("write_evidence")
    place = place_of(session, part)
    if place is None:
        raise NoTeam()
    work = session.get_one(Evidence, (place.district_id, place.work_id))
    _held(session, work)
    if part.status is Status.SUBMITTED:
        withdraw(session, part, by=by, now=now)
    _must_be_written_on(part)
    let_go(session, place, now=now)
    _announce(session, TeamLeft, place, work.participant_id, by, now)


def part_ways(session: Session, claim: Evidence, *, now: datetime) -> None:
    """Evidence is thrown away: as a part it leaves its team; as the common work it ends it.

    What the others wrote is theirs, and stands for itself.
    """
    place = place_of(session, claim)
    if place is not None:
        let_go(session, place, now=now)
    for each in mates(session, claim):
        if each.answer is Answer.JOINED:
            let_go(session, each, now=now)
    let_lapse(session, claim, now=now)


def end_all(session: Session, place: Participant, *, now: datetime) -> None:
    """Somebody takes part here no more: what she had not handed in, nobody waits for.

    What she had handed in is decided as if she were there.
    """
    for work in asked(session, place):
        _answer(session, _place(session, work, place), Answer.LAPSED, now)
    for work in together(session, place):
        if work.participant_id == place.id and work.status.editable:
            part_ways(session, work, now=now)
        for each, part in parts(session, work):
            if part.participant_id == place.id and part.status.editable:
                let_go(session, each, now=now)


def forget_team(session: Session, claim: Evidence) -> None:
    """Evidence is removed for good, and with it who was asked to work on it."""
    here = col(Teammate.district_id) == claim.district_id
    session.exec(delete(Teammate).where(here, col(Teammate.work_id) == claim.id))
    session.exec(
        update(Teammate).where(here, col(Teammate.part_id) == claim.id).values(part_id=None)
    )


def let_lapse(session: Session, work: Evidence, *, now: datetime) -> None:
    """Who has not said by now is asked no longer."""
    for each in mates(session, work):
        if each.answer is Answer.OPEN:
            _answer(session, each, Answer.LAPSED, now)


def let_go(session: Session, place: Teammate, *, now: datetime) -> None:
    """Her part stands for itself from now on."""
    work, part = (
        session.get_one(Evidence, (place.district_id, key))
        for key in (place.work_id, place.part_id)
    )
    part_with_share(session, work, part)
    _answer(session, place, Answer.LEFT, now)


def _activity(session: Session, claim: Evidence, now: datetime) -> Activity | None:
    catalog = catalogs.current(session, claim.district_id, now=now)
    return catalog.activities.get(claim.activity)


def _part_again(session: Session, place: Teammate) -> Evidence | None:
    """What she had begun when she was in the team before, if she can write on it still."""
    part = session.get(Evidence, (place.district_id, place.part_id)) if place.part_id else None
    work = session.get_one(Evidence, (place.district_id, place.work_id))
    same = part is not None and (part.activity, part.stage) == (work.activity, work.stage)
    if part is None or not same or not part.status.editable or part.discarded_at:
        return None
    return part


def _answer(session: Session, place: Teammate, answer: Answer, now: datetime) -> None:
    place.answer, place.answered_at = answer, now
    _kept(session, place)


def _kept(session: Session, place: Teammate) -> Teammate:
    session.add(place)
    session.flush()
    return place


def _held(session: Session, work: Evidence) -> None:
    """Of two acts about one team, the second sees what the first has done."""
    hold(session, work)
    store.forget(session, Teammate)


def _place(session: Session, work: Evidence, someone: Participant) -> Teammate:
    place = mate(session, someone, work)
    if place is None:
        raise NotFound("team")
    store.hold_row(session, place)
    return place


def _must_be_begun_by(work: Evidence, by: Actor) -> None:
    by.must(Act.TAKE_PART)
    if (work.district_id, work.participant_id) != by.participant.key:
        raise NotPermitted("ask_into_team")


def _must_be_written_on(claim: Evidence) -> None:
    if not claim.status.editable or claim.discarded_at:
        raise AlreadyDecided(claim.status)


def _must_be_open(work: Evidence, place: Teammate) -> None:
    """Refuse where somebody was asked once, and is no more."""
    if place.answer is not Answer.OPEN or not work.status.editable or work.discarded_at:
        raise AlreadyDecided(work.status)


def _must_be_meant(session: Session, work: Evidence, someone: Participant, now: datetime) -> None:
    activity = _activity(session, work, now)
    if activity and activity.audience and someone.audience not in activity.audience:
        raise OtherAudience(work.activity)


def _announce(
    session: Session,
    event: type[EvidenceEvent],
    place: Teammate,
    about: uuid.UUID,
    by: Actor,
    now: datetime,
) -> None:
    """Whom it is news for is whom the event is about."""
    happened = event(place.district_id, about, place.work_id)
    announce(session, happened, by=by.participant.id, now=now)
