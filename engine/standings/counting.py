"""Counting: what a participant's entries add up to in each window and campus, and since when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from engine.standings.windows import Board, Calendar


class Earned(Protocol):
    """What counting needs of an entry; experience only."""

    @property
    def source(self) -> str: ...
    @property
    def rule(self) -> str: ...
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
    """The total on each board that is not zero, from entries in the order of posting.

    What was taken back and given again is as if nothing had happened in between: a slip of an
    admin's costs nobody her place among equals.
    """
    steps: dict[Board, list[_Step]] = {}
    for entry in _straightened(entries):
        for window in calendar.windows(entry.effective_on):
            for campus in {"", entry.campus}:
                _step(steps.setdefault(Board(window, campus), []), entry)
    return {
        board: Tally(taken[-1].points, _reached_at(taken))
        for board, taken in steps.items()
        if taken[-1].points
    }


def _straightened(entries: Iterable[Earned]) -> list[Earned]:
    """The entries without those by which a line left its sum and came back to it."""
    sums: dict[tuple[str, str, str, date], list[tuple[int, Earned]]] = {}
    gone: set[int] = set()
    every = list(entries)
    for entry in every:
        key = (entry.source, entry.rule, entry.campus, entry.effective_on)
        line = sums.setdefault(key, [])
        sum_ = (line[-1][0] if line else 0) + entry.points
        if any(sum_ == earlier for earlier, _ in line):
            gone.add(id(entry))
            while line[-1][0] != sum_:
                gone.add(id(line.pop()[1]))
        else:
            line.append((sum_, entry))
    return [entry for entry in every if id(entry) not in gone]


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
