"""Boards as they stood at an earlier moment, from the entries that were posted by then.

Who is seen there is who wishes it today: nobody is shown for having wished it once.
"""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine.ledger import posted
from engine.people import Actor, Participant, Person
from engine.standings.counting import Tally, tallies
from engine.standings.earning import earned
from engine.standings.standing import Best, Standing, playing, ranked
from engine.standings.windows import Board, calendar

_NOTHING = Tally(0, datetime.max.replace(tzinfo=UTC))


def totals(session: Session, district: str) -> Mapping[uuid.UUID, Mapping[Board, Tally]]:
    """Everybody's totals on every board."""
    divided = calendar(session, district)
    rows = session.execute(earned(district, posted(session)))
    by_person = groupby(rows, lambda row: row.participant_id)
    return {whose: tallies(entries, divided) for whose, entries in by_person}


def leaderboard(session: Session, actor: Actor, board: Board, *, limit: int) -> list[Standing]:
    """The highest totals of those who wish to be seen."""
    me = actor.participant
    shown = me.plays and me.on_boards and me.left_on is None
    seen = [each for each in _everybody(session, actor, board) if shown or not each.own]
    return ranked(each for each in seen if each.points > 0)[:limit]


def neighbours(session: Session, actor: Actor, board: Board, *, each_side: int) -> list[Standing]:
    """One's own place with those next to it."""
    order = ranked(_everybody(session, actor, board))
    place = next(place for place, each in enumerate(order) if each.own)
    return order[max(place - each_side, 0) : place + each_side + 1]


def own(session: Session, actor: Actor, board: Board) -> Standing:
    return next(each for each in ranked(_everybody(session, actor, board)) if each.own)


def own_best(session: Session, place: Participant) -> dict[str, Best]:
    """The month and the year in which the participant had earned most."""
    mine = totals(session, place.district_id).get(place.id, {})
    earned = [each for each in mine.items() if not each[0].campus and each[1].points > 0]
    found: dict[str, Best] = {}
    for board, tally in sorted(earned, key=lambda each: (-each[1].points, each[1].reached_at)):
        found.setdefault(board.window.partition(":")[0], Best(board.window, tally.points))
    return {kind: found[kind] for kind in ("month", "year") if kind in found}


def _everybody(session: Session, actor: Actor, board: Board) -> list[Standing]:
    """Oneself, and everybody who wishes to be seen and has points there; the first one first."""
    me = actor.participant
    then = totals(session, me.district_id)
    found = (
        _standing(row, then.get(row.id, {}).get(board, _NOTHING), me)
        for row in session.execute(_people(me))
    )
    there = (each for each in found if each.own or each.points > 0)
    return sorted(there, key=lambda each: (-each.points, each.reached_at, each.participant_id))


def _people(me: Participant) -> Any:
    seen = sa.and_(*playing(), col(Participant.on_boards).is_(True))
    return (
        sa.select(col(Participant.id), col(Participant.alias), col(Person.name))
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(
            col(Participant.district_id) == me.district_id,
            sa.or_(seen, col(Participant.id) == me.id),
        )
    )


def _standing(row: sa.Row[Any], tally: Tally, me: Participant) -> Standing:
    name = row.alias or row.name
    return Standing(0, row.id, name, tally.points, tally.reached_at, own=row.id == me.id)
