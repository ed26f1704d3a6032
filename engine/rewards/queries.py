"""Questions about rewards: what is on the shelf, what was redeemed, what the desk has to do."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs, credentials, ledger
from engine.credentials import Attainment
from engine.errors import NotFound
from engine.people import Act, Actor, Participant, Person
from engine.rewards import stock
from engine.rewards.tables import TAKEN, Drawing, Redemption, Status
from rules.catalog import Reward, RewardClass
from rules.shelf import Refused, may_redeem
from rules.terms import SchoolYear


@dataclass(frozen=True)
class Offer:
    """A reward as one participant sees it on the shelf."""

    key: str
    reward: Reward
    left: int | None
    """None when there is no end to them."""
    had_this_year: int
    balance: int
    refused: Refused | None
    """Why it cannot be hers now; None when it can."""
    badges: tuple[str, ...] = ()
    """Those of hers among which she chooses, where the reward asks for one."""

    @property
    def balance_after(self) -> int:
        return self.balance - self.reward.price

    @property
    def missing(self) -> int:
        """How many points are missing, whatever else stands in the way."""
        return max(0, -self.balance_after)


@dataclass(frozen=True)
class Redeemed:
    """A redemption with the reward as it was written then, and whose it is."""

    redemption: Redemption
    reward: Reward
    owner: Participant
    name: str


@dataclass(frozen=True)
class TaxLine:
    """What one person received in a calendar year that counts as income."""

    participant_id: uuid.UUID
    name: str
    items: tuple[Redeemed, ...]

    @property
    def value_cents(self) -> int:
        return sum(item.redemption.value_cents for item in self.items)


def shelf(session: Session, actor: Actor, *, now: datetime) -> list[Offer]:
    """Every reward in the order of the catalog, and whether it can be hers."""
    place = actor.participant
    catalog = catalogs.current(session, place.district_id, now=now)
    year = SchoolYear.of(catalogs.local_day(catalog, now), catalog.year_starts)
    had, taken = had_since(session, place, year.first), stock.taken(session, place.district_id)
    balance = ledger.balance(session, place).redeemable
    return [
        _offer(
            key,
            reward,
            place,
            balance,
            taken.get(key, 0),
            had.get(key, 0),
            badges_to_choose(session, place, reward),
        )
        for key, reward in catalog.rewards.items()
    ]


def offer(session: Session, actor: Actor, key: str, *, now: datetime) -> Offer:
    """One reward of the shelf, or a refusal."""
    for each in shelf(session, actor, now=now):
        if each.key == key:
            return each
    raise NotFound("reward")


def redemptions(session: Session, place: Participant) -> list[Redeemed]:
    """Everything that a participant redeemed, the newest first."""
    asked = redemptions_in(place.district_id).where(col(Redemption.participant_id) == place.id)
    return with_rewards(
        session, asked.order_by(col(Redemption.requested_at).desc(), col(Redemption.id).desc())
    )


def badges_to_choose(session: Session, place: Participant, reward: Reward) -> tuple[str, ...]:
    """The badges of hers among which the reward asks her to choose; none where it asks nothing."""
    if not reward.of_a_badge:
        return ()
    held = credentials.of(session, place, attainment=Attainment.BADGE)
    return tuple(dict.fromkeys(each.key for each in held))


def taxable(session: Session, actor: Actor, year: int) -> list[TaxLine]:
    """Cash and its equivalents handed over in a calendar year, and prizes that were drawn in it.

    By person in order of name.
    """
    actor.must(Act.ADMINISTER)
    district = actor.participant.district_id
    won = sa.select(col(Drawing.winner)).where(col(Drawing.district_id) == district)
    asked = redemptions_in(district).where(
        (col(Redemption.kind) == RewardClass.CASH_EQUIVALENT) | col(Redemption.id).in_(won),
        col(Redemption.status) == Status.FULFILLED,
        col(Redemption.fulfilled_on).between(date(year, 1, 1), date(year, 12, 31)),
    )
    by_person: dict[tuple[str, uuid.UUID], list[Redeemed]] = {}
    for item in with_rewards(session, asked.order_by(col(Redemption.fulfilled_on))):
        by_person.setdefault((item.name, item.owner.id), []).append(item)
    return [
        TaxLine(person, name, tuple(items)) for (name, person), items in sorted(by_person.items())
    ]


def had_since(session: Session, place: Participant, first: date) -> dict[str, int]:
    """How many of each reward the participant has taken since that day."""
    rows = session.execute(
        sa.select(col(Redemption.reward), sa.func.count())
        .where(
            col(Redemption.district_id) == place.district_id,
            col(Redemption.participant_id) == place.id,
            col(Redemption.status).in_(TAKEN),
            col(Redemption.requested_on) >= first,
        )
        .group_by(col(Redemption.reward))
    )
    return dict(rows.all())


def _offer(
    key: str,
    reward: Reward,
    place: Participant,
    balance: int,
    taken: int,
    had: int,
    badges: tuple[str, ...],
) -> Offer:
    left = stock.left(reward, taken)
    refused = may_redeem(
        reward,
        balance=balance,
        left=left,
        had_this_year=had,
        audience=place.audience,
        has_badges=bool(badges),
    )
    return Offer(key, reward, left, had, balance, refused, badges)


_Asked = sa.Select[Redemption, Participant, str]


def redemptions_in(district: str) -> _Asked:
    return (
        sa.select(Redemption, Participant, col(Person.name))
        .join(Participant, its_owner())
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(col(Redemption.district_id) == district)
    )


def its_owner() -> sa.ColumnElement[bool]:
    return sa.and_(
        col(Participant.district_id) == col(Redemption.district_id),
        col(Participant.id) == col(Redemption.participant_id),
    )


def with_rewards(session: Session, asked: _Asked) -> list[Redeemed]:
    return [
        Redeemed(redemption, as_written(session, redemption), owner, name)
        for redemption, owner, name in session.execute(asked)
    ]


def as_written(session: Session, redemption: Redemption) -> Reward:
    """The reward as its catalog wrote it; catalogs never change."""
    catalog = catalogs.numbered(session, redemption.district_id, redemption.catalog)
    return catalog.rewards[redemption.reward]
