"""What an owner does with her evidence: start it, write on it, submit it, withdraw it."""

import uuid
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from engine import catalogs, ledger
from engine.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    NotPermitted,
)
from engine.evidence.events import EvidenceSubmitted, EvidenceWithdrawn
from engine.evidence.holding import hold
from engine.evidence.tables import Artifact, Decision, Evidence, Status
from engine.evidence.taking import leave_to_owner
from engine.evidence.wholeness import must_be_whole, offered
from engine.outbox import announce
from engine.people import Act, Actor
from engine.store import new_id
from rules.terms import EvidenceKind, EvidenceWanted, Stage

WRITTEN = frozenset(
    {
        "kinds",
        "done_on",
        "minutes",
        "outside_minutes",
        "learned",
        "did",
        "changed",
        "measure",
        "measured_of",
        "measured_before",
        "measured_after",
        "value",
    }
)
"""What an owner writes; the rest of the row is the program's."""


def start(
    session: Session,
    activity: str,
    stage: Stage,
    *,
    by: Actor,
    now: datetime,
    evidence_id: uuid.UUID | None = None,
    **written: Any,
) -> Evidence:
    """Begin a draft for one stage of an activity that is offered today."""
    by.must(Act.TAKE_PART)
    catalog = catalogs.current(session, by.participant.district_id, now=now)
    offer = offered(catalog, activity, stage).stages[stage]
    if evidence_id:
        _must_be_new(session, evidence_id, by)
    claim = Evidence(
        district_id=by.participant.district_id,
        id=evidence_id or new_id(),
        participant_id=by.participant.id,
        activity=activity,
        stage=stage,
        kinds=_only_kinds(offer.evidence),
        minutes=offer.minutes,
        started_at=now,
        saved_at=now,
    )
    _write(claim, written)
    session.add(claim)
    session.flush()
    return claim


def write(
    session: Session,
    claim: Evidence,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
    **written: Any,
) -> Evidence:
    """Save what the owner wrote; `version` is the one that she saw when she began to write."""
    _must_own(claim, by)
    hold(session, claim)
    _must_be_editable(claim)
    if version is not None and version != claim.version:
        raise ChangedMeanwhile(claim.version)
    _write(claim, written)
    claim.version += 1
    claim.saved_at = now
    session.add(claim)
    session.flush()
    return claim


def attach(
    session: Session, claim: Evidence, artifact: Artifact, *, by: Actor, now: datetime
) -> Artifact:
    """Add a file that is kept already, or a link."""
    _must_own(claim, by)
    hold(session, claim)
    _must_be_editable(claim)
    artifact.district_id, artifact.evidence_id = claim.district_id, claim.id
    artifact.added_at = claim.saved_at = now
    session.add_all([artifact, claim])
    return artifact


def detach(session: Session, claim: Evidence, artifact: Artifact, *, by: Actor) -> None:
    """Take an artifact off the evidence; the file itself stays for whoever else refers to it."""
    _must_own(claim, by)
    hold(session, claim)
    _must_be_editable(claim)
    session.delete(artifact)
    session.flush()


def discard(session: Session, claim: Evidence, *, by: Actor) -> None:
    """Throw away a draft on which nobody ever decided."""
    _must_own(claim, by)
    hold(session, claim)
    decided = session.exec(
        select(Decision.id).where(
            Decision.district_id == claim.district_id, Decision.evidence_id == claim.id
        )
    ).first()
    if decided is not None or claim.status not in (Status.DRAFT, Status.WITHDRAWN):
        raise AlreadyDecided(claim.status)
    session.exec(
        delete(Artifact).where(
            col(Artifact.district_id) == claim.district_id,
            col(Artifact.evidence_id) == claim.id,
        )
    )
    session.delete(claim)
    session.flush()


def submit(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> Evidence:
    """Hand the evidence in, when it says all that its activity asks for."""
    by.must(Act.TAKE_PART)
    _must_own(claim, by)
    hold(session, claim)
    _must_be_editable(claim)
    catalog = catalogs.current(session, claim.district_id, now=now)
    today = catalogs.local_day(catalog, now)
    must_be_whole(session, claim, by, catalog, today)
    claim.status = Status.SUBMITTED
    claim.submitted_at = claim.saved_at = now
    claim.answer_by = catalog.school_days.later(today, catalog.review.answer_school_days)
    claim.version += 1
    session.add(claim)
    event = EvidenceSubmitted(claim.district_id, claim.participant_id, claim.id)
    announce(session, event, by=by.participant.id, now=now)
    return claim


def withdraw(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> Evidence:
    """Take submitted evidence back before a reviewer has taken it, to write on it or leave it."""
    _must_own(claim, by)
    hold(session, claim)
    if claim.status is not Status.SUBMITTED:
        raise AlreadyDecided(claim.status)
    leave_to_owner(session, claim, catalogs.today(session, claim.district_id, now=now))
    claim.status = Status.WITHDRAWN
    claim.submitted_at = claim.answer_by = None
    claim.saved_at = now
    claim.version += 1
    session.add(claim)
    event = EvidenceWithdrawn(claim.district_id, claim.participant_id, claim.id)
    announce(session, event, by=by.participant.id, now=now)
    return claim


def _must_be_new(session: Session, evidence_id: uuid.UUID, by: Actor) -> None:
    """Refuse an id that is there already, perhaps since this moment, by the same form."""
    ledger.hold(session, by.participant)
    if session.get(Evidence, (by.participant.district_id, evidence_id)):
        raise NotPermitted("write_evidence")


def _write(claim: Evidence, written: dict[str, Any]) -> None:
    for name in written.keys() & WRITTEN:
        value = written[name]
        setattr(claim, name, _joined(value) if name == "kinds" else value)


def _joined(kinds: Any) -> str:
    return ",".join(sorted(EvidenceKind(kind) for kind in kinds))


def _only_kinds(wanted: EvidenceWanted) -> str:
    """What the evidence shows when the activity leaves no choice."""
    choices = [kinds for kinds in _SETS if wanted.accepts(kinds)]
    return _joined(min(choices, key=len)) if wanted is not EvidenceWanted.EITHER else ""


_SETS = (
    *(frozenset({kind}) for kind in EvidenceKind),
    frozenset({EvidenceKind.STUDENT, EvidenceKind.OWN}),
)


def _must_own(claim: Evidence, by: Actor) -> None:
    if (claim.district_id, claim.participant_id) != by.participant.key:
        raise NotPermitted("write_evidence")


def _must_be_editable(claim: Evidence) -> None:
    if not claim.status.editable:
        raise AlreadyDecided(claim.status)
