"""Taking a review: as many reviewers have it as decisions are wanted, and nobody else decides."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, delete, select

from engine import catalogs, people
from engine.errors import (
    AlreadyDecided,
    AlreadyTaken,
    DecidedWithWork,
    NotPermitted,
    OwnEvidence,
    SecondReviewerNeeded,
)
from engine.evidence import conflicts
from engine.evidence.events import EvidenceEvent, ReviewLetGo, ReviewTaken
from engine.evidence.holding import hold
from engine.evidence.rubrics import as_written
from engine.evidence.second_looks import second_look
from engine.evidence.tables import Ended, Evidence, Status, Taking
from engine.evidence.team.finding import place_of
from engine.evidence.verdicts import approvals
from engine.outbox import announce
from engine.people import Act, Actor, Participant
from engine.store import remembered
from rules.catalog import Catalog


def take(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> Taking:
    """Take a review, or see that one has it already."""
    must_wait_for(session, claim, by, again=True)
    catalog = catalogs.current(session, claim.district_id, now=now)
    today = catalogs.local_day(catalog, now)
    if by.participant.id in {each.by for each in approvals(session, claim)}:
        raise SecondReviewerNeeded()
    for each in takings(session, claim):
        if each.until < today:
            end(session, each, Ended.WENT_BACK, now=now)
    for each in takings(session, claim):
        if each.by == by.participant.id:
            return each
    must_have_room(session, claim, by=by, today=today)
    taken = Taking(
        district_id=claim.district_id,
        evidence_id=claim.id,
        by=by.participant.id,
        taken_at=now,
        until=_until(_promised(session, claim, by), catalog, today),
    )
    session.add(taken)
    session.flush()
    _announce(session, ReviewTaken, claim, by, now)
    return taken


def let_go(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> None:
    """Leave a review to others again; it was taken, and nothing was decided."""
    hold(session, claim)
    own = [each for each in takings(session, claim) if each.by == by.participant.id]
    if not own:
        raise NotPermitted("let_go")
    end(session, own[0], Ended.LET_GO, now=now)
    _announce(session, ReviewLetGo, claim, by, now)


def let_all_go(session: Session, district: str, reviewer: uuid.UUID, *, now: datetime) -> None:
    """Somebody reviews here no more: what she had is free."""
    rows = session.exec(
        select(Taking).where(
            Taking.district_id == district, Taking.by == reviewer, col(Taking.ended_at).is_(None)
        )
    )
    for each in rows:
        end(session, each, Ended.LET_GO, now=now)


def takings(session: Session, claim: Evidence) -> Sequence[Taking]:
    """Who has the review now, whoever took it first first."""
    return remembered(session, Taking, (claim.district_id, claim.id), lambda: _open(session, claim))


def leave_to_owner(session: Session, claim: Evidence, today: date) -> None:
    """Forget who had it in vain; refused while somebody has it under her eyes."""
    if taking := next((each for each in takings(session, claim) if each.until >= today), None):
        raise _taken(session, taking)
    session.exec(
        delete(Taking).where(
            col(Taking.district_id) == claim.district_id, col(Taking.evidence_id) == claim.id
        )
    )


def must_have_room(session: Session, claim: Evidence, *, by: Actor, today: date) -> None:
    """Refuse when others have taken it, as many of them as there are decisions to come."""
    others = [
        each
        for each in takings(session, claim)
        if each.by != by.participant.id and each.until >= today
    ]
    if not others:
        return
    activity = as_written(session, claim)[1]
    wanted = activity.reviewers if activity else 1
    if len(others) + len(approvals(session, claim)) >= wanted:
        raise _taken(session, others[0])


def must_wait_for(
    session: Session, claim: Evidence, by: Actor, *, again: bool = False
) -> Participant:
    """The owner of evidence that waits for a decision, and may have this reviewer's.

    Or that waits for a second look of hers, when it is read `again`.
    """
    owner = must_be_open_to(session, claim, by)
    hold(session, claim)
    if claim.status is not Status.SUBMITTED:
        look = second_look(session, claim, by=by) if again else None
        if look is None or look.read_at is not None:
            raise AlreadyDecided(claim.status)
    return owner


def must_be_open_to(session: Session, claim: Evidence, by: Actor) -> Participant:
    """The owner of evidence on which this reviewer may decide at all."""
    owner = people.participant(session, claim.district_id, claim.participant_id)
    by.must(Act.REVIEW, owner)
    if claim.participant_id == by.participant.id:
        raise OwnEvidence()
    if place_of(session, claim) is not None:
        raise DecidedWithWork()
    conflicts.must_have_none(session, claim, by)
    return owner


def end(session: Session, taking: Taking, how: Ended, *, now: datetime) -> None:
    """Somebody has a review no longer."""
    taking.ended_at, taking.ended = now, how
    session.add(taking)


def end_by_deciding(
    session: Session, claim: Evidence, *, now: datetime, of: Actor | None = None
) -> None:
    """A decision was taken: hers ends or, when it is the last word, everybody's."""
    for each in takings(session, claim):
        if of is None or each.by == of.participant.id:
            end(session, each, Ended.DECIDED, now=now)


def _promised(session: Session, claim: Evidence, by: Actor) -> date | None:
    look = second_look(session, claim, by=by)
    return look.until if look else claim.answer_by


def _until(promised: date | None, catalog: Catalog, today: date) -> date:
    """As long as a review may be kept, and no longer than its answer is promised for."""
    longest = catalog.school_days.later(today, catalog.review.keep_school_days)
    return longest if promised is None or promised < today else min(longest, promised)


def _open(session: Session, claim: Evidence) -> Sequence[Taking]:
    return session.exec(
        select(Taking)
        .where(
            Taking.district_id == claim.district_id,
            Taking.evidence_id == claim.id,
            col(Taking.ended_at).is_(None),
        )
        .order_by(col(Taking.taken_at), col(Taking.id))
    ).all()


def _taken(session: Session, taking: Taking) -> AlreadyTaken:
    names = people.names(session, taking.district_id, [taking.by])
    return AlreadyTaken(names[taking.by], taking.until)


def _announce(
    session: Session, event: type[EvidenceEvent], claim: Evidence, by: Actor, now: datetime
) -> None:
    happened = event(claim.district_id, claim.participant_id, claim.id)
    announce(session, happened, by=by.participant.id, now=now)
