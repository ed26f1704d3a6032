"""Conflicts of interest: whose evidence a reviewer does not decide on, beside her own.

Each source of conflicts answers from both sides: about whom a reviewer does not decide, and who
does not decide about an owner; each with the moment up to which evidence that was handed in is
touched by it. Work of a team is everybody's who is in it, and what touches one of them touches it.
Whoever named the work, so that it became evidence, does not decide on it either.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from engine import catalogs, mentoring, people
from engine.errors import MentorsHer, NamedIt, NotPermitted, OwnTeam, Refusal, WouldReviewEachOther
from engine.evidence.blinding import knowing, known_to, knows_whose
from engine.evidence.tables import Decision, Evidence, Verdict
from engine.evidence.team import finding
from engine.evidence.team.tables import Teammate
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
    team = finding.whose(session, claim)
    if reviewer.participant.id in team:
        return OwnTeam()
    if claim.nominated_by == reviewer.participant.id:
        return NamedIt()
    if knows_whose(session, reviewer, claim):
        return NotPermitted(Act.REVIEW.value)
    for source in SOURCES:
        about = source.about(session, reviewer.participant)
        if any(_touched(claim, about.get(each)) for each in team):
            return source.refusal()
    return None


def shunned(session: Session, claim: Evidence, owner: Participant) -> frozenset[uuid.UUID]:
    """The reviewers who should not decide on this."""
    team = finding.whose(session, claim)
    others = (people.participant(session, claim.district_id, each) for each in team - {owner.id})
    named = frozenset({claim.nominated_by} if claim.nominated_by else ())
    too_near = {
        reviewer
        for each in (owner, *others)
        for source in SOURCES
        for reviewer, until in source.by(session, each).items()
        if _touched(claim, until)
    }
    known = knowing(session, claim, owner)
    return named | frozenset(too_near) | (team - {owner.id}) | known


def among(session: Session, reviewer: Actor) -> ColumnElement[bool]:
    """What a reviewer should not decide on, as a condition of a query about evidence and owners."""
    me = reviewer.participant
    parts = [
        finding.is_work_of(me.district_id, owner) & (col(Evidence.submitted_at) <= until)
        for source in SOURCES
        for owner, until in source.about(session, me).items()
    ]
    named = col(Evidence.nominated_by)
    is_hers = and_(named.is_not(None), named == me.id)
    her_team = finding.is_team_work_of(me.district_id, me.id)
    return or_(known_to(session, reviewer), is_hers, her_team, *parts)


def _touched(claim: Evidence, until: datetime | None) -> bool:
    return until is not None and claim.submitted_at is not None and claim.submitted_at <= until


# -- two who would review each other ---------------------------------------------------------------


def _decided_about_her(session: Session, reviewer: Participant) -> Sides:
    """Who decided on her evidence, or on the work of a team in which she was."""
    by = col(Decision.by)
    return _pairs(
        session,
        reviewer,
        (by, col(Evidence.participant_id) == reviewer.id),
        (by, col(Teammate.participant_id) == reviewer.id),
    )


def _she_decided_about(session: Session, owner: Participant) -> Sides:
    """On whose evidence she decided; of a team's work, everybody who was in it."""
    hers = col(Decision.by) == owner.id
    return _pairs(
        session,
        owner,
        (col(Evidence.participant_id), hers),
        (col(Teammate.participant_id), hers),
    )


_Asked = tuple[Any, ColumnElement[bool]]
"""The other side, and the condition under which it is one."""


def _pairs(session: Session, someone: Participant, alone: _Asked, as_team: _Asked) -> Sides:
    """The other side, and until when evidence is too near to the last decision."""
    days = catalogs.timeline(session, someone.district_id).newest.catalog.review.reciprocal_days
    if not days:
        return {}
    found: dict[uuid.UUID, datetime] = {}
    for rows in (_last(alone, someone, *_EVIDENCE), _last(as_team, someone, *_TEAMMATE)):
        for other, last in session.exec(rows):
            until = last + timedelta(days=days)
            found[other] = max(until, found.get(other, until))
    return found


def _last(asked: _Asked, someone: Participant, table: Any, joined: ColumnElement[bool]) -> Any:
    other, condition = asked
    return (
        select(other, func.max(Decision.at))
        .join(table, joined)
        .where(
            Decision.district_id == someone.district_id,
            Decision.verdict != Verdict.UNDONE,
            condition,
        )
        .group_by(other)
    )


_EVIDENCE = (
    Evidence,
    and_(
        col(Evidence.district_id) == col(Decision.district_id),
        col(Evidence.id) == col(Decision.evidence_id),
        col(Evidence.imported_as).is_(None),  # A list of who was there judges nobody.
    ),
)
_TEAMMATE = (
    Teammate,
    and_(
        col(Teammate.district_id) == col(Decision.district_id),
        col(Teammate.work_id) == col(Decision.evidence_id),
        col(Teammate.answer).in_(finding.OF_A_TEAM),
    ),
)


SOURCES = (
    Source(_decided_about_her, _she_decided_about, WouldReviewEachOther),
    Source(mentoring.mentees, mentoring.mentors, MentorsHer),
    Source(mentoring.mentors, mentoring.mentees, MentorsHer),
)
