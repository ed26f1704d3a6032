"""Saying how sure one feels, and taking it back."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine.confidence.queries import of
from engine.confidence.tables import Confidence
from engine.errors import NotFound, NotPermitted
from engine.evidence import Evidence
from engine.people import Actor


def rate(
    session: Session, claim: Evidence, *, by: Actor, now: datetime, **said: int | None
) -> None:
    """Keep what she says of `before`, `after` or both; with neither, nothing is kept."""
    if claim.participant_id != by.participant.id:
        raise NotPermitted("rate_confidence")
    kept = of(session, by, claim.id)
    stood = {"before": kept.before, "after": kept.after} if kept else {}
    stands = {**stood, **said}
    if stands == stood:
        return  # So that saying the same again is not a later rating.
    if not any(stands.values()):
        _let_go(session, kept)
        return
    kept = kept or Confidence(district_id=claim.district_id, evidence_id=claim.id, rated_at=now)
    kept.before, kept.after = stands.get("before"), stands.get("after")
    kept.rated_at = now
    session.add(kept)
    session.flush()


def forget(session: Session, evidence_id: uuid.UUID, *, by: Actor) -> None:
    """She takes it back, whatever became of the evidence."""
    kept = of(session, by, evidence_id)
    if kept is None:
        raise NotFound("confidence")
    _let_go(session, kept)


def _let_go(session: Session, kept: Confidence | None) -> None:
    if kept:
        session.delete(kept)
        session.flush()
