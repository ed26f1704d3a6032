"""Boards: who stands where, among those who wish to be seen, and where one stands oneself."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import people
from engine.people import Actor, Participant, Person
from engine.standings import past
from engine.standings.counting import Tally
from engine.standings.standing import Best, Standing, playing, ranked
from engine.standings.tables import Total
from engine.standings.windows import Board
from engine.store import looks_back_to


def leaderboard(session: Session, actor: Actor, board: Board, *, limit: int = 25) -> list[Standing]:
    """The highest totals of those who wish to be seen."""
    if looks_back_to(session):
        return past.leaderboard(session, actor, board, limit=limit)
    rows = _rows(session, actor, _seen(actor, board), _FIRST_FIRST, limit)
    return ranked(rows, rank=1, position=1)


def neighbours(
    session: Session, actor: Actor, board: Board, *, each_side: int = 2
) -> list[Standing]:
    """One's own place with those who stand next to it, among those who wish to be seen.

    One's own is there whether others see it or not; empty for who switched the game off.
    """
    if not actor.participant.plays:
        return []
    if looks_back_to(session):
        return past.neighbours(session, actor, board, each_side=each_side)
    me = _unranked(session, actor, board)
    others = _others(actor, board)
    ahead, behind = (*others, *_ahead_of(me)), (*others, *_behind(me))
    above = _rows(session, actor, ahead, _LAST_FIRST, each_side)[::-1]
    below = _rows(session, actor, behind, _FIRST_FIRST, each_side)
    rows = [*above, me, *below]
    rank = 1 + _count(session, *others, col(Total.points) > rows[0].points) if above else 1
    position = 1 + _count(session, *ahead) - len(above) if above else 1
    return ranked(rows, rank=rank, position=position)


def own(session: Session, actor: Actor, board: Board) -> Standing:
    """One's own place among those who wish to be seen and oneself; seen by oneself alone."""
    if looks_back_to(session):
        return past.own(session, actor, board)
    me = _unranked(session, actor, board)
    more = _count(session, *_others(actor, board), col(Total.points) > me.points)
    return replace(me, rank=1 + more)


def own_best(session: Session, place: Participant) -> dict[str, Best]:
    """The `month` and the `year` in which the participant earned most, over all campuses."""
    if looks_back_to(session):
        return past.own_best(session, place)
    found = session.execute(
        sa.select(col(Total.window), col(Total.points))
        .where(
            col(Total.district_id) == place.district_id,
            col(Total.participant_id) == place.id,
            col(Total.campus) == "",
            col(Total.points) > 0,
        )
        .order_by(col(Total.points), col(Total.reached_at).desc())
    )
    best = {window.partition(":")[0]: Best(window, points) for window, points in found}
    return {kind: best[kind] for kind in ("month", "year") if kind in best}


def kept_tallies(session: Session, district: str, participant_id: uuid.UUID) -> dict[Board, Tally]:
    """The totals that are kept for one participant."""
    rows = session.execute(
        sa.select(
            col(Total.window), col(Total.campus), col(Total.points), col(Total.reached_at)
        ).where(col(Total.district_id) == district, col(Total.participant_id) == participant_id)
    )
    return {Board(window, campus): Tally(points, at) for window, campus, points, at in rows}


_Conditions = tuple[sa.ColumnElement[bool], ...]
_FIRST_FIRST = (col(Total.points).desc(), col(Total.reached_at), col(Total.participant_id))
_LAST_FIRST = (col(Total.points), col(Total.reached_at).desc(), col(Total.participant_id).desc())


def _seen(actor: Actor, board: Board) -> _Conditions:
    """Everybody whom others may see on this board."""
    return (
        *_on(board, actor.participant.district_id),
        col(Participant.district_id) == col(Total.district_id),
        col(Participant.id) == col(Total.participant_id),
        *playing(),
        col(Participant.on_boards).is_(True),
        col(Total.points) > 0,
    )


def _others(actor: Actor, board: Board) -> _Conditions:
    return (*_seen(actor, board), col(Total.participant_id) != actor.participant.id)


def _on(board: Board, district: str) -> _Conditions:
    return (
        col(Total.district_id) == district,
        col(Total.window) == board.window,
        col(Total.campus) == board.campus,
    )


def _ahead_of(me: Standing) -> _Conditions:
    """The bound is said apart, so that the index on points can serve it."""
    return col(Total.points) >= me.points, sa.or_(
        col(Total.points) > me.points, _arrived_before(me)
    )


def _behind(me: Standing) -> _Conditions:
    return col(Total.points) <= me.points, sa.or_(
        col(Total.points) < me.points, sa.not_(_arrived_before(me))
    )


def _arrived_before(me: Standing) -> sa.ColumnElement[bool]:
    same_moment = col(Total.reached_at) == me.reached_at
    return sa.or_(
        col(Total.reached_at) < me.reached_at,
        sa.and_(same_moment, col(Total.participant_id) < me.participant_id),
    )


def _unranked(session: Session, actor: Actor, board: Board) -> Standing:
    place = actor.participant
    total = session.execute(
        sa.select(col(Total.points), col(Total.reached_at)).where(
            *_on(board, place.district_id), col(Total.participant_id) == place.id
        )
    ).one_or_none()
    points, reached_at = total or (0, datetime.max.replace(tzinfo=UTC))
    name = place.alias or people.person_of(session, place).name
    return Standing(0, place.id, name, points, reached_at, own=True)


def _rows(
    session: Session,
    actor: Actor,
    conditions: _Conditions,
    order: Iterable[Any],
    limit: int,
) -> list[Standing]:
    rows = session.execute(
        sa.select(
            col(Total.participant_id),
            col(Total.points),
            col(Total.reached_at),
            col(Participant.alias),
            col(Person.name),
        )
        .where(*conditions, col(Person.id) == col(Participant.person_id))
        .order_by(*order)
        .limit(limit)
    )
    return [
        Standing(0, person, alias or name, points, at, person == actor.participant.id)
        for person, points, at, alias, name in rows
    ]


def _count(session: Session, *conditions: sa.ColumnElement[bool]) -> int:
    counted = sa.select(sa.func.count()).select_from(Total, Participant).where(*conditions)
    return session.scalars(counted).one()
