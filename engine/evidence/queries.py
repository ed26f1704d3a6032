"""Questions about evidence, scoped by who asks."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from engine.errors import NotFound
from engine.evidence.tables import Artifact, Evidence, Scan, SeenBy, Status
from engine.evidence.team import finding
from engine.evidence.team.tables import Answer
from engine.people import Act, Actor, Participant
from engine.store import remembered
from rules.terms import EvidenceKind


def get(session: Session, actor: Actor, evidence_id: uuid.UUID) -> Evidence:
    """Evidence that this actor may see: her own, what she may review, or whose record she sees."""
    claim = session.get(Evidence, (actor.participant.district_id, evidence_id))
    if claim is None or not _may_see(session, actor, claim):
        raise NotFound("evidence")
    return claim


def shared(session: Session, actor: Actor, evidence_id: uuid.UUID) -> Evidence:
    """The same, or what she works on with a team: the common work, and the others' parts."""
    claim = session.get(Evidence, (actor.participant.district_id, evidence_id))
    if claim is not None and finding.is_in(session, actor.participant, claim):
        return claim
    return get(session, actor, evidence_id)


def among_colleagues(session: Session, actor: Actor, evidence_id: uuid.UUID) -> Evidence:
    """The same, or work into whose team she is asked."""
    claim = session.get(Evidence, (actor.participant.district_id, evidence_id))
    place = finding.mate(session, actor.participant, claim) if claim else None
    if claim is not None and place is not None and place.answer is Answer.OPEN:
        return claim
    return shared(session, actor, evidence_id)


def mine(
    session: Session,
    place: Participant,
    *,
    statuses: Sequence[Status] = (),
    limit: int | None = None,
    offset: int = 0,
) -> Sequence[Evidence]:
    """A participant's evidence, what was touched last first; without what she discarded.

    All of it is asked for once, however many questions a page has about it.
    """
    asked = (
        select(Evidence)
        .where(*_hers(place))
        .order_by(col(Evidence.saved_at).desc(), col(Evidence.id).desc())
    )
    if limit is None and not offset:
        every = remembered(
            session, Evidence, ("mine", *place.key), lambda: session.exec(asked).all()
        )
        return [each for each in every if not statuses or each.status in statuses]
    if statuses:
        asked = asked.where(col(Evidence.status).in_(statuses))
    return session.exec(asked.limit(limit).offset(offset)).all()


def counts(session: Session, place: Participant) -> dict[Status, int]:
    """How many pieces of evidence the participant has in each status."""
    rows = session.exec(
        select(Evidence.status, func.count()).where(*_hers(place)).group_by(col(Evidence.status))
    )
    return {Status(status): number for status, number in rows}


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


def openable(
    session: Session, actor: Actor, claim: Evidence, *, scanned: bool
) -> frozenset[uuid.UUID]:
    """Which files and links this actor, who may see the evidence, may see as well.

    Where files are `scanned`, nobody opens one before the scanner has said that it is clean.
    """
    work = finding.work_of(session, claim) or claim
    owner = session.get(Participant, (claim.district_id, work.participant_id))
    sees_all = finding.is_in(session, actor.participant, claim) or actor.may(Act.REVIEW, owner)
    guarded = EvidenceKind.STUDENT in claim.kind_set and not sees_all
    return frozenset(
        each.id
        for each in artifacts(session, claim)
        if each.forgotten_at is None
        and (each.url or not guarded or each.seen_by is SeenBy.LEADERS)
        and (each.url or not scanned or each.scan is Scan.CLEAN)
    )


def _hers(place: Participant) -> tuple[Any, ...]:
    return (
        Evidence.district_id == place.district_id,
        Evidence.participant_id == place.id,
        col(Evidence.discarded_at).is_(None),
    )


def _may_see(session: Session, actor: Actor, claim: Evidence) -> bool:
    if claim.participant_id == actor.participant.id:
        return True
    if claim.status in (Status.DRAFT, Status.WITHDRAWN):
        return False
    owner = session.get(Participant, (claim.district_id, claim.participant_id))
    return actor.may(Act.REVIEW, owner) or actor.may(Act.SEE_RECORD, owner)
