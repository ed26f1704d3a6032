"""Going through a new day lot by lot; each lot is whole, and no person is in two of them."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, people
from engine.daybreak.events import DayBegan
from engine.daybreak.tables import Daybreak
from engine.daybreak.touching import touched
from engine.errors import NoCatalog
from engine.outbox import announce

LOT = 50
"""How many people are looked at in one transaction: others wait for it no longer than a moment."""


def begin(session: Session, district: str, *, now: datetime) -> None:
    """Let a new district's days count from today, on which nobody has anything yet."""
    today = catalogs.today(session, district, now=now)
    session.add(Daybreak(district_id=district, done_on=today, day=today))
    session.flush()


def is_due(session: Session, district: str, *, now: datetime) -> bool:
    """Whether today began in the district and somebody may still have to be looked at."""
    try:
        today = catalogs.today(session, district, now=now)
    except NoCatalog:
        return False
    mark = session.get(Daybreak, district)
    return mark is None or mark.done_on is None or mark.done_on < today


def is_new(session: Session, district: str, *, now: datetime) -> bool:
    """Whether nobody was looked at yet since today began."""
    mark = session.get(Daybreak, district)
    return mark is None or mark.day != catalogs.today(session, district, now=now)


def next_lot(session: Session, district: str, *, now: datetime) -> Sequence[uuid.UUID]:
    """Announce that today began for the next people whom that can touch; none when all is done.

    Several servers may ask at once: each gets a lot of its own. A day that was missed, or left
    half-way, is made up for with the next one.
    """
    people.hold_district(session, district)
    today = catalogs.today(session, district, now=now)
    mark = session.get(Daybreak, district, populate_existing=True)
    mark = mark or Daybreak(district_id=district, day=today)
    if mark.done_on is not None and mark.done_on >= today:
        return ()  # Another server has finished it meanwhile.
    if mark.day != today:
        mark.day, mark.after = today, None
    due = touched(session, district, since=mark.done_on, day=today)
    lot = [each for each in due if mark.after is None or each > mark.after][:LOT]
    if lot:
        mark.after = lot[-1]
        began = DayBegan(district, today, mark.done_on, lot[0], lot[-1])
        announce(session, began, by=None, now=now)
    else:
        mark.done_on = today
    session.add(mark)
    session.flush()
    return lot
