"""The stock: what is left of each reward, and taking one so that nobody else gets the same."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from engine.rewards.tables import TAKEN, Redemption, Shelf
from rules.catalog import Reward


def left(reward: Reward, taken: int) -> int | None:
    """How many are left; None when there is no end to them."""
    return None if reward.stock is None else max(0, reward.stock - taken)


def taken(session: Session, district: str) -> dict[str, int]:
    """How many of each reward were taken."""
    rows = session.exec(select(Shelf.reward, Shelf.taken).where(Shelf.district_id == district))
    return dict(rows.all())


def locked(session: Session, district: str, reward: str) -> Shelf:
    """The reward's place on the shelf, which nobody else can touch until this transaction ends."""
    session.execute(_if_missing(session).values(district_id=district, reward=reward, taken=0))
    return session.exec(
        select(Shelf)
        .where(Shelf.district_id == district, Shelf.reward == reward)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def put_back(session: Session, district: str, reward: str) -> None:
    """Put one back on the shelf."""
    shelf = locked(session, district, reward)
    shelf.taken -= 1
    session.add(shelf)


def recount(session: Session, district: str) -> None:
    """Count again what was taken of each reward; a second time changes nothing."""
    is_, should = taken(session, district), counted(session, district)
    for reward in is_.keys() | should.keys():
        if is_.get(reward, 0) != should.get(reward, 0):
            locked(session, district, reward).taken = should.get(reward, 0)
    session.flush()


def counted(session: Session, district: str) -> dict[str, int]:
    """How many of each reward the redemptions say were taken."""
    rows = session.execute(
        sa.select(col(Redemption.reward), sa.func.count())
        .where(col(Redemption.district_id) == district, col(Redemption.status).in_(TAKEN))
        .group_by(col(Redemption.reward))
    )
    return dict(rows.all())


def _if_missing(session: Session) -> sa.Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(Shelf).on_conflict_do_nothing()
    return sqlite.insert(Shelf).on_conflict_do_nothing()
