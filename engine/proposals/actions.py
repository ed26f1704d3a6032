"""What the one who proposes does: begin, write, submit, and take back."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine.errors import ChangedMeanwhile, Incomplete, NotFound, ProposalMoved, ReadByOther
from engine.outbox import announce
from engine.people import Act, Actor, names
from engine.proposals import queries
from engine.proposals.events import ProposalEvent, ProposalSubmitted
from engine.proposals.tables import Proposed, ProposedStep, Status, Step
from engine.proposals.wording import Wording
from engine.store import hold_row

HERS = (Status.DRAFT, Status.ASKED_BACK)
"""Whoever proposed it may write on it."""


def begin(session: Session, said: Wording, *, by: Actor, now: datetime) -> Proposed:
    """Begin a proposal, seen by nobody else until it is submitted."""
    by.must(Act.TAKE_PART)
    proposed = Proposed(
        district_id=by.participant.district_id,
        proposed_by=by.participant.id,
        wanted=said.wanted,
        begun_at=now,
        changed_at=now,
    )
    said.onto(proposed)
    session.add(proposed)
    session.flush()
    return proposed


def write(
    session: Session, which: uuid.UUID, said: Wording, *, version: int, by: Actor, now: datetime
) -> Proposed:
    """Say it otherwise: she who proposes while it is with her, its reader while she has it.

    `version` is the one that she looked at. Under whose name it is credited, and whether it is an
    activity or a badge, is never her reader's to say.
    """
    proposed = held(session, which, by)
    if proposed.version != version:
        raise ChangedMeanwhile(proposed.version)
    reads = not queries.is_hers(proposed, by)
    must_be(proposed, (Status.SUBMITTED,) if reads else HERS)
    if reads:
        must_have(session, proposed, by)
    before = Wording.of(proposed)
    signature = proposed.signature if reads else said.signature
    said.onto(proposed)
    proposed.signature = signature
    if reads:
        proposed.wanted = before.wanted
    if Wording.of(proposed) == before:
        return proposed
    proposed.version += 1
    proposed.changed_at = now
    if reads:
        note_step(session, proposed, Step.REWORDED, by=by, now=now)
    session.add(proposed)
    session.flush()
    return proposed


def submit(session: Session, which: uuid.UUID, *, by: Actor, now: datetime) -> Proposed:
    """Let others read it; who has read it before has it again."""
    proposed = _hers(session, which, by)
    must_be(proposed, HERS)
    if missing := Wording.of(proposed).missing:
        raise Incomplete(missing)
    proposed.status = Status.SUBMITTED
    proposed.submitted_at = now
    note_step(session, proposed, Step.SUBMITTED, by=by, now=now)
    tell(session, proposed, ProposalSubmitted, by=by, now=now)
    return proposed


def withdraw(session: Session, which: uuid.UUID, *, by: Actor, now: datetime) -> Proposed:
    """Take it back; nobody reads it any more."""
    proposed = _hers(session, which, by)
    must_be(proposed, (*HERS, Status.SUBMITTED))
    proposed.status = Status.WITHDRAWN
    note_step(session, proposed, Step.WITHDRAWN, by=by, now=now)
    return proposed


def held(session: Session, which: uuid.UUID, by: Actor) -> Proposed:
    """The proposal, locked until the transaction ends."""
    proposed = queries.get(session, by, which)
    hold_row(session, proposed)
    return proposed


def must_be(proposed: Proposed, statuses: tuple[Status, ...]) -> None:
    if proposed.status not in statuses:
        raise ProposalMoved(proposed.status)


def must_have(session: Session, proposed: Proposed, by: Actor) -> None:
    """Two readers do not judge the same proposal without knowing of each other."""
    if proposed.held_by not in (None, by.participant.id):
        who = names(session, proposed.district_id, [proposed.held_by])
        raise ReadByOther(who[proposed.held_by])


def note_step(
    session: Session,
    proposed: Proposed,
    step: Step,
    *,
    by: Actor | None,
    now: datetime,
    note: str = "",
) -> None:
    """Keep what was done."""
    proposed.changed_at = now
    session.add(proposed)
    session.add(
        ProposedStep(
            district_id=proposed.district_id,
            proposed_id=proposed.id,
            step=step,
            taken_by=by.participant.id if by else None,
            at=now,
            note=note,
        )
    )
    session.flush()


def tell(
    session: Session,
    proposed: Proposed,
    event: type[ProposalEvent],
    *,
    by: Actor | None,
    now: datetime,
) -> None:
    """Announce it."""
    fact = event(proposed.district_id, proposed.proposed_by, proposed.id)
    announce(session, fact, by=by.participant.id if by else None, now=now)


def _hers(session: Session, which: uuid.UUID, by: Actor) -> Proposed:
    """What she proposed herself, and nobody else's."""
    by.must(Act.TAKE_PART)
    proposed = held(session, which, by)
    if not queries.is_hers(proposed, by):
        raise NotFound("proposal")
    return proposed
