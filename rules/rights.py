"""How long an enrollment keeps its version of a degree, and by which one it is judged then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rules.terms import Audience, months_after, months_before
from rules.timeline import Recorded, Timeline

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A version of a degree that somebody chose, by enrolling or by switching to it."""

    degree: str
    catalog: int
    on: date


@dataclass(frozen=True, slots=True)
class Next:
    """The version by which an enrollment is judged from a day on."""

    catalog: int
    since: date


def judged_by(chosen: Chosen, timeline: Timeline, audience: Audience, today: date) -> int:
    """The number of the catalog whose version judges today.

    That is the chosen one for as many years as it promises; then, every day, the one that would
    have been chosen so many years before, if it is a later one.
    """
    years = _years(chosen, timeline)
    if years is None:
        return chosen.catalog
    anchor = months_before(today, 12 * years)
    there = [
        each
        for each in _later(chosen, timeline, audience)
        if anchor > chosen.on and offered_from(each) <= anchor
    ]
    return there[-1].number if there else chosen.catalog


def next_version(
    chosen: Chosen, timeline: Timeline, audience: Audience, today: date
) -> Next | None:
    """The version that judges after today's, and from which day; of those known by now."""
    years = _years(chosen, timeline)
    if years is None:
        return None
    now = judged_by(chosen, timeline, audience, today)
    later = [each for each in _later(chosen, timeline, audience) if each.number > now]
    turns = [_turn(max(chosen.on + _DAY, offered_from(each)), years) for each in later]
    if not turns:
        return None
    since = min(turns)
    return Next(judged_by(chosen, timeline, audience, since), since)


def kept_until(chosen: Chosen, timeline: Timeline) -> date | None:
    """The last day for which the chosen version was promised; None for good."""
    years = _years(chosen, timeline)
    return None if years is None else _turn(chosen.on + _DAY, years) - _DAY


def offered_from(recorded: Recorded) -> date:
    """The first day on which somebody could enroll under a catalog."""
    return max(recorded.applies_from, recorded.published_on)


def _years(chosen: Chosen, timeline: Timeline) -> int | None:
    """For how many years the chosen version was promised."""
    return next(
        each.catalog.degrees[chosen.degree].rights_years
        for each in timeline.recorded
        if each.number == chosen.catalog
    )


def _later(chosen: Chosen, timeline: Timeline, audience: Audience) -> Iterator[Recorded]:
    """The later versions of the degree that are meant for her."""
    for each in timeline.recorded:
        degree = each.catalog.degrees.get(chosen.degree)
        if degree is None or (degree.audience and audience not in degree.audience):
            continue
        if each.number > chosen.catalog:
            yield each


def _turn(day: date, years: int) -> date:
    """The first day on which so many years ago was that day or a later one."""
    turn = months_after(day, 12 * years)
    while months_before(turn, 12 * years) < day:
        turn += _DAY
    return turn
