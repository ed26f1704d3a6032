"""Blind reviews: evidence of some activities is read without names, by who cannot know whose it is.

Whoever sees the record of an owner, as the leader of her school does, reviews none of hers. Admins
see every record; they review what nobody else may.
"""

import uuid

from sqlalchemy import ColumnElement, false
from sqlmodel import Session, col, select

from engine import catalogs, people
from engine.evidence.tables import Evidence, Status
from engine.people import Act, Actor, Participant, Role, RoleGrant


def blind_activities(session: Session, district: str) -> frozenset[str]:
    """The activities that are read without names, as the newest catalog that has each says."""
    said = {
        key: activity.blind
        for each in catalogs.timeline(session, district).recorded
        for key, activity in each.catalog.activities.items()
    }
    return frozenset(key for key, is_blind in said.items() if is_blind)


def is_unnamed(session: Session, actor: Actor, claim: Evidence) -> bool:
    """Whether a review names nobody: to anybody while it waits, to its reviewers ever after."""
    if claim.participant_id == actor.participant.id or not _is_blind(session, claim):
        return False
    return claim.status is Status.SUBMITTED or is_veiled(session, actor, claim)


def is_veiled(session: Session, actor: Actor, claim: Evidence) -> bool:
    """Whether this actor may see it as a review alone: she is never to learn whose it is."""
    if not _is_blind(session, claim):
        return False
    owner = people.participant(session, claim.district_id, claim.participant_id)
    return actor.may(Act.REVIEW, owner) and not actor.may(Act.SEE_RECORD, owner)


def knows_whose(session: Session, actor: Actor, claim: Evidence) -> bool:
    """Whether she should leave it to others, because she sees its owner's record."""
    if actor.has(Role.DISTRICT_ADMIN) or not _is_blind(session, claim):
        return False
    owner = people.participant(session, claim.district_id, claim.participant_id)
    return actor.may(Act.SEE_RECORD, owner)


def known_to(session: Session, actor: Actor) -> ColumnElement[bool]:
    """The same as a condition of a query about evidence and its owners."""
    schools = actor.schools(Role.SCHOOL_LEADER)
    if actor.has(Role.DISTRICT_ADMIN) or schools == frozenset():
        return false()
    unnamed = col(Evidence.activity).in_(blind_activities(session, actor.participant.district_id))
    return unnamed if schools is None else unnamed & col(Participant.school).in_(sorted(schools))


def knowing(session: Session, claim: Evidence, owner: Participant) -> frozenset[uuid.UUID]:
    """The same as those who should leave it to others."""
    if not _is_blind(session, claim):
        return frozenset()
    grants = session.exec(
        select(RoleGrant.participant_id, RoleGrant.role).where(
            RoleGrant.district_id == claim.district_id,
            col(RoleGrant.role).in_((Role.SCHOOL_LEADER, Role.DISTRICT_ADMIN)),
            col(RoleGrant.school).in_(("", owner.school)),
        )
    ).all()
    admins = {someone for someone, role in grants if role is Role.DISTRICT_ADMIN}
    return frozenset({someone for someone, _ in grants} - admins)


def _is_blind(session: Session, claim: Evidence) -> bool:
    return claim.activity in blind_activities(session, claim.district_id)
