"""From how often to when: what is taken up gets an order and days, spread over each school year."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from rules.facts import Completion
from rules.ways.calendar import Period
from rules.ways.offers import Offer, Part, dated
from rules.ways.seeking import Found

PLANNED = "planned"


def scheduled(found: Found, offers: Sequence[Offer], later: Mapping[Part, int]) -> list[Completion]:
    """Everything with its day. What comes before comes first; `later` says what comes last."""
    work: list[Completion] = []
    calendar = found.calendar
    for year in range(calendar.years):
        in_year = [
            offer
            for period in calendar.periods
            if period.year == year
            for offer in _ordered(_in(period, found, offers), later)
        ]
        days = _spread(calendar.first_day(year), calendar.school_year(year).last, len(in_year))
        for offer, day in zip(in_year, days, strict=True):
            name = f"{PLANNED}/{len(work) + 1:03}"
            work.append(dated(offer.completion, name, day, place=len(work)))
    return work


def _in(period: Period, found: Found, offers: Sequence[Offer]) -> list[Offer]:
    """What is taken up in a period, as often as it is."""
    return [
        offer
        for number, offer in enumerate(offers)
        for _ in range(found.times.get((number, period.index), 0))
    ]


def _ordered(work: Sequence[Offer], later: Mapping[Part, int]) -> list[Offer]:
    """What others wait for comes first; else in the order of the catalog."""
    waiting = sorted(work, key=lambda offer: later.get(offer.part, 0))
    there: list[Offer] = []
    while waiting:
        missing = {offer.part for offer in waiting}
        ready = next((each for each in waiting if missing.isdisjoint(each.before)), waiting[0])
        waiting.remove(ready)
        there.append(ready)
    return there


def _spread(first: date, last: date, number: int) -> Iterator[date]:
    """So many days, evenly over a time; several pieces of work share one only if they must."""
    length = (last - first).days + 1
    for place in range(number):
        yield first + timedelta(days=place * length // number)
