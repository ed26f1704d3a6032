"""Where evidence is that waits: who has it, since when, and by when there is an answer."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import and_
from sqlmodel import Session, col, select

from engine import people
from engine.evidence import conflicts
from engine.evidence.queued import approved
from engine.evidence.tables import Evidence, Status
from engine.evidence.taking import takings
from engine.evidence.team.finding import work_of
from engine.people import Participant, Role, RoleGrant


@dataclass(frozen=True)
class Whereabouts:
    """Who has a piece of evidence that waits, and by when that was promised."""

    names: Sequence[str]
    """Of those who took it or, while nobody did, of those who may."""
    promised: date | None
    """The day that was promised first."""
    since: datetime | None = None
    """When it was taken or handed over; None while nobody has it."""
    anew: date | None = None
    """The day that is promised since then, when the first one is over."""
    writes: str = ""
    """Who has the common work still, with which it is decided; then nobody else has it."""


def whereabouts(session: Session, claim: Evidence) -> Whereabouts:
    """Who has it; without reviewers and admins, nobody by name."""
    if (work := work_of(session, claim)) is not None:
        return _with(session, work)
    taken, names = takings(session, claim), held_by(session, claim)
    if not taken:
        return Whereabouts(names, claim.answer_by)
    first, promised = taken[0], claim.answer_by
    anew = first.until if promised is not None and first.until > promised else None
    return Whereabouts(names, promised, first.taken_at, anew)


def _with(session: Session, work: Evidence) -> Whereabouts:
    """Where the common work is: with whoever has it for review or, before that, who began it."""
    if work.status is Status.SUBMITTED:
        return whereabouts(session, work)
    names = people.names(session, work.district_id, [work.participant_id])
    return Whereabouts([], None, writes=names[work.participant_id])


def held_by(session: Session, claim: Evidence) -> Sequence[str]:
    """The names of those who took the review, else of those who may: reviewers, else admins."""
    if taken := takings(session, claim):
        names = people.names(session, claim.district_id, {each.by for each in taken})
        return [names[each.by] for each in taken]
    owner = people.participant(session, claim.district_id, claim.participant_id)
    able = partial(_names, session, claim, conflicts.shunned(session, claim, owner))
    return able(Role.REVIEWER, ("", owner.school)) or able(Role.DISTRICT_ADMIN, ("",))


def _names(
    session: Session,
    claim: Evidence,
    shunned: Collection[uuid.UUID],
    role: Role,
    schools: Sequence[str],
) -> Sequence[str]:
    """People with this role who have not approved it already, those of one school first."""
    found = session.exec(
        select(RoleGrant.participant_id, RoleGrant.school)
        .join(
            Participant,
            and_(
                col(Participant.district_id) == col(RoleGrant.district_id),
                col(Participant.id) == col(RoleGrant.participant_id),
            ),
        )
        .join(Evidence, col(Evidence.district_id) == col(RoleGrant.district_id))
        .where(
            RoleGrant.district_id == claim.district_id,
            Evidence.id == claim.id,
            RoleGrant.role == role,
            RoleGrant.participant_id != claim.participant_id,
            col(RoleGrant.school).in_(schools),
            col(Participant.left_on).is_(None),
            ~approved(col(RoleGrant.participant_id)),
            col(RoleGrant.participant_id).not_in(shunned),
        )
    ).all()
    ranks: dict[uuid.UUID, bool] = {}
    for someone, school in found:
        ranks[someone] = ranks.get(someone, True) and not school
    names = people.names(session, claim.district_id, ranks)
    return [names[one] for one in sorted(ranks, key=lambda one: (ranks[one], names[one]))]
