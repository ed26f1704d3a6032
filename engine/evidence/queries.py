"""Questions about evidence, scoped by who asks."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from engine.errors import NotFound
from engine.evidence.tables import Artifact, Evidence, Status
from engine.people import Act, Actor, Participant, Person, Role


@dataclass(frozen=True)
class Waiting:
    """A line of the queue: the evidence, whose it is, and her name."""

    claim: Evidence
    owner: Participant
    name: str


def get(session: Session, actor: Actor, evidence_id: uuid.UUID) -> Evidence:
    """Evidence that this actor may see: her own, what she may review, or whose record she sees."""
    claim = session.get(Evidence, (actor.participant.district_id, evidence_id))
    if claim is None or not _may_see(session, actor, claim):
        raise NotFound("evidence")
    return claim


def mine(
    session: Session, place: Participant, *, statuses: Sequence[Status] = ()
) -> Sequence[Evidence]:
    """A participant's evidence, what was touched last first."""
    asked = (
        select(Evidence)
        .where(Evidence.district_id == place.district_id, Evidence.participant_id == place.id)
        .order_by(col(Evidence.saved_at).desc(), col(Evidence.id).desc())
    )
    if statuses:
        asked = asked.where(col(Evidence.status).in_(statuses))
    return session.exec(asked).all()


def counts(session: Session, place: Participant) -> dict[Status, int]:
    """How many pieces of evidence the participant has in each status."""
    rows = session.exec(
        select(Evidence.status, func.count())
        .where(Evidence.district_id == place.district_id, Evidence.participant_id == place.id)
        .group_by(col(Evidence.status))
    )
    return {Status(status): number for status, number in rows}


def queue(
    session: Session,
    actor: Actor,
    *,
    school: str | None = None,
    activities: Sequence[str] | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Waiting]:
    """What waits for this reviewer and is not her own, the oldest promise first."""
    actor.must(Act.REVIEW)
    asked = (
        select(Evidence, Participant, Person.name)
        .join(
            Participant,
            (col(Participant.district_id) == col(Evidence.district_id))
            & (col(Participant.id) == col(Evidence.participant_id)),
        )
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(*_waits_for(actor))
        .order_by(col(Evidence.answer_by), col(Evidence.submitted_at), col(Evidence.id))
        .limit(limit)
        .offset(offset)
    )
    if school is not None:
        asked = asked.where(Participant.school == school)
    if activities is not None:
        asked = asked.where(col(Evidence.activity).in_(activities))
    return [Waiting(*row) for row in session.exec(asked)]


def queue_length(session: Session, actor: Actor) -> int:
    """How much waits for this reviewer."""
    if not actor.may(Act.REVIEW):
        return 0
    return session.exec(
        select(func.count())
        .select_from(Evidence)
        .join(
            Participant,
            (col(Participant.district_id) == col(Evidence.district_id))
            & (col(Participant.id) == col(Evidence.participant_id)),
        )
        .where(*_waits_for(actor))
    ).one()


def artifacts(session: Session, claim: Evidence) -> Sequence[Artifact]:
    """The files and links of the evidence, in the order of adding."""
    return session.exec(
        select(Artifact)
        .where(Artifact.district_id == claim.district_id, Artifact.evidence_id == claim.id)
        .order_by(col(Artifact.id))
    ).all()


def artifact(session: Session, claim: Evidence, artifact_id: uuid.UUID) -> Artifact:
    """One artifact of the evidence, or a refusal."""
    found = session.get(Artifact, (claim.district_id, artifact_id))
    if found is None or found.evidence_id != claim.id:
        raise NotFound("artifact")
    return found


def _waits_for(actor: Actor) -> list[ColumnElement[bool]]:
    """Submitted, not her own, and from a school that she reviews."""
    conditions: list[ColumnElement[bool]] = [
        col(Evidence.district_id) == actor.participant.district_id,
        col(Evidence.status) == Status.SUBMITTED,
        col(Evidence.participant_id) != actor.participant.id,
    ]
    if not (actor.has(Role.DISTRICT_ADMIN) or _reviews_everywhere(actor)):
        conditions.append(col(Participant.school).in_(_schools(actor)))
    return conditions


def _reviews_everywhere(actor: Actor) -> bool:
    return any(grant.role is Role.REVIEWER and not grant.school for grant in actor.grants)


def _schools(actor: Actor) -> list[str]:
    return [grant.school for grant in actor.grants if grant.role is Role.REVIEWER]


def _may_see(session: Session, actor: Actor, claim: Evidence) -> bool:
    if claim.participant_id == actor.participant.id:
        return True
    if claim.status is Status.DRAFT:
        return False
    owner = session.get(Participant, (claim.district_id, claim.participant_id))
    return actor.may(Act.REVIEW, owner) or actor.may(Act.SEE_RECORD, owner)
