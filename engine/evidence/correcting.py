"""What admins do with evidence that was approved: take the approval back, or correct its facts."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session

from engine import catalogs, ledger, people
from engine.errors import AlreadyDecided, Incomplete, NothingChanged
from engine.evidence import counted
from engine.evidence.completions import completion, stated
from engine.evidence.counted import facts_of
from engine.evidence.deciding import decide, must_say_why
from engine.evidence.events import ApprovalUndone, EvidenceCorrected, EvidenceEvent, WorthKept
from engine.evidence.holding import hold
from engine.evidence.rubrics import checked, rubric_of
from engine.evidence.settling import settle, settle_at_once
from engine.evidence.tables import PROGRAM, Evidence, Status, Verdict, Why
from engine.evidence.team.handing_in import hold_team
from engine.outbox import Announced, announce
from engine.people import Act, Actor, Participant


@dataclass(frozen=True)
class Facts:
    """What a correction says instead of what was approved; None leaves it as it is."""

    done_on: date | None = None
    minutes: int | None = None
    outside_minutes: int | None = None
    scores: Mapping[str, int] | None = None
    value: Decimal | float | None = None
    """A figure, where the evidence has one."""
    value_source: str | None = None


def undo_approval(
    session: Session, claim: Evidence, *, by: Actor, now: datetime, note: str, keep: bool = False
) -> Evidence:
    """Take an approval back: the evidence waits again, and what it granted is reversed.

    Whoever wants to `keep` it leaves the person all that it had brought: the ledger then holds a
    reversal and, signed with the same note, an adjustment that makes up for it.
    """
    owner = _approved(session, claim, by, note)
    return undo(session, claim, owner, by=by.participant.id, now=now, note=note, keep=keep)


def undo(
    session: Session,
    claim: Evidence,
    owner: Participant,
    *,
    by: uuid.UUID,
    now: datetime,
    note: str = "",
    keep: bool = False,
) -> Evidence:
    """The same, by whoever was found to have the right to it."""
    hold_team(session, claim)
    facts = facts_of(completion(claim)) if keep else None
    decide(session, claim, Verdict.UNDONE, by=by, now=now, note=note)
    claim.status = Status.SUBMITTED if claim.was_handed_in else Status.DECLINED
    claim.decided_at = None
    claim.kept = facts
    claim.version += 1
    session.add(claim)
    why = Why.KEPT if keep else Why.UNDONE
    counted.note(session, claim, facts, why, by=by, now=now, note=note)
    undone = _announce(session, ApprovalUndone, claim, by, now)
    if keep:
        settle_at_once(session, owner, now=now)
        kept = _announce(session, WorthKept, claim, by, now)
        ledger.make_up(session, owner, claim.source, undone=undone, kept=kept, now=now)
    else:
        settle(session, owner, cause=undone, now=now)
    return claim


def correct(
    session: Session, claim: Evidence, facts: Facts, *, by: Actor, now: datetime, note: str
) -> Evidence:
    """Say what was approved otherwise: another day, other hours, other scores, another figure.

    It stays approved; points, levels and the rest follow. The note says why.
    """
    owner = _approved(session, claim, by, note)
    hold_team(session, claim)
    before = stated(claim)
    _write(session, claim, facts, today=catalogs.today(session, claim.district_id, now=now))
    after = stated(claim)
    if after == before:
        raise NothingChanged()
    claim.version += 1
    session.add(claim)
    me = by.participant.id
    counted.note(session, claim, after, Why.CORRECTED, by=me, now=now, note=note)
    corrected = _announce(session, EvidenceCorrected, claim, me, now)
    settle(session, owner, cause=corrected, now=now)
    return claim


def _approved(session: Session, claim: Evidence, by: Actor, note: str) -> Participant:
    """The owner of evidence that is approved, held against everybody else."""
    owner = people.participant(session, claim.district_id, claim.participant_id)
    by.must(Act.CORRECT, owner)
    hold(session, claim)
    if claim.status is not Status.APPROVED:
        raise AlreadyDecided(claim.status)
    must_say_why(note)
    return owner


def _write(session: Session, claim: Evidence, facts: Facts, *, today: date) -> None:
    day = facts.done_on or claim.done_on or today
    minutes = claim.minutes if facts.minutes is None else facts.minutes
    outside = claim.outside_minutes if facts.outside_minutes is None else facts.outside_minutes
    sound = {"done_on": day <= today, "minutes": minutes >= 0, "outside_minutes": outside >= 0}
    sound["outside_minutes"] &= outside <= max(minutes, 0)
    value = claim.value if facts.value is None else float(facts.value)
    source = claim.value_source if facts.value_source is None else facts.value_source.strip()
    sound["value"] = (value is None) == (claim.value is None)
    sound["value_source"] = value is None or bool(source)
    if wrong := tuple(name for name, is_sound in sound.items() if not is_sound):
        raise Incomplete(wrong)
    claim.done_on, claim.minutes, claim.outside_minutes = day, minutes, outside
    claim.value, claim.value_source = value, source
    if facts.scores is not None:
        claim.scores = checked(claim, rubric_of(session, claim), facts.scores)


def _announce(
    session: Session, event: type[EvidenceEvent], claim: Evidence, by: uuid.UUID, now: datetime
) -> Announced:
    happened = event(claim.district_id, claim.participant_id, claim.id)
    return announce(session, happened, by=None if by == PROGRAM else by, now=now)
