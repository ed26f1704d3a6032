"""Boards: who stands where, among those who wish to be seen, and where one stands oneself."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import people
from engine.people import Actor, Participant, Person
from engine.standings.counting import Tally
from engine.standings.tables import Total
from engine.standings.windows import Board


@dataclass(frozen=True)
class Standing:
    """One participant's place; equal points share a rank, and who arrived first stands first."""

    rank: int
    participant_id: uuid.UUID
    name: str
    points: int
    reached_at: datetime
    own: bool = False


@dataclass(frozen=True)
class Best:
    """One's own best: the window in which one earned most, and how much."""

    window: str
    points: int


def leaderboard(session: Session, actor: Actor, board: Board, *, limit: int = 25) -> list[Standing]:
    """The highest totals of those who wish to be seen."""
    found = _standings(
        session,
        actor,
        _seen(actor, board).order_by(*_FIRST_FIRST).limit(limit),
    )
    ranked: list[Standing] = []
    for position, standing in enumerate(found, start=1):
        tied = ranked and ranked[-1].points == standing.points
        ranked.append(replace(standing, rank=ranked[-1].rank if tied else position))
    return ranked


def neighbours(
    session: Session, actor: Actor, board: Board, *, each_side: int = 2
) -> list[Standing]:
    """One's own place with those who stand next to it, among those who wish to be seen.

    One's own is there whether others see it or not; empty for who switched the game off.
    """
    if not actor.participant.plays:
        return []
    me = own(session, actor, board)
    others, ahead = _others(actor, board), _ahead_of(me)
    nearest_above = others.where(ahead).order_by(*_LAST_FIRST).limit(each_side)
    nearest_below = others.where(~ahead).order_by(*_FIRST_FIRST).limit(each_side)
    above = _standings(session, actor, nearest_above)
    below = _standings(session, actor, nearest_below)
    return [
        *(replace(one, rank=_rank(session, actor, board, one.points)) for one in reversed(above)),
        me,
        *(replace(one, rank=_rank(session, actor, board, one.points, me)) for one in below),
    ]


def own(session: Session, actor: Actor, board: Board) -> Standing:
    """One's own place among those who wish to be seen and oneself; seen by oneself alone."""
    place = actor.participant
    total = session.execute(
        sa.select(col(Total.points), col(Total.reached_at)).where(
            *_on(board, place.district_id), col(Total.participant_id) == place.id
        )
    ).one_or_none()
    points, reached_at = total or (0, datetime.max.replace(tzinfo=UTC))
    name = place.alias or people.person_of(session, place).name
    rank = _rank(session, actor, board, points)
    return Standing(rank, place.id, name, points, reached_at, own=True)


def own_best(session: Session, place: Participant) -> dict[str, Best]:
    """The `month` and the `year` in which the participant earned most, over all campuses."""
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


def playing() -> tuple[sa.ColumnElement[bool], ...]:
    """Participants who are here and have not switched the game off."""
    return (col(Participant.plays).is_(True), col(Participant.left_on).is_(None))


Asked = sa.Select[uuid.UUID, int, datetime, str, str]
_FIRST_FIRST = (col(Total.points).desc(), col(Total.reached_at), col(Total.participant_id))
_LAST_FIRST = (col(Total.points), col(Total.reached_at).desc(), col(Total.participant_id).desc())


def _seen(actor: Actor, board: Board) -> Asked:
    """Everybody whom others may see on this board."""
    return (
        sa.select(
            col(Total.participant_id),
            col(Total.points),
            col(Total.reached_at),
            col(Participant.alias),
            col(Person.name),
        )
        .join(
            Participant,
            sa.and_(
                col(Participant.district_id) == col(Total.district_id),
                col(Participant.id) == col(Total.participant_id),
            ),
        )
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(
            *_on(board, actor.participant.district_id),
            *playing(),
            col(Participant.on_boards).is_(True),
            col(Total.points) > 0,
        )
    )


def _others(actor: Actor, board: Board) -> Asked:
    return _seen(actor, board).where(col(Total.participant_id) != actor.participant.id)


def _on(board: Board, district: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(Total.district_id) == district,
        col(Total.window) == board.window,
        col(Total.campus) == board.campus,
    )


def _ahead_of(me: Standing) -> sa.ColumnElement[bool]:
    arrived_before = sa.or_(
        col(Total.reached_at) < me.reached_at,
        sa.and_(
            col(Total.reached_at) == me.reached_at, col(Total.participant_id) < me.participant_id
        ),
    )
    return sa.or_(
        col(Total.points) > me.points, sa.and_(col(Total.points) == me.points, arrived_before)
    )


def _rank(
    session: Session, actor: Actor, board: Board, points: int, me: Standing | None = None
) -> int:
    """One more than there are with more points: others whom one may see, and oneself if given."""
    more = _others(actor, board).where(col(Total.points) > points).subquery()
    counted = session.scalars(sa.select(sa.func.count()).select_from(more)).one()
    return 1 + counted + (me is not None and me.points > points)


def _standings(session: Session, actor: Actor, asked: Asked) -> list[Standing]:
    rows: Iterable[Any] = session.execute(asked)
    return [
        Standing(
            0, participant_id, alias or name, points, at, participant_id == actor.participant.id
        )
        for participant_id, points, at, alias, name in rows
    ]
