"""Verifying levels: those that are noted are compared with those that the record comes to."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import catalogs
from engine.errors import NoCatalog
from engine.ledger import Fault
from engine.people import Participant
from engine.progress import queries
from engine.progress.tables import LevelReached


def verify_levels(session: Session, district: str, *, now: datetime) -> Iterator[Fault]:
    """Every participant whose levels are not those of her record; the first wrong one of each.

    The level that everybody begins on is noted with the first thing that happens.
    """
    try:
        catalog = catalogs.current(session, district, now=now)
    except NoCatalog:
        return
    today, ladder = catalogs.local_day(catalog, now), list(catalog.levels)
    given = {key for key, level in catalog.levels.items() if not level.experience}
    noted = _noted(session, district)
    everybody = sa.select(Participant).where(col(Participant.district_id) == district)
    for place in session.scalars(everybody.order_by(col(Participant.id))).all():
        top = queries.level_in(catalog, queries.record(session, place, on=today)).level
        should = set(ladder[: ladder.index(top) + 1] if top else ())
        wrong = (should ^ noted.get(place.id, set())) - given
        for level in sorted(wrong)[:1]:
            told = ("reached", "nothing") if level in should else ("nothing", "reached")
            yield Fault("level_reached", place.id, f"level {level}", *told)


def _noted(session: Session, district: str) -> dict[object, set[str]]:
    found: dict[object, set[str]] = {}
    rows = session.execute(
        sa.select(col(LevelReached.participant_id), col(LevelReached.level)).where(
            col(LevelReached.district_id) == district
        )
    )
    for participant_id, level in rows:
        found.setdefault(participant_id, set()).add(level)
    return found
