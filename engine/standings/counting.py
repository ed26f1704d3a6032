"""Counting: what a participant's entries add up to in each window and campus, and since when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from engine.standings.windows import Board, Calendar


class Earned(Protocol):
    """What counting needs of an entry; experience only."""

    @property
    def effective_on(self) -> date: ...
    @property
    def campus(self) -> str: ...
    @property
    def points(self) -> int: ...
    @property
    def posted_at(self) -> datetime: ...


@dataclass(frozen=True)
class Tally:
    """A total, and since when it has not been below that."""

    points: int
    reached_at: datetime


@dataclass
class _Step:
    """A total as it stood after everything that was posted at one moment."""

    at: datetime
    points: int


def tallies(entries: Iterable[Earned], calendar: Calendar) -> dict[Board, Tally]:
    """The total on each board that is not zero, from entries in the order of posting."""
    steps: dict[Board, list[_Step]] = {}
    for entry in entries:
        for window in calendar.windows(entry.effective_on):
            for campus in {"", entry.campus}:
                _step(steps.setdefault(Board(window, campus), []), entry)
    return {
        board: Tally(taken[-1].points, _reached_at(taken))
        for board, taken in steps.items()
        if taken[-1].points
    }


def _step(steps: list[_Step], entry: Earned) -> None:
    if not steps or steps[-1].at != entry.posted_at:
        steps.append(_Step(entry.posted_at, steps[-1].points if steps else 0))
    steps[-1].points += entry.points


def _reached_at(steps: Sequence[_Step]) -> datetime:
    """The first moment since which the total was never below the present one.

    So a correction that takes points away, or an award that a cap takes back, costs nobody her
    place among equals.
    """
    reached = steps[-1]
    for step in reversed(steps):
        if step.points < steps[-1].points:
            break
        reached = step
    return reached.at
