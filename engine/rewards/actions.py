"""What people do with rewards: redeem, approve, decline, fulfil, cancel."""

import uuid
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, ledger, people
from engine.errors import (
    AlreadySettled,
    ApprovalMissing,
    ChoiceMissing,
    LimitReached,
    NoteMissing,
    NotEnoughPoints,
    NotFound,
    NotPermitted,
    OtherAudience,
    RedeemedAlready,
    Refusal,
    SoldOut,
)
from engine.ledger import EntryKind, Posting
from engine.outbox import Announced, announce
from engine.people import Act, Actor
from engine.rewards import stock
from engine.rewards.desk import may_decide
from engine.rewards.events import (
    RedemptionApproved,
    RedemptionCancelled,
    RedemptionDeclined,
    RedemptionEvent,
    RewardFulfilled,
    RewardRedeemed,
)
from engine.rewards.queries import badges_to_choose, had_since
from engine.rewards.slips import new_slip
from engine.rewards.tables import Redemption, Status
from rules.catalog import Reward, RewardClass
from rules.shelf import Obstacle, Refused, may_redeem
from rules.terms import Currency, SchoolYear


def redeem(
    session: Session,
    key: str,
    *,
    by: Actor,
    now: datetime,
    had: int | None = None,
    chosen: str = "",
) -> Redemption:
    """Take one from the shelf and hold its price; where an approval is asked for, it waits.

    `had` is how many of it the page said that she has of this year: a form that is sent twice
    redeems once. `chosen` is the badge that it is of, where the reward asks for one.
    """
    place = by.participant
    by.must(Act.TAKE_PART, place)
    timeline = catalogs.timeline(session, place.district_id)
    today = catalogs.local_day(timeline.newest.catalog, now)
    recorded = timeline.in_force(today)
    reward = recorded.catalog.rewards.get(key)
    if reward is None:
        raise NotFound("reward")

    shelf = stock.locked(session, place.district_id, key)
    year = SchoolYear.of(today, recorded.catalog.year_starts)
    has = had_since(session, place, year.first).get(key, 0)
    if had is not None and has > had:
        raise RedeemedAlready(key)
    badges = badges_to_choose(session, place, reward)
    refused = may_redeem(
        reward,
        balance=ledger.balance(session, place).redeemable,
        left=stock.left(reward, shelf.taken),
        had_this_year=has,
        audience=place.audience,
        has_badges=bool(badges),
    )
    if refused is not None:
        raise _refusal(refused, key, reward)
    if reward.of_a_badge and chosen not in badges:
        raise ChoiceMissing(key)

    shelf.taken += 1
    redemption = Redemption(
        district_id=place.district_id,
        participant_id=place.id,
        reward=key,
        catalog=recorded.number,
        price=reward.price,
        kind=reward.kind,
        value_cents=reward.value_cents,
        chosen=chosen if reward.of_a_badge else "",
        slip=new_slip(session, place.district_id),
        status=Status.WAITING if reward.approval else Status.HELD,
        requested_at=now,
        requested_on=today,
    )
    session.add_all((shelf, redemption))
    session.flush()
    cause = _announce(session, RewardRedeemed, redemption, by, now)
    _post(session, redemption, EntryKind.REDEMPTION, cause, now)
    return redemption


def approve(session: Session, redemption: Redemption, *, by: Actor, now: datetime) -> Redemption:
    """Let it be handed over; nobody approves her own.

    The desk does, and a leader of her school where the pack lets leaders do so.
    """
    _must_decide(session, redemption, by)
    redemption.status = Status.HELD
    redemption.decided_at, redemption.decided_by = now, by.participant.id
    session.flush()
    _announce(session, RedemptionApproved, redemption, by, now)
    return redemption


def decline(
    session: Session, redemption: Redemption, *, by: Actor, now: datetime, note: str
) -> Redemption:
    """Say no; the points go back. The note says why."""
    _must_decide(session, redemption, by)
    if not note.strip():
        raise NoteMissing()
    redemption.status = Status.DECLINED
    redemption.decided_at, redemption.decided_by = now, by.participant.id
    redemption.note = note.strip()
    _give_back(session, redemption, RedemptionDeclined, by, now)
    return redemption


def fulfil(session: Session, redemption: Redemption, *, by: Actor, now: datetime) -> Redemption:
    """Hand the reward over. Tickets are settled by their drawing alone."""
    _must_serve(session, redemption, by)
    if redemption.kind is RewardClass.DRAWING:
        raise NotPermitted(Act.FULFIL.value)
    if redemption.status is Status.WAITING:
        raise ApprovalMissing()
    redemption.status = Status.FULFILLED
    redemption.fulfilled_at, redemption.fulfilled_by = now, by.participant.id
    redemption.fulfilled_on = catalogs.today(session, redemption.district_id, now=now)
    session.flush()
    _announce(session, RewardFulfilled, redemption, by, now)
    return redemption


def cancel(
    session: Session, redemption: Redemption, *, by: Actor, now: datetime, note: str = ""
) -> Redemption:
    """Call it off before it is handed over; the points go back, and so does the reward."""
    if by.participant.key != _owner(redemption):
        by.must(Act.FULFIL, people.participant(session, *_owner(redemption)))
    _still_open(session, redemption)
    redemption.status = Status.CANCELLED
    redemption.cancelled_at, redemption.cancelled_by = now, by.participant.id
    redemption.note = note.strip()
    _give_back(session, redemption, RedemptionCancelled, by, now)
    return redemption


def _refusal(refused: Refused, key: str, reward: Reward) -> Refusal:
    match refused.code:
        case Obstacle.OTHER_AUDIENCE:
            return OtherAudience(key)
        case Obstacle.SOLD_OUT:
            return SoldOut(key)
        case Obstacle.LIMIT_REACHED:
            return LimitReached(reward.limit or 0)
        case Obstacle.NO_BADGE:
            return ChoiceMissing(key)
    return NotEnoughPoints(refused.missing)


def _must_decide(session: Session, redemption: Redemption, by: Actor) -> None:
    owner = people.participant(session, *_owner(redemption))
    if not may_decide(session, by, redemption, owner):
        raise NotPermitted(Act.APPROVE_REWARD.value)
    _still_open(session, redemption)
    if redemption.status is not Status.WAITING:
        raise AlreadySettled(redemption.status)
    if by.participant.id == redemption.participant_id:
        raise NotPermitted("approve_own")


def _must_serve(session: Session, redemption: Redemption, by: Actor) -> None:
    """Refuse unless the desk may do this, and it is still open."""
    by.must(Act.FULFIL, people.participant(session, *_owner(redemption)))
    _still_open(session, redemption)


def _still_open(session: Session, redemption: Redemption) -> None:
    """Look again under its lock: somebody else may have settled it since the page was shown."""
    session.refresh(redemption, with_for_update=True)
    if not redemption.status.open:
        raise AlreadySettled(redemption.status)


def _owner(redemption: Redemption) -> tuple[str, uuid.UUID]:
    return redemption.district_id, redemption.participant_id


def _give_back(
    session: Session,
    redemption: Redemption,
    what: type[RedemptionEvent],
    by: Actor,
    now: datetime,
) -> None:
    stock.put_back(session, redemption.district_id, redemption.reward)
    session.flush()
    _post(session, redemption, EntryKind.REFUND, _announce(session, what, redemption, by, now), now)


def _post(
    session: Session, redemption: Redemption, kind: EntryKind, cause: Announced, now: datetime
) -> None:
    """Hold the price, or give it back; what is free leaves no entry."""
    if not redemption.price:
        return
    spent = kind is EntryKind.REDEMPTION
    posting = Posting(
        kind,
        Currency.REDEEMABLE,
        -redemption.price if spent else redemption.price,
        redemption.source,
        catalogs.today(session, redemption.district_id, now=now),
        redemption.catalog,
        reason="redeemed" if spent else redemption.status.value,
    )
    place = people.participant(session, *_owner(redemption))
    ledger.post(session, place, posting, cause=cause, now=now)


def _announce(
    session: Session,
    what: type[RedemptionEvent],
    redemption: Redemption,
    by: Actor,
    now: datetime,
) -> Announced:
    event = what(redemption.district_id, redemption.participant_id, redemption.id)
    return announce(session, event, by=by.participant.id, now=now)
