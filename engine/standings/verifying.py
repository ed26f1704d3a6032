"""Verifying totals: what is kept is compared with what the entries add up to."""

import uuid
from collections.abc import Iterator, Mapping
from itertools import groupby

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import people
from engine.ledger import Entry, Fault
from engine.standings.counting import Tally, tallies
from engine.standings.earning import earned
from engine.standings.tables import Total
from engine.standings.windows import Board, calendar

_Kept = dict[uuid.UUID, dict[Board, Tally]]


def verify(
    session: Session, district: str, between: people.Between | None = None
) -> Iterator[Fault]:
    """Every participant whose totals are not what the entries say; the first wrong row of each."""
    kept, divided = _kept(session, district, between), calendar(session, district)
    among = earned(district, people.within(col(Entry.participant_id), between))
    rows = session.execute(among.execution_options(yield_per=2000))
    for participant_id, entries in groupby(rows, lambda row: row.participant_id):
        should = tallies(entries, divided)
        yield from _fault(participant_id, should, kept.pop(participant_id, {}))
    for participant_id, is_ in kept.items():
        yield from _fault(participant_id, {}, is_)


def _kept(session: Session, district: str, between: people.Between | None) -> _Kept:
    found: _Kept = {}
    rows = session.execute(
        sa.select(
            col(Total.participant_id),
            col(Total.window),
            col(Total.campus),
            col(Total.points),
            col(Total.reached_at),
        ).where(
            col(Total.district_id) == district, people.within(col(Total.participant_id), between)
        )
    )
    for participant_id, window, campus, points, at in rows:
        found.setdefault(participant_id, {})[Board(window, campus)] = Tally(points, at)
    return found


def _fault(
    participant_id: uuid.UUID, should: Mapping[Board, Tally], is_: Mapping[Board, Tally]
) -> Iterator[Fault]:
    for board in sorted(should.keys() | is_.keys()):
        expected, found = should.get(board), is_.get(board)
        if expected != found:
            row = " ".join(filter(None, (board.window, board.campus)))
            yield Fault("total", participant_id, row, _told(expected), _told(found))
            return


def _told(tally: Tally | None) -> str:
    return f"{tally.points} since {tally.reached_at.isoformat()}" if tally else "nothing"
