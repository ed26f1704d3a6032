"""Verifying rewards: the shelf and the ledger are held against the redemptions."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.ledger import Entry, Fault
from engine.rewards import stock
from engine.rewards.tables import Redemption


def verify(session: Session, district: str) -> Iterator[Fault]:
    """Every reward whose count is wrong, and every redemption that the ledger tells otherwise."""
    yield from _miscounted(session, district)
    yield from _mispaid(session, district)


def _miscounted(session: Session, district: str) -> Iterator[Fault]:
    should, is_ = stock.counted(session, district), stock.taken(session, district)
    for reward in sorted(should.keys() | is_.keys()):
        expected, found = should.get(reward, 0), is_.get(reward, 0)
        if expected != found:
            yield Fault("shelf", None, reward, f"{expected} taken", f"{found} taken")


def _mispaid(session: Session, district: str) -> Iterator[Fault]:
    rows = session.execute(
        sa.select(col(Entry.participant_id), col(Entry.source), sa.func.sum(col(Entry.points)))
        .where(col(Entry.district_id) == district, col(Entry.source).startswith("redemption/"))
        .group_by(col(Entry.participant_id), col(Entry.source))
    )
    posted = {(who, source): int(points) for who, source, points in rows}
    redemptions = session.scalars(
        sa.select(Redemption).where(col(Redemption.district_id) == district)
    )
    for each in redemptions:
        expected = -each.price if each.status.taken else 0
        found = posted.pop((each.participant_id, each.source), 0)
        if expected != found:
            row = f"redemption {each.slip}"
            yield Fault("entry", each.participant_id, row, f"{expected} points", f"{found} points")
    for (who, source), points in sorted(posted.items()):
        yield Fault("entry", who, source, "a redemption", f"{points} points and none")
