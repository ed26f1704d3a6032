"""Questions about proposals: mine, those to read, one of them, and the steps that it took."""

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from engine.errors import NotFound
from engine.people import Act, Actor, Participant, Role
from engine.proposals.tables import Proposed, ProposedStep, Status

WAITING = (Status.SUBMITTED, Status.IN_STUDIO)
"""Somebody else has to do something next."""
DONE = (Status.PUBLISHED, Status.DECLINED)


def mine(session: Session, place: Participant) -> Sequence[Proposed]:
    """What somebody proposed, what was changed last first."""
    asked = select(Proposed).where(
        Proposed.district_id == place.district_id, Proposed.proposed_by == place.id
    )
    return session.exec(asked.order_by(col(Proposed.changed_at).desc(), col(Proposed.id))).all()


def to_read(
    session: Session, who: Actor, statuses: Sequence[Status] = WAITING
) -> Sequence[Proposed]:
    """What others propose and she may read, what waits longest first."""
    asked = select(Proposed).where(*_readable(who), col(Proposed.status).in_(statuses))
    return session.exec(asked.order_by(col(Proposed.submitted_at), col(Proposed.id))).all()


def get(session: Session, who: Actor, which: uuid.UUID) -> Proposed:
    """One proposal of hers, or one that she may read."""
    found = session.get(Proposed, (who.participant.district_id, which))
    if found is None or not (is_hers(found, who) or may_read(session, found, who)):
        raise NotFound("proposal")
    return found


def is_hers(proposed: Proposed, who: Actor) -> bool:
    return proposed.proposed_by == who.participant.id


def may_read(session: Session, proposed: Proposed, who: Actor) -> bool:
    """Whether she may judge it: reviewers of its owner's school, and admins; never her own."""
    owner = session.get_one(Participant, (proposed.district_id, proposed.proposed_by))
    seen = proposed.submitted_at is not None and proposed.status is not Status.WITHDRAWN
    return seen and not is_hers(proposed, who) and who.may(Act.REVIEW, owner)


def steps(session: Session, proposed: Proposed) -> Sequence[ProposedStep]:
    """What was done to it, the latest first."""
    asked = select(ProposedStep).where(
        ProposedStep.district_id == proposed.district_id, ProposedStep.proposed_id == proposed.id
    )
    return session.exec(
        asked.order_by(col(ProposedStep.at).desc(), col(ProposedStep.id).desc())
    ).all()


def _readable(who: Actor) -> list[ColumnElement[bool]]:
    who.must(Act.REVIEW)
    here, me = who.participant.district_id, who.participant.id
    found = [col(Proposed.district_id) == here, col(Proposed.proposed_by) != me]
    schools = who.schools(Role.REVIEWER)
    if schools is not None and not who.has(Role.DISTRICT_ADMIN):
        owners = select(Participant.id).where(
            Participant.district_id == here, col(Participant.school).in_(sorted(schools))
        )
        found.append(col(Proposed.proposed_by).in_(owners))
    return found
