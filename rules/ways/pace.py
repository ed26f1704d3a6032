"""When somebody would be there at her own pace: a first and a last day, and no promise."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from rules.facts import Completion
from rules.ways.answers import Way

YEAR = 365
_STEP = 182
_WINDOWS_MAX = 5
_PIECES_MIN = 3
"""Fewer pieces of work tell of no pace."""
_APART = Fraction(1, 4)
"""Where one year is all that is known, it may go so much faster or slower."""


class Unit(StrEnum):
    """What a pace is counted in."""

    MINUTES = "minutes"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Finish:
    """The days between which she would finish if she goes on as she has."""

    first: date
    last: date
    unit: Unit
    slow: Fraction
    """So much in a year, when she did the least of it."""
    fast: Fraction
    years: int = 0
    """How many of her years that is seen in; 0 while the first is not over."""


def finish(way: Way, done: Collection[Completion], today: date) -> Finish | None:
    """The range of days, from her own years; nothing while too little is known."""
    work = sorted((each for each in done if each.day <= today), key=lambda each: each.order)
    if len(work) < _PIECES_MIN:
        return None
    unit = Unit.MINUTES if way.minutes and any(each.minutes for each in work) else Unit.ITEMS
    seen = _rates(work, today, unit)
    rates = [rate for rate in seen if rate]
    if not rates:
        return None
    slow, fast = min(rates), max(rates)
    if len(rates) == 1:
        slow, fast = slow * (1 - _APART), fast * (1 + _APART)
    left = way.minutes if unit is Unit.MINUTES else len(way.work)
    first, last = (
        max(way.not_before, today + timedelta(days=round(left / rate * YEAR)))
        for rate in (fast, slow)
    )
    return Finish(first, last, unit, slow, fast, _years(work, today, len(seen)))


def _rates(work: Sequence[Completion], today: date, unit: Unit) -> list[Fraction]:
    """What was done in a year, looked at half a year apart, as far back as the record goes.

    A record that is younger than a year is taken for the part of a year that it is.
    """
    age = (today - work[0].day).days + 1
    if age < YEAR:
        return [_amount(work, unit) * YEAR / max(age, YEAR // 4)]
    rates = []
    for back in range(0, min(age - YEAR, _STEP * (_WINDOWS_MAX - 1)) + 1, _STEP):
        last = today - timedelta(days=back)
        first = last - timedelta(days=YEAR)
        rates.append(_amount([each for each in work if first < each.day <= last], unit))
    return rates


def _years(work: Sequence[Completion], today: date, looked_at: int) -> int:
    """The whole years that so many looks, half a year apart, reach back."""
    age = (today - work[0].day).days + 1
    return 1 + (looked_at - 1) // 2 if age >= YEAR else 0


def _amount(work: Collection[Completion], unit: Unit) -> Fraction:
    if unit is Unit.ITEMS:
        return Fraction(len(work))
    return Fraction(sum(each.minutes for each in work))
