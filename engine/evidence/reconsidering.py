"""A reviewer thinks again: she takes her own last decision back, and the evidence waits anew."""

from datetime import datetime

from sqlmodel import Session

from engine import people
from engine.errors import NotPermitted
from engine.evidence.correcting import undo
from engine.evidence.deciding import decide
from engine.evidence.events import DecisionTakenBack, EvidenceEvent, ReviewTakenBack
from engine.evidence.holding import hold
from engine.evidence.tables import Decision, Evidence, Status, Verdict
from engine.evidence.verdicts import decisions
from engine.outbox import announce
from engine.people import Act, Actor

_DECIDED = (Status.APPROVED, Status.SENT_BACK, Status.DECLINED)


def own_decision(session: Session, claim: Evidence, *, by: Actor) -> Decision | None:
    """The decision on which the evidence stands, when it is this reviewer's."""
    if claim.status not in _DECIDED:
        return None
    last = decisions(session, claim)[-1:]
    return next((each for each in last if each.by == by.participant.id), None)


def reconsider(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> Evidence:
    """Take one's own decision back; an approval is reversed with all that it granted."""
    owner = people.participant(session, claim.district_id, claim.participant_id)
    if claim.imported_as is None:  # What comes from a list she vouched for, whoever reviews there.
        by.must(Act.REVIEW, owner)
    hold(session, claim)
    if own_decision(session, claim, by=by) is None:
        raise NotPermitted("reconsider")
    _announce(session, ReviewTakenBack, claim, by, now)
    if claim.status is Status.APPROVED:
        return undo(session, claim, owner, by=by.participant.id, now=now)
    decide(session, claim, Verdict.UNDONE, by=by.participant.id, now=now)
    claim.status = Status.SUBMITTED
    claim.decided_at = None
    claim.version += 1
    session.add(claim)
    _announce(session, DecisionTakenBack, claim, by, now)
    return claim


def _announce(
    session: Session, event: type[EvidenceEvent], claim: Evidence, by: Actor, now: datetime
) -> None:
    happened = event(claim.district_id, claim.participant_id, claim.id)
    announce(session, happened, by=by.participant.id, now=now)
