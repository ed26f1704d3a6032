"""Which work stops to count on which days, unless it was renewed."""

from collections.abc import Iterator
from datetime import date, timedelta

from rules.differing import Span
from rules.terms import months_after, months_before
from rules.timeline import Timeline

_DAY = timedelta(days=1)


def ending(timeline: Timeline, first: date, last: date) -> Iterator[Span]:
    """The work whose last day lies between these two, both included, as any catalog has it.

    No other work begins or ceases to count by its age alone: what a renewal moves an end to is
    its own.
    """
    for recorded in timeline.recorded:
        for key, activity in recorded.catalog.activities.items():
            if activity.valid_months is not None:
                months = activity.valid_months
                done = _done(months, first), _done(months, last + _DAY) - _DAY
                if done[0] <= done[1]:
                    yield Span(*done, frozenset((key, stage) for stage in activity.stages))


def _done(months: int, last: date) -> date:
    """The first day on which work counts until that last day or longer."""
    day = months_before(last, months)
    while months_after(day, months) < last:
        day += _DAY
    return day
