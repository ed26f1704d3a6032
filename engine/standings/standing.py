"""A place on a board: whose it is, with how many points, and how places follow each other."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col

from engine.people import Participant


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


def playing() -> tuple[sa.ColumnElement[bool], ...]:
    """Participants who are here and have not switched the game off."""
    return (col(Participant.plays).is_(True), col(Participant.left_on).is_(None))


def ranked(rows: Iterable[Standing], *, rank: int = 1, position: int = 1) -> list[Standing]:
    """Ranks for rows that follow each other; of the first, rank and position are known."""
    ranked: list[Standing] = []
    for place, row in enumerate(rows, start=position):
        if ranked and ranked[-1].points != row.points:
            rank = place
        ranked.append(replace(row, rank=rank))
    return ranked
