"""The bin: a draft that is thrown away can be brought back for as long as the pack says."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, delete, select

from engine import catalogs
from engine.errors import AlreadyDecided, NoCatalog, NotPermitted
from engine.evidence.holding import hold
from engine.evidence.tables import Artifact, Decision, Evidence, Status, Version
from engine.evidence.team.joining import forget_team, part_ways
from engine.people import Actor, Participant
from rules.catalog import UpkeepTerms

GOES_WITH_IT: tuple[type[SQLModel], ...] = (Artifact, Version)
"""Rows about a piece of evidence that are removed with it, each before what it refers to."""


def discard(session: Session, claim: Evidence, *, by: Actor, now: datetime) -> None:
    """Put a draft on which nobody ever decided into the bin."""
    _must_own(claim, by)
    hold(session, claim)
    decided = session.exec(
        select(Decision.id).where(
            Decision.district_id == claim.district_id, Decision.evidence_id == claim.id
        )
    ).first()
    if decided is not None or claim.status not in (Status.DRAFT, Status.WITHDRAWN):
        raise AlreadyDecided(claim.status)
    part_ways(session, claim, now=now)
    claim.discarded_at = claim.discarded_at or now
    session.add(claim)
    session.flush()


def restore(session: Session, claim: Evidence, *, by: Actor) -> None:
    """Take it out of the bin again, just as it was."""
    _must_own(claim, by)
    hold(session, claim)
    claim.discarded_at = None
    session.add(claim)
    session.flush()


def discarded(session: Session, place: Participant) -> Sequence[Evidence]:
    """What lies in somebody's bin, the latest first."""
    return session.exec(
        select(Evidence)
        .where(
            Evidence.district_id == place.district_id,
            Evidence.participant_id == place.id,
            col(Evidence.discarded_at).is_not(None),
        )
        .order_by(col(Evidence.discarded_at).desc(), col(Evidence.id).desc())
    ).all()


def gone_at(claim: Evidence, terms: UpkeepTerms) -> datetime | None:
    """The moment from which it is gone for good."""
    return claim.discarded_at + terms.deleted_kept if claim.discarded_at else None


def empty_bin(
    session: Session, district: str, *, now: datetime, most: int = 100
) -> Sequence[Evidence]:
    """Remove for good what has lain there long enough, at most so many pieces at a time.

    The bytes of files are none of its business: whoever keeps files lets those go to which no
    artifact refers any more.
    """
    try:
        kept = catalogs.current(session, district, now=now).upkeep.deleted_kept
    except NoCatalog:
        return ()
    due = session.exec(
        select(Evidence)
        .where(Evidence.district_id == district, col(Evidence.discarded_at) <= now - kept)
        .order_by(col(Evidence.discarded_at))
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    for claim in due:
        for table in GOES_WITH_IT:
            about: Any = table
            session.exec(
                delete(table).where(
                    col(about.district_id) == claim.district_id,
                    col(about.evidence_id) == claim.id,
                )
            )
        forget_team(session, claim)
        session.delete(claim)
    session.flush()
    return due


def _must_own(claim: Evidence, by: Actor) -> None:
    if (claim.district_id, claim.participant_id) != by.participant.key:
        raise NotPermitted("write_evidence")
