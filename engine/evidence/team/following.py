"""What is decided on the common work holds for the part of each who has written it.

Day, hours, what it shows and what was counted are the common work's; so are the scores. Nobody
decides on a part by itself: the program does, as the reviewer did on the common work.
"""

from datetime import datetime

from sqlmodel import Session

from engine import ledger, people
from engine.evidence import counted
from engine.evidence.completions import stated
from engine.evidence.correcting import undo
from engine.evidence.deciding import decide, stand_approved
from engine.evidence.events import (
    DecisionTakenBack,
    EvidenceApproved,
    EvidenceCorrected,
    EvidenceDeclined,
    EvidenceEvent,
)
from engine.evidence.holding import hold
from engine.evidence.settling import settle
from engine.evidence.tables import PROGRAM, Evidence, Status, Verdict, Why
from engine.evidence.team.finding import parts, place_of, work_of
from engine.evidence.team.handing_in import promise
from engine.evidence.team.joining import let_go
from engine.evidence.team.sharing import share_of
from engine.evidence.verdicts import decisions
from engine.outbox import Announced, announce
from engine.people import Participant

COMMON = (
    "kinds", "done_on", "minutes", "outside_minutes", "measure",
    "measured_of", "measured_before", "measured_after", "value",
)  # fmt: skip
"""What a part has from the common work."""


def follow_approval(session: Session, work: Evidence, *, now: datetime) -> None:
    """The common work was approved: so is the part of each who has handed hers in."""
    for part, owner in _held(session, work, Status.SUBMITTED):
        _approve(session, work, part, owner, now)


def follow_declining(session: Session, work: Evidence, *, now: datetime) -> None:
    """It does not show what was asked: no part of it does."""
    for part, _owner in _held(session, work, Status.SUBMITTED):
        _turn(session, part, Status.DECLINED, Verdict.DECLINED, _note(session, work), now)
        part.decided_at = now
        _announce(session, EvidenceDeclined, part, now)


def follow_second_thoughts(session: Session, work: Evidence, *, now: datetime) -> None:
    """The reviewer took back that it was declined: the parts wait with it again."""
    for part, _owner in _held(session, work, Status.DECLINED):
        _turn(session, part, Status.SUBMITTED, Verdict.UNDONE, "", now)
        part.decided_at = None
        _announce(session, DecisionTakenBack, part, now)


def follow_undoing(session: Session, claim: Evidence, *, now: datetime) -> None:
    """An approval was taken back: of the common work, with all parts; or of one part alone.

    A part whose own approval was taken back stands for itself from then on.
    """
    note, keep = _note(session, claim), claim.kept is not None
    for part, owner in _held(session, claim, Status.APPROVED):
        undo(session, part, owner, by=PROGRAM, now=now, note=note, keep=keep)
    place, work = place_of(session, claim), work_of(session, claim)
    if place is not None and work is not None and work.status is Status.APPROVED:
        let_go(session, place, now=now)
        promise(session, claim, now=now)


def follow_correcting(session: Session, work: Evidence, *, now: datetime) -> None:
    """What was approved of the common work was said otherwise: the parts say the same."""
    for part, owner in _held(session, work, Status.APPROVED):
        before = stated(part)
        _take_over(part, work)
        after = stated(part)
        if after != before:
            part.version += 1
            session.add(part)
            note = counted.changes(session, work)[-1].note
            counted.note(session, part, after, Why.CORRECTED, by=PROGRAM, now=now, note=note)
            cause = _announce(session, EvidenceCorrected, part, now)
            settle(session, owner, cause=cause, now=now)


def catch_up(session: Session, part: Evidence, *, now: datetime) -> None:
    """A part was handed in: where the common work was approved before, it counts at once."""
    work = work_of(session, part)
    if work is not None and work.status is Status.APPROVED:
        owner = people.participant(session, part.district_id, part.participant_id)
        _approve(session, work, part, owner, now)


def _approve(
    session: Session, work: Evidence, part: Evidence, owner: Participant, now: datetime
) -> None:
    _take_over(part, work)
    part.team_size, part.team_place = share_of(session, work, part)
    decide(session, part, Verdict.APPROVED, by=PROGRAM, now=now, scores=work.scores)
    stand_approved(session, part, owner, EvidenceApproved, by=PROGRAM, now=now)


def _take_over(part: Evidence, work: Evidence) -> None:
    for name in COMMON:
        setattr(part, name, getattr(work, name))
    part.scores = dict(work.scores)


def _held(session: Session, work: Evidence, status: Status) -> list[tuple[Evidence, Participant]]:
    """The parts that stand so, with their owners, in an order in which nobody waits in a ring."""
    found = []
    for _mate, part in sorted(parts(session, work), key=lambda each: each[0].participant_id):
        owner = people.participant(session, part.district_id, part.participant_id)
        ledger.hold(session, owner)
        hold(session, part)
        if part.status is status:
            found.append((part, owner))
    return found


def _turn(
    session: Session, part: Evidence, status: Status, verdict: Verdict, note: str, now: datetime
) -> None:
    decide(session, part, verdict, by=PROGRAM, now=now, note=note)
    part.status = status
    part.version += 1
    session.add(part)


def _note(session: Session, claim: Evidence) -> str:
    return decisions(session, claim)[-1].note


def _announce(
    session: Session, event: type[EvidenceEvent], part: Evidence, now: datetime
) -> Announced:
    happened = event(part.district_id, part.participant_id, part.id)
    return announce(session, happened, by=None, now=now)
