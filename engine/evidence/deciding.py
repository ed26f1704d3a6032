"""What reviewers do with evidence: approve it, send it back, decline it."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, people
from engine.errors import (
    ChangedMeanwhile,
    NoteMissing,
    SecondReviewerNeeded,
)
from engine.evidence import counted
from engine.evidence.coming_back import met
from engine.evidence.completions import completion, completions, stated
from engine.evidence.events import (
    EvidenceApproved,
    EvidenceDeclined,
    EvidenceEvent,
    EvidenceSentBack,
    ReviewFinished,
)
from engine.evidence.holding import hold_both
from engine.evidence.rubrics import as_written, checked, on_scale, rubric_of
from engine.evidence.second_looks import call_off, sample
from engine.evidence.settling import settle
from engine.evidence.tables import PROGRAM, Decision, Evidence, Status, Verdict, Why
from engine.evidence.taking import end_by_deciding, must_have_room, must_wait_for
from engine.evidence.team.handing_in import hold_team
from engine.evidence.team.preceding import must_have_come_first
from engine.evidence.team.sharing import share_out, size_of
from engine.evidence.verdicts import approvals
from engine.outbox import Announced, announce
from engine.people import Actor, Participant
from engine.store import at_hand
from rules.catalog import Rubric
from rules.scoring import Award, preview


def approve(
    session: Session,
    claim: Evidence,
    *,
    by: Actor,
    now: datetime,
    scores: Mapping[str, int] | None = None,
    note: str = "",
    version: int | None = None,
) -> Evidence:
    """Accept the evidence and post the points that its catalog grants, as one act.

    An activity may ask for several reviewers: then all but the last approval only stand beside
    the evidence, and it keeps waiting. `version` is the one that the reviewer has read.
    """
    owner = _must_be_hers(session, claim, by, now, version)
    must_have_come_first(session, claim)
    activity = as_written(session, claim)[1]
    wanted = activity.reviewers if activity else 1
    before = approvals(session, claim) if wanted > 1 else ()
    if by.participant.id in {decision.by for decision in before}:
        raise SecondReviewerNeeded()
    hold_team(session, claim)
    rubric = rubric_of(session, claim)
    scores = checked(claim, rubric, with_met(session, claim, rubric, scores))
    me = by.participant.id
    decide(session, claim, Verdict.APPROVED, by=me, now=now, note=note, scores=scores)
    _announce(session, ReviewFinished, claim, me, now)
    if len(before) + 1 < wanted:
        end_by_deciding(session, claim, now=now, of=by)
        session.flush()
        return claim
    end_by_deciding(session, claim, now=now)
    share_out(session, claim)
    claim.scores = dict(scores)
    stand_approved(session, claim, owner, EvidenceApproved, by=me, now=now)
    return claim


def send_back(
    session: Session,
    claim: Evidence,
    *,
    by: Actor,
    now: datetime,
    note: str,
    scores: Mapping[str, int] | None = None,
    version: int | None = None,
) -> Evidence:
    """Ask for something more; the note says what. What the scores say to be met stays met."""
    _must_be_hers(session, claim, by, now, version)
    found = on_scale(rubric_of(session, claim), scores or {})
    return _turn_down(session, claim, Verdict.SENT_BACK, by=by, now=now, note=note, scores=found)


def decline(
    session: Session,
    claim: Evidence,
    *,
    by: Actor,
    now: datetime,
    note: str,
    version: int | None = None,
) -> Evidence:
    """Decide that this does not show what the activity asks for; the note says why."""
    _must_be_hers(session, claim, by, now, version)
    return _turn_down(session, claim, Verdict.DECLINED, by=by, now=now, note=note)


def with_met(
    session: Session, claim: Evidence, rubric: Rubric | None, scores: Mapping[str, int] | None
) -> dict[str, int]:
    """These scores, and those of what was met before it was sent back and is not scored anew."""
    before = {key: each.score for key, each in met(session, claim, rubric).items()}
    return {**before, **(scores or {})}


def effect(
    session: Session,
    claim: Evidence,
    scores: Mapping[str, int] | None = None,
    *,
    alone: bool = False,
) -> tuple[Award, ...]:
    """What approving it now would add to the ledger, each award with its reason.

    What was left to the person after an earlier approval is hers already. `alone` leaves out all
    else that she did, which would tell whose it is.
    """
    if alone:
        timeline = catalogs.timeline(session, claim.district_id)
        return preview(completion(as_seen(session, claim, scores)), (), timeline)
    owner = people.participant(session, claim.district_id, claim.participant_id)
    timeline, done = catalogs.timeline_of(session, owner), completions(session, owner)
    awards = preview(completion(as_seen(session, claim, scores)), done, timeline)
    if claim.kept is None:
        return awards
    hers = preview(completion(claim), done, timeline)
    return () if awards == hers else (*awards, *map(_taken_off, hers))


def as_seen(session: Session, claim: Evidence, scores: Mapping[str, int] | None) -> Evidence:
    """The evidence as it stands, with its team and the scores that a reviewer is about to give."""
    team = size_of(session, claim)
    seen = {"scores": dict(scores or {}), "kept": None, "team_size": team}
    return Evidence.model_construct(**{**claim.model_dump(), **seen})


def stand_approved(
    session: Session,
    claim: Evidence,
    owner: Participant,
    event: type[EvidenceEvent],
    *,
    by: uuid.UUID,
    now: datetime,
) -> None:
    """Let it count as it stands from now on, and post what that grants; the event says why."""
    claim.status = Status.APPROVED
    claim.decided_at = now
    claim.kept = None
    claim.version += 1
    session.add(claim)
    counted.note(session, claim, stated(claim), Why.APPROVED, by=by, now=now)
    settle(session, owner, cause=_announce(session, event, claim, by, now), now=now)


def decide(
    session: Session,
    claim: Evidence,
    verdict: Verdict,
    *,
    by: uuid.UUID,
    now: datetime,
    note: str = "",
    scores: Mapping[str, int] | None = None,
) -> Decision:
    """Keep a decision beside the evidence; it is written together with what it changes."""
    decision = Decision(
        district_id=claim.district_id,
        evidence_id=claim.id,
        by=by,
        verdict=verdict,
        note=note.strip(),
        scores=dict(scores or {}),
        at=now,
    )
    session.add(decision)
    at_hand(session, claim)  # All that follows looks at it once more.
    if verdict is Verdict.UNDONE:
        call_off(session, claim)
    elif by != PROGRAM:
        sample(session, claim, decision, now=now)
    return decision


def _taken_off(award: Award) -> Award:
    return replace(
        award, experience=-award.experience, redeemable=-award.redeemable, full=-award.experience,
        reason="displaced", cap="", per=None,
    )  # fmt: skip


def _turn_down(
    session: Session,
    claim: Evidence,
    verdict: Verdict,
    *,
    by: Actor,
    now: datetime,
    note: str,
    scores: Mapping[str, int] | None = None,
) -> Evidence:
    must_say_why(note)
    me = by.participant.id
    decide(session, claim, verdict, by=me, now=now, note=note, scores=scores)
    end_by_deciding(session, claim, now=now)
    back = verdict is Verdict.SENT_BACK
    claim.status = Status.SENT_BACK if back else Status.DECLINED
    claim.decided_at = now
    claim.version += 1
    session.add(claim)
    _announce(session, ReviewFinished, claim, me, now)
    _announce(session, EvidenceSentBack if back else EvidenceDeclined, claim, me, now)
    return claim


def _must_be_hers(
    session: Session, claim: Evidence, by: Actor, now: datetime, version: int | None
) -> Participant:
    """The owner of evidence that waits for just this reviewer."""
    owner = must_wait_for(session, claim, by)
    if version not in (None, claim.version):
        raise ChangedMeanwhile(claim.version)
    catalog = catalogs.current(session, claim.district_id, now=now)
    must_have_room(session, claim, by=by, today=catalogs.local_day(catalog, now))
    if catalog.review.counts_as:
        hold_both(session, owner, by.participant)
    return owner


def must_say_why(note: str) -> None:
    if not note.strip():
        raise NoteMissing()


def _announce(
    session: Session, event: type[EvidenceEvent], claim: Evidence, by: uuid.UUID, now: datetime
) -> Announced:
    happened = event(claim.district_id, claim.participant_id, claim.id)
    return announce(session, happened, by=None if by == PROGRAM else by, now=now)
