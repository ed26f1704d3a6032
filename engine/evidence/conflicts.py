"""Conflicts of interest: whose evidence a reviewer does not decide on, beside her own.

Each source of conflicts answers from both sides: about whom a reviewer does not decide, and who
does not decide about an owner; each with the moment up to which evidence that was handed in is
touched by it. Another source, such as teams, is another line of `SOURCES`. Whoever named the work,
so that it became evidence, does not decide on it either.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from engine import catalogs
from engine.errors import NamedIt, NotPermitted, Refusal, WouldReviewEachOther
from engine.evidence.blinding import knowing, known_to, knows_whose
from engine.evidence.tables import Decision, Evidence, Verdict
from engine.people import Act, Actor, Participant

Sides = Mapping[uuid.UUID, datetime]


@dataclass(frozen=True)
class Source:
    """Where conflicts come from, and the refusal that says so."""

    about: Callable[[Session, Participant], Sides]
    """Owners, for a reviewer."""
    by: Callable[[Session, Participant], Sides]
    """Reviewers, for an owner."""
    refusal: type[Refusal]


def must_have_none(session: Session, claim: Evidence, reviewer: Actor) -> None:
    """Refuse a reviewer who should not decide on this."""
    if refusal := conflict(session, claim, reviewer):
        raise refusal


def conflict(session: Session, claim: Evidence, reviewer: Actor) -> Refusal | None:
    """Why this reviewer should not decide on this; None when nothing speaks against it."""
    if claim.nominated_by == reviewer.participant.id:
        return NamedIt()
    if knows_whose(session, reviewer, claim):
        return NotPermitted(Act.REVIEW.value)
    for source in SOURCES:
        until = source.about(session, reviewer.participant).get(claim.participant_id)
        if _touched(claim, until):
            return source.refusal()
    return None


def shunned(session: Session, claim: Evidence, owner: Participant) -> frozenset[uuid.UUID]:
    """The reviewers who should not decide on this."""
    named = frozenset({claim.nominated_by} if claim.nominated_by else ())
    too_near = frozenset(
        reviewer
        for source in SOURCES
        for reviewer, until in source.by(session, owner).items()
        if _touched(claim, until)
    )
    return named | too_near | knowing(session, claim, owner)


def among(session: Session, reviewer: Actor) -> ColumnElement[bool]:
    """What a reviewer should not decide on, as a condition of a query about evidence and owners."""
    parts = [
        (col(Evidence.participant_id) == owner) & (col(Evidence.submitted_at) <= until)
        for source in SOURCES
        for owner, until in source.about(session, reviewer.participant).items()
    ]
    named = col(Evidence.nominated_by)
    is_hers = and_(named.is_not(None), named == reviewer.participant.id)
    return or_(known_to(session, reviewer), is_hers, *parts)


def _touched(claim: Evidence, until: datetime | None) -> bool:
    return until is not None and claim.submitted_at is not None and claim.submitted_at <= until


# -- two who would review each other ---------------------------------------------------------------


def _decided_about_her(session: Session, reviewer: Participant) -> Sides:
    """Who decided on her evidence."""
    whose = col(Evidence.participant_id) == reviewer.id
    return _pairs(session, reviewer.district_id, col(Decision.by), whose)


def _she_decided_about(session: Session, owner: Participant) -> Sides:
    """On whose evidence she decided."""
    hers = col(Decision.by) == owner.id
    return _pairs(session, owner.district_id, col(Evidence.participant_id), hers)


def _pairs(session: Session, district: str, other: Any, condition: ColumnElement[bool]) -> Sides:
    """The other side, and until when evidence is too near to the last decision."""
    days = catalogs.timeline(session, district).newest.catalog.review.reciprocal_days
    if not days:
        return {}
    rows = session.exec(
        select(other, func.max(Decision.at))
        .join(
            Evidence,
            and_(
                col(Evidence.district_id) == col(Decision.district_id),
                col(Evidence.id) == col(Decision.evidence_id),
            ),
        )
        .where(
            Decision.district_id == district,
            Decision.verdict != Verdict.UNDONE,
            col(Evidence.imported_as).is_(None),  # A list of who was there judges nobody.
            condition,
        )
        .group_by(other)
    )
    return {someone: last + timedelta(days=days) for someone, last in rows}


SOURCES = (Source(_decided_about_her, _she_decided_about, WouldReviewEachOther),)
