"""Which piece of work somebody is asked about next, some time after it was approved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

APART = timedelta(days=14)
"""Nobody is asked more often than once in so many days."""
LATEST = timedelta(days=180)
"""After so many days more it is not asked any more."""


@dataclass(frozen=True, slots=True)
class Done:
    """A piece of work, and after how many days its owner is asked about it."""

    source: str
    day: date
    """The day of its approval."""
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """What to ask about, and which of its turns this is."""

    source: str
    days: int
    since: date
    """The day from which it could be asked."""


def due(done: Iterable[Done], asked: Mapping[tuple[str, int], date], today: date) -> Due | None:
    """The question whose day is longest over; None while the last one is too near.

    `asked` holds the day of each question, by the piece and its days. Of one piece the latest turn
    alone is asked; those before it have gone by.
    """
    if any(today < day + APART for day in asked.values()):
        return None
    open_ones = [
        turn
        for each in done
        if (turn := _turn(each, today)) and (turn.source, turn.days) not in asked
    ]
    return min(open_ones, key=lambda each: (each.since, each.source), default=None)


def _turn(done: Done, today: date) -> Due | None:
    turns = (Due(done.source, days, done.day + timedelta(days=days)) for days in done.after)
    over = [each for each in turns if each.since <= today < each.since + LATEST]
    return max(over, key=lambda each: each.days, default=None)
