"""The stock: what is left of each reward, and taking one so that nobody else gets the same."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, select

from engine.rewards.tables import Shelf
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


def _if_missing(session: Session) -> sa.Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(Shelf).on_conflict_do_nothing()
    return sqlite.insert(Shelf).on_conflict_do_nothing()
