"""Approved evidence as the rules see it, and the ledger brought in line with it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from engine import catalogs, ledger, people
from engine.evidence.tables import Evidence, Status
from engine.outbox import Announced
from engine.people import Participant
from rules.facts import Completion
from rules.scoring import Granted, desired_lines, granted


def completions(session: Session, place: Participant) -> tuple[Completion, ...]:
    """Everything of the participant that was approved, in the order of days."""
    claims = session.exec(
        select(Evidence)
        .where(
            Evidence.district_id == place.district_id,
            Evidence.participant_id == place.id,
            Evidence.status == Status.APPROVED,
        )
        .order_by(col(Evidence.done_on), col(Evidence.submitted_at), col(Evidence.id))
    )
    return tuple(map(completion, claims))


def completion(claim: Evidence) -> Completion:
    """One piece of evidence as the rules would see it if it were approved as it stands."""
    if claim.done_on is None or claim.submitted_at is None:
        raise ValueError("evidence that was never submitted is no completion")
    return Completion(
        source=claim.source,
        activity=claim.activity,
        stage=claim.stage,
        kinds=claim.kind_set,
        minutes=claim.minutes,
        day=claim.done_on,
        submitted_at=claim.submitted_at,
        scores=claim.scores,
        outcome=claim.outcome,
        outside_minutes=claim.outside_minutes,
        value=claim.value,
    )


def worth(session: Session, claim: Evidence) -> Granted | None:
    """What approved evidence is worth after caps, with the reasons; None while it is not."""
    if claim.status is not Status.APPROVED:
        return None
    place = people.participant(session, claim.district_id, claim.participant_id)
    timeline = catalogs.timeline(session, claim.district_id)
    return granted(completions(session, place), timeline)[claim.source]


def settle(
    session: Session, place: Participant, *, cause: Announced, now: datetime
) -> Sequence[ledger.Posting]:
    """Post what the rules grant for everything approved, less what is posted already."""
    lines = desired_lines(
        completions(session, place), catalogs.timeline(session, place.district_id)
    )
    return ledger.settle(session, place, lines, cause=cause, now=now)
