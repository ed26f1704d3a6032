"""Keeping totals: they follow the entries in the transaction that posts them."""

import uuid
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from engine import store
from engine.ledger import Entry
from engine.people import Participant
from engine.standings.counting import Tally, tallies
from engine.standings.earning import earned
from engine.standings.queries import kept_tallies
from engine.standings.tables import Total
from engine.standings.windows import Board, Calendar, calendar

_totals = SQLModel.metadata.tables[Total.__tablename__]


def count(session: Session, district: str, participants: Iterable[uuid.UUID]) -> None:
    """Count these participants' totals again; a second time changes nothing."""
    divided = calendar(session, district)
    for participant_id in sorted(set(participants)):
        # In turn with the ledger, which holds the same lock while it posts.
        store.hold(session, Participant, (district, participant_id))
        _count(session, district, participant_id, divided)


def recount(session: Session, district: str) -> None:
    """Count everybody's totals again, as when a season's bounds have moved."""
    everybody = sa.select(col(Participant.id)).where(col(Participant.district_id) == district)
    count(session, district, session.scalars(everybody).all())


def _count(session: Session, district: str, participant_id: uuid.UUID, divided: Calendar) -> None:
    rows = session.execute(earned(district, col(Entry.participant_id) == participant_id))
    should = tallies(rows, divided)
    is_ = kept_tallies(session, district, participant_id)
    stale = [board for board in is_ if is_[board] != should.get(board)]
    fresh = {board: tally for board, tally in should.items() if is_.get(board) != tally}
    _remove(session, district, participant_id, stale)
    _add(session, district, participant_id, fresh)


def _remove(
    session: Session, district: str, participant_id: uuid.UUID, boards: Iterable[Board]
) -> None:
    rows = [{"on_window": board.window, "on_campus": board.campus} for board in boards]
    if not rows:
        return
    gone = sa.delete(_totals).where(
        _totals.c.district_id == district,
        _totals.c.participant_id == participant_id,
        _totals.c.window == sa.bindparam("on_window"),
        _totals.c.campus == sa.bindparam("on_campus"),
    )
    session.connection().execute(gone, rows)


def _add(
    session: Session, district: str, participant_id: uuid.UUID, new: Mapping[Board, Tally]
) -> None:
    rows = [
        {
            "district_id": district,
            "participant_id": participant_id,
            "window": board.window,
            "campus": board.campus,
            "points": tally.points,
            "reached_at": tally.reached_at,
        }
        for board, tally in new.items()
    ]
    if rows:
        session.connection().execute(sa.insert(_totals), rows)
