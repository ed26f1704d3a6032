"""Evidence that a reviewer approves with many others: what waits, and what speaks against it."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from engine import catalogs
from engine.errors import (
    Incomplete,
    ReadBySeveral,
    Refusal,
    ScoresMissing,
)
from engine.evidence.deciding import with_met
from engine.evidence.rubrics import as_written, checked, rubric_of
from engine.evidence.tables import Evidence, Status
from engine.evidence.taking import must_be_open_to, must_have_room
from engine.evidence.team.preceding import must_have_come_first
from engine.people import Actor
from engine.store import at_hand

_LOT = 500


def waiting_of(
    session: Session, district: str, owners: Collection[uuid.UUID]
) -> Sequence[Evidence]:
    """All of these people's evidence that waits for a decision, the oldest first."""
    whose, found = sorted(owners), list[Evidence]()
    for start in range(0, len(whose), _LOT):
        found += session.exec(
            select(Evidence)
            .where(
                Evidence.district_id == district,
                Evidence.status == Status.SUBMITTED,
                col(Evidence.participant_id).in_(whose[start : start + _LOT]),
            )
            .order_by(col(Evidence.submitted_at), col(Evidence.id))
        )
    return found


def these(session: Session, district: str, ids: Collection[uuid.UUID]) -> Sequence[Evidence]:
    """These pieces, asked for at once."""
    among = col(Evidence.id).in_(ids)
    found = session.exec(select(Evidence).where(Evidence.district_id == district, among))
    return [at_hand(session, each) for each in found]


def versions_of(
    session: Session, district: str, ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, int]:
    """Which text of each of these pieces stands now."""
    rows = session.exec(
        select(Evidence.id, Evidence.version).where(
            Evidence.district_id == district, col(Evidence.id).in_(ids)
        )
    )
    return dict(rows.all())


def objection(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> Refusal | None:
    """Why this reviewer cannot approve it unread, together with others; None when she can."""
    try:
        _must_be_simple(session, claim)
        must_be_open_to(session, claim, by)
        must_have_come_first(session, claim)
        today = catalogs.today(session, claim.district_id, now=now)
        must_have_room(session, claim, by=by, today=today)
    except Refusal as refusal:
        return refusal
    return None


def _must_be_simple(session: Session, claim: Evidence) -> None:
    activity = as_written(session, claim)[1]
    if activity is not None and activity.reviewers > 1:
        raise ReadBySeveral(activity.reviewers)
    rubric = rubric_of(session, claim)
    try:
        checked(claim, rubric, with_met(session, claim, rubric, None))
    except Incomplete as refusal:
        raise ScoresMissing() from refusal
