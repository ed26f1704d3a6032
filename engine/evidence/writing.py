"""What an owner does with her evidence: start it, write on it, submit it, withdraw it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from engine import catalogs, ledger
from engine.errors import AlreadyDecided, ChangedMeanwhile, NotPermitted
from engine.evidence.crediting import approve_by_rule
from engine.evidence.describing import note_kept
from engine.evidence.drafts import merging, versions, wording
from engine.evidence.drafts.merging import Merged, Window
from engine.evidence.drafts.wording import Wording
from engine.evidence.events import EvidenceSubmitted, EvidenceWithdrawn
from engine.evidence.holding import hold
from engine.evidence.quizzes import attempts
from engine.evidence.tables import Artifact, Evidence, Named, Occasion, Status, Version
from engine.evidence.taking import leave_to_owner
from engine.evidence.team.handing_in import hold_common_work, note_handing_in
from engine.evidence.wholeness import must_be_whole, to_write
from engine.outbox import announce
from engine.people import Act, Actor
from engine.store import new_id
from rules.terms import EvidenceKind, EvidenceWanted, Stage


@dataclass(frozen=True)
class Saved:
    """What became of a saving."""

    claim: Evidence
    aside: Mapping[str, Any]
    """What was not written, since another window was ahead in the same field."""


def start(
    session: Session,
    activity: str,
    stage: Stage,
    *,
    by: Actor,
    now: datetime,
    evidence_id: uuid.UUID | None = None,
    window: Window | None = None,
    nominated_by: uuid.UUID | None = None,
    **written: Any,
) -> Evidence:
    """Begin a draft for one stage of an activity that is offered today; or, named "", of any."""
    by.must(Act.TAKE_PART)
    catalog = catalogs.current(session, by.participant.district_id, now=now)
    offer = to_write(catalog, activity, stage) if activity else None
    if evidence_id:
        _must_be_new(session, evidence_id, by)
    claim = Evidence(
        district_id=by.participant.district_id,
        id=evidence_id or new_id(),
        participant_id=by.participant.id,
        activity=activity,
        stage=stage,
        kinds=_only_kinds(offer.evidence) if offer else "",
        minutes=offer.minutes if offer else 0,
        nominated_by=nominated_by,
        started_at=now,
        saved_at=now,
    )
    begun = Merged(_hers(written), {}, frozenset(_hers(written)))
    wording.put(claim, begun.taken)
    merging.sign(claim, begun, window)
    session.add(claim)
    session.flush()
    return claim


def write(
    session: Session,
    claim: Evidence,
    *,
    by: Actor,
    now: datetime,
    window: Window | None = None,
    **written: Any,
) -> Saved:
    """Save what the owner wrote, field by field.

    `window` is the page on which she did, for others may have saved meanwhile: what they wrote is
    never written over unseen. Writing on a draft that was discarded brings it back.
    """
    _must_own(claim, by)
    hold(session, claim)
    _must_be_editable(claim)
    merged = merging.merge(claim, _hers(written), window)
    versions.keep_before(session, claim, merged, now=now)
    if window is not None and merged.aside:
        versions.keep_aside(session, claim, merged.aside, window, now=now)
    wording.put(claim, merged.taken)
    merging.sign(claim, merged, window)
    if merged.taken or merged.aside:
        claim.version += bool(merged.taken)
        claim.saved_at, claim.discarded_at = now, None
    session.add(claim)
    session.flush()
    return Saved(claim, merged.aside)


def set_aside(
    session: Session, claim: Evidence, *, by: Actor, now: datetime, window: Window, **written: Any
) -> None:
    """Keep what came from a window when the evidence was out of its owner's hands already."""
    _must_own(claim, by)
    hold(session, claim)
    merged = merging.merge(claim, _hers(written), window)
    if late := merged.taken | merged.aside:
        versions.keep_aside(session, claim, late, window, now=now)


def bring_back(
    session: Session, claim: Evidence, version: Version, *, by: Actor, now: datetime
) -> Evidence:
    """Let an earlier text stand again, as one more version; what stands there now is kept."""
    _must_own(claim, by)
    hold(session, claim)
    _must_be_editable(claim)
    versions.keep_now(session, claim)
    if version.occasion is not Occasion.ASIDE:
        claim.answers = {}  # What was answered since then was not there.
    wording.put(claim, version.written)
    claim.hands = {}
    claim.version += 1
    claim.saved_at, claim.discarded_at = now, None
    session.add(claim)
    session.flush()
    versions.keep(session, claim, Occasion.BROUGHT_BACK, at=now)
    return claim


def assign(
    session: Session, claim: Evidence, activity: str, stage: Stage, *, by: Actor, now: datetime
) -> Evidence:
    """Say what a draft is about, or that it is about something else."""
    _must_own(claim, by)
    hold(session, claim)
    if claim.status is not Status.DRAFT:
        raise AlreadyDecided(claim.status)
    catalog = catalogs.current(session, claim.district_id, now=now)
    offer = to_write(catalog, activity, stage)
    claim.activity, claim.stage = activity, stage
    claim.kinds = _only_kinds(offer.evidence) or claim.kinds
    claim.minutes = claim.minutes or offer.minutes
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


def replace_file(
    session: Session,
    claim: Evidence,
    artifact: Artifact,
    *,
    before: str,
    digest: str,
    size: int,
    by: Actor,
    now: datetime,
) -> None:
    """Other bytes stand beside it from now on, drawn from those with the digest `before`.

    All that was said of the file stays said, and what a scanner said too: nobody else's bytes came
    in. The former bytes go with the next sweep, unless something else refers to them.
    """
    _must_own(claim, by)
    hold(session, claim)
    _must_be_editable(claim)
    session.refresh(artifact)
    if artifact.digest != before or artifact.forgotten_at:
        raise ChangedMeanwhile(claim.version)
    artifact.digest, artifact.size = digest, size
    claim.saved_at = now
    session.add_all([artifact, claim])
    note_kept(session, claim.district_id, digest, now=now)
    session.flush()


def detach(session: Session, claim: Evidence, artifact: Artifact, *, by: Actor) -> None:
    """Take an artifact off the evidence; the file itself stays for whoever else refers to it."""
    _must_own(claim, by)
    hold(session, claim)
    _must_be_editable(claim)
    session.delete(artifact)
    session.flush()


def submit(
    session: Session,
    claim: Evidence,
    *,
    by: Actor,
    now: datetime,
    attempt: int | None = None,
    named: Named | None = None,
) -> Evidence:
    """Hand the evidence in, when it says all that its activity asks for.

    A quiz is scored at once, as the `attempt` that the page knew: at its threshold it is approved,
    below it stays with its owner while there are more attempts, and then goes to a reviewer.
    `named` is what she says of the students' names that were found in it.
    """
    by.must(Act.TAKE_PART)
    _must_own(claim, by)
    hold_common_work(session, claim)
    hold(session, claim)
    _must_be_editable(claim)
    catalog = catalogs.current(session, claim.district_id, now=now)
    today = catalogs.local_day(catalog, now)
    if attempts.quiz_of(catalog, claim.activity, claim.stage):
        claim.done_on = today  # A quiz is done on the day on which it is taken.
    must_be_whole(session, claim, by, catalog, today)
    scored = attempts.spend(session, claim, by=by, now=now, attempt=attempt)
    if scored and scored.goes_on:
        versions.keep(session, claim, Occasion.SUBMITTED, at=now)
        return _stays(session, claim, now)
    claim.status, claim.named = Status.SUBMITTED, named
    claim.submitted_at = claim.saved_at = now
    claim.answer_by = catalog.school_days.later(today, catalog.review.answer_school_days)
    claim.version += 1
    session.add(claim)
    note_handing_in(session, claim, now=now)
    versions.keep(session, claim, Occasion.SUBMITTED, at=now)
    event = EvidenceSubmitted(claim.district_id, claim.participant_id, claim.id)
    announce(session, event, by=by.participant.id, now=now)
    return approve_by_rule(session, claim, now=now) if scored and scored.passed else claim


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


def _stays(session: Session, claim: Evidence, now: datetime) -> Evidence:
    """It is hers to write on; pages that were open before know that something happened."""
    claim.saved_at = now
    claim.version += 1
    session.add(claim)
    session.flush()
    return claim


def _must_be_new(session: Session, evidence_id: uuid.UUID, by: Actor) -> None:
    """Refuse an id that is there already, perhaps since this moment, by the same form."""
    ledger.hold(session, by.participant)
    if session.get(Evidence, (by.participant.district_id, evidence_id)):
        raise NotPermitted("write_evidence")


def _hers(written: Mapping[str, Any]) -> Wording:
    """What is hers to write, as plain values."""
    return {
        name: wording.plain(name, value) for name, value in written.items() if wording.is_hers(name)
    }


def _only_kinds(wanted: EvidenceWanted) -> str:
    """What the evidence shows when the activity leaves no choice."""
    fewest = min((kinds for kinds in _SETS if wanted.accepts(kinds)), key=len)
    return wording.joined(fewest) if wanted is not EvidenceWanted.EITHER else ""


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
