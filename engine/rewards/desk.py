"""The desk: what is to be approved and handed over, and what of it a leader may decide on."""

import uuid
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs
from engine.errors import NotFound
from engine.people import Act, Actor, Participant, Person, Role
from engine.rewards.queries import (
    Redeemed,
    as_written,
    its_owner,
    redemptions_in,
    with_rewards,
)
from engine.rewards.tables import Redemption, Status
from rules.catalog import RewardClass


def desk(
    session: Session,
    actor: Actor,
    *,
    statuses: Sequence[Status] = (Status.WAITING, Status.HELD),
    search: str = "",
    handed_over_on: date | None = None,
    limit: int | None = None,
) -> list[Redeemed]:
    """What has to be approved or handed over, the oldest first; tickets wait for their drawing.

    `search` finds slips and names; what is settled is listed with the newest first. A leader sees
    what waits for her word.
    """
    asked = redemptions_in(actor.participant.district_id).where(
        col(Redemption.status).in_(statuses),
        col(Redemption.kind) != RewardClass.DRAWING,
        *_for_the_eyes_of(session, actor),
    )
    if wanted := search.strip():
        asked = asked.where(
            col(Redemption.slip).icontains(wanted, autoescape=True)
            | col(Person.name).icontains(wanted, autoescape=True)
        )
    if handed_over_on is not None:
        asked = asked.where(col(Redemption.fulfilled_on) == handed_over_on)
    at = col(Redemption.requested_at)
    asked = asked.order_by(at if any(map(_is_open, statuses)) else at.desc(), col(Redemption.id))
    return with_rewards(session, asked.limit(limit))


def desk_counts(session: Session, actor: Actor) -> dict[Status, int]:
    """How many redemptions the desk has in each status, or a leader to decide on."""
    rows = session.execute(
        sa.select(col(Redemption.status), sa.func.count())
        .join(Participant, its_owner())
        .where(
            col(Redemption.district_id) == actor.participant.district_id,
            col(Redemption.kind) != RewardClass.DRAWING,
            *_for_the_eyes_of(session, actor),
        )
        .group_by(col(Redemption.status))
    )
    return {Status(status): number for status, number in rows}


def get(session: Session, actor: Actor, redemption_id: uuid.UUID) -> Redeemed:
    """A redemption of one's own, any for those who hand out, or one that a leader decides on."""
    asked = redemptions_in(actor.participant.district_id)
    found = with_rewards(session, asked.where(col(Redemption.id) == redemption_id))
    for one in found:
        own = one.owner.id == actor.participant.id
        if own or may_decide(session, actor, one.redemption, one.owner):
            return one
    raise NotFound("redemption")


def may_decide(session: Session, actor: Actor, redemption: Redemption, owner: Participant) -> bool:
    """Whether she may say yes or no to it: the desk, or a leader where the pack lets leaders."""
    if actor.may(Act.FULFIL, owner):
        return True
    lets_leaders = as_written(session, redemption).leaders_approve
    return lets_leaders and actor.may(Act.APPROVE_REWARD, owner)


def _for_the_eyes_of(session: Session, actor: Actor) -> list[sa.ColumnElement[bool]]:
    """All of it for who hands out; for a leader what waits for a word that she may say."""
    if actor.may(Act.FULFIL):
        return []
    actor.must(Act.APPROVE_REWARD)
    conditions = [
        col(Redemption.status) == Status.WAITING,
        col(Redemption.participant_id) != actor.participant.id,
        sa.tuple_(col(Redemption.catalog), col(Redemption.reward)).in_(
            _left_to_leaders(session, actor.participant.district_id)
        ),
    ]
    schools = actor.schools(Role.SCHOOL_LEADER)
    if schools is not None:
        conditions.append(col(Participant.school).in_(sorted(schools)))
    return conditions


def _left_to_leaders(session: Session, district: str) -> list[tuple[int, str]]:
    """What leaders may approve, by the number of the catalog that says so."""
    return [
        (recorded.number, key)
        for recorded in catalogs.timeline(session, district).recorded
        for key, reward in recorded.catalog.rewards.items()
        if reward.leaders_approve
    ]


def _is_open(status: Status) -> bool:
    return status.open
