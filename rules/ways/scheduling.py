"""From how often to when: what is taken up gets an order and days, spread over each school year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from rules.audits import Record
from rules.audits.lasting import lasting
from rules.catalog import Cap
from rules.facts import Completion
from rules.terms import Stage, Window, window_of
from rules.ways.calendar import Period
from rules.ways.offers import Offer, Part, caps_on, dated
from rules.ways.question import Found, Question

PLANNED = "planned"


def scheduled(
    found: Found,
    question: Question,
    later: Mapping[Part, int] | None = None,
    *,
    late: bool = False,
    until: date | None = None,
) -> list[Completion]:
    """Everything with its day. What comes before comes first; `later` says what comes last.

    Work is spread from the beginning of each school year, or in the last one up to its end; that
    may be taken to end on a day before.
    """
    days = _Days(found, question, late=late, until=until)
    placed: list[tuple[date, int, Offer]] = []
    for period in found.calendar.periods:
        for offer in _ordered(_in(period, found, question.offers), later or {}):
            placed.append((days.of(offer, period), len(placed), offer))
    placed.sort(key=lambda each: each[:2])
    return [
        dated(offer.completion, f"{PLANNED}/{place + 1:03}", day, place=place)
        for place, (day, _, offer) in enumerate(placed)
    ]


class _Days:
    """A day for each piece of work, one after another."""

    def __init__(self, found: Found, question: Question, *, late: bool, until: date | None) -> None:
        self.calendar, self.question, self.late = found.calendar, question, late
        self.until = until
        self.number: dict[int, int] = defaultdict(int)
        for (_, index), times in found.times.items():
            self.number[found.calendar.periods[index].year] += times
        self.given: dict[int, int] = defaultdict(int)
        self.filled: dict[tuple[str, str], int] = {}
        self.first_days: dict[Part, date] = {}
        self.phase, self.not_before = 0, self.calendar.today
        self.latest = self.calendar.today
        self.ends = _ends(question.record)

    def of(self, offer: Offer, period: Period) -> date:
        """The next day for it: spread over the year, or in a month whose caps have room."""
        if period.phase != self.phase:  # A conferral lies between: what follows is of a later day.
            self.phase, self.not_before = period.phase, self.latest + timedelta(days=1)
        first = max(self.not_before, self.calendar.first_day(period.year))
        first = max(first, *(self.first_days.get(part, first) for part in offer.before), first)
        day = (
            self._in_time(offer, first, period.year)
            or self._with_room(offer, first, period.year)
            or max(first, self._even(period.year))
        )
        self._lasts(offer, day)
        self.given[period.year] += 1
        self.first_days.setdefault(offer.part, day)
        self.latest = max(self.latest, day)
        return day

    def _in_time(self, offer: Offer, first: date, year: int) -> date | None:
        """The last day on which it still renews something that ends in that school year."""
        last = self.calendar.school_year(year).last
        renewed = self.question.catalog.renewing.get(offer.part, frozenset())
        found = (self.ends[part] for part in renewed if part in self.ends)
        return min((end for end in found if first <= end <= last), default=None)

    def _lasts(self, offer: Offer, day: date) -> None:
        """Note until when it counts, and what it renews, when it is done that day."""
        catalog = self.question.catalog
        end = catalog.activities[offer.part[0]].valid_until(day) or date.max
        for part in catalog.renewing.get(offer.part, ()):
            before = self.ends.get(part)
            if part == offer.part and before is None:
                self.ends[part] = end
            elif before is not None and day <= before:
                self.ends[part] = max(before, end)

    def _even(self, year: int) -> date:
        first, last = self.calendar.first_day(year), self.calendar.school_year(year).last
        length, number = (last - first).days + 1, self.number[year]
        if self.until is not None and year == self.calendar.years - 1:
            length = (self.until - first).days + 1
        if self.late and year == self.calendar.years - 1:
            return last - timedelta(days=(number - 1 - self.given[year]) * length // number)
        return first + timedelta(days=self.given[year] * length // number)

    def _with_room(self, offer: Offer, first: date, year: int) -> date | None:
        """A day in the first month in which it still earns; none if no cap is by the month."""
        caps = dict(self._month_caps(offer))
        months = _months(first, self.calendar.school_year(year).last) if caps else ()
        for month in months:
            places = {name: (name, window_of(month, Window.MONTH, self.calendar.starts))
                      for name in caps}  # fmt: skip
            fuller = [self._filled(places[name], caps[name][0]) for name in caps]
            if all(used < _most(caps[name][0]) for name, used in zip(caps, fuller, strict=True)):
                for (name, (_, each)), used in zip(caps.items(), fuller, strict=True):
                    self.filled[places[name]] = used + each
                return month
        return None

    def _month_caps(self, offer: Offer) -> Iterator[tuple[str, tuple[Cap, int]]]:
        """Caps by the month, each with what a piece of the work fills of it."""
        for pay in offer.pays:
            for name, cap in caps_on(self.question.catalog, offer, pay.rule):
                if cap.per is Window.MONTH:
                    own = pay.experience if name.startswith("cap:rule/") else offer.experience
                    yield name, (cap, own if cap.points is not None else 1)

    def _filled(self, place: tuple[str, str], cap: Cap) -> int:
        past = self.question.past.filled
        if place in self.filled or past is None:
            return self.filled.get(place, 0)
        return (past.used if cap.points is not None else past.times).get(place, 0)


def _ends(record: Record) -> dict[Part, date]:
    """Until when the work of each part counts that does not count for good."""
    found: dict[Part, date] = {}
    for each in lasting(record).values():
        part = each.item.activity, Stage(each.item.stage)
        found[part] = max(found.get(part, each.until), each.until)
    return found


def _most(cap: Cap) -> int:
    return cap.points or cap.times or 0


def _months(first: date, last: date) -> Iterator[date]:
    """The day, and the first day of each month after it."""
    while first <= last:
        yield first
        first = (first.replace(day=1) + timedelta(days=31)).replace(day=1)


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
        ready = next(each for each in waiting if missing.isdisjoint(each.before))
        waiting.remove(ready)
        there.append(ready)
    return there
