"""How much of a need a set of items meets, and what ceilings cut off."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, inf
from operator import attrgetter

from rules.audits.filters import Question, matching
from rules.audits.items import Item, Record, values_of
from rules.audits.tallies import Items, distinct, under, union, years_since
from rules.requirements import Attribute, Limit, Measure, Need


@dataclass(frozen=True, slots=True)
class Measured:
    """How far one need is met."""

    unit: Measure
    have: Fraction
    want: Fraction
    met: bool
    cut: Fraction = Fraction(0)
    """What ceilings keep from counting."""

    @property
    def ratio(self) -> Fraction:
        if self.met:
            return Fraction(1)
        return Fraction(0) if self.unit in _ALL_OR_NOTHING else self.have / self.want


_ALL_OR_NOTHING = (Measure.MEAN_SCORE, Measure.SHARE_POINTS)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A limit that is ready to be asked."""

    limit: Limit
    record: Record
    matches: Question

    @classmethod
    def of(cls, limit: Limit, record: Record) -> "Ceiling":
        return cls(limit, record, matching(limit.where, record))

    def groups(self, items: Iterable[Item]) -> list[Items]:
        """The groups of items that it bounds, each by itself."""
        bound = tuple(item for item in items if self.matches(item))
        if self.limit.per is None:
            return [bound]
        by_value: dict[str, list[Item]] = {}
        for item in bound:
            for value in values_of(item, self.limit.per, self.record):
                by_value.setdefault(value, []).append(item)
        return [tuple(group) for group in by_value.values()]

    def allows(self, items: Items) -> bool:
        """Whether items that are used whole stay under it (and, for a floor, above it)."""
        return all(self._allows_group(group) for group in self.groups(items))

    def _allows_group(self, items: Items) -> bool:
        limit = self.limit
        if limit.max_points is not None:
            return sum(item.points for item in items) <= limit.max_points
        if limit.max_count is not None:
            return len(items) <= limit.max_count
        if limit.max_distinct is not None:
            return len(union(items, limit.max_distinct, self.record)) <= (limit.n or 0)
        each = limit.min_each_used
        return each is None or min(self._times(items, each), default=inf) >= (limit.count or 0)

    def _times(self, items: Items, attribute: Attribute) -> Iterable[int]:
        return Counter(
            value for item in items for value in values_of(item, attribute, self.record)
        ).values()

    @property
    def shrinks(self) -> bool:
        """Whether fewer items can only please it more; a floor is not like that."""
        return self.limit.min_each_used is None


@dataclass(frozen=True, slots=True)
class Gauge:
    """A need that is ready to be asked, with the ceilings that cut what it adds up."""

    need: Need
    record: Record
    matches: Question
    ceilings: tuple[Ceiling, ...]
    measure: Measure
    want: Fraction
    plain: "Plain | None"
    """What is asked in whole numbers, if it is a plain sum over items."""

    @classmethod
    def of(cls, need: Need, record: Record, ceilings: tuple[Ceiling, ...] = ()) -> "Gauge":
        want = need.want * _part_time(need, record)
        measure, matches = need.measure, matching(need.where, record)
        plain = None
        if measure in _WEIGHTS and not ceilings:
            asked = ceil(want * _PARTS.get(measure, 1))
            plain = Plain(asked, _WEIGHTS[measure], matches if need.where else None)
        return cls(need, record, matches, ceilings, measure, want, plain)

    @property
    def part_time(self) -> Fraction:
        return _part_time(self.need, self.record)

    def read(self, items: Iterable[Item], *, hopeful: bool = False) -> Measured:
        """Measure these items; hopefully, a mean or share is met if any part of them meets it."""
        looked_at = tuple(items)
        found = tuple(item for item in looked_at if self.matches(item))
        unit = self.measure
        if unit is Measure.SHARE_POINTS:
            return self._share(found, looked_at, hopeful=hopeful)
        if unit is Measure.MEAN_SCORE:
            return self._mean(found, hopeful=hopeful)
        have, cut = self._amount(found)
        return Measured(unit, have, self.want, have >= self.want, cut)

    def _amount(self, items: Items) -> tuple[Fraction, Fraction]:
        match self.measure:
            case Measure.POINTS:
                return self._counted(items, _points, lambda limit: limit.max_points)
            case Measure.COUNT:
                return self._counted(items, _work, lambda limit: limit.max_count)
            case _:
                return Fraction(self._sum(items)), Fraction(0)

    def _sum(self, items: Items) -> Fraction | int:
        need = self.need
        if need.hours is not None:
            return Fraction(sum(item.minutes for item in items), 60)
        if need.outside_hours is not None:
            return Fraction(sum(item.outside_minutes for item in items), 60)
        if need.span_days is not None:
            days = [item.day for item in items]
            return (max(days) - min(days)).days if days else 0
        if need.distinct is not None:
            return distinct(items, need.distinct, need.mode, self.record)
        if need.hours_per_year is not None:
            return self._hours_of_years(items, need.hours_per_year * self.part_time)
        return years_since(str(need.school_years_since), self.record)

    def _counted(
        self, items: Items, amount: Callable[[Item], int], top: Callable[[Limit], int | None]
    ) -> tuple[Fraction, Fraction]:
        cuts = [
            (group, most)
            for ceiling in self.ceilings
            if (most := top(ceiling.limit)) is not None
            for group in ceiling.groups(items)
        ]
        whole = sum(amount(item) for item in items)
        counted = under(cuts, {item.id: amount(item) for item in items}) if cuts else whole
        return Fraction(counted), Fraction(whole - counted)

    def _mean(self, items: Items, *, hopeful: bool) -> Measured:
        scores = [item.score for item in items if item.score is not None]
        mean = Fraction(sum(scores), len(scores)) if scores else Fraction(0)
        reach = max(scores, default=0) if hopeful else mean
        return Measured(Measure.MEAN_SCORE, mean, self.want, bool(scores) and reach >= self.want)

    def _share(self, found: Items, looked_at: Items, *, hopeful: bool) -> Measured:
        part, _ = self._counted(found, _points, lambda limit: limit.max_points)
        whole, _ = self._counted(looked_at, _points, lambda limit: limit.max_points)
        share = part / whole if whole else Fraction(0)
        met = bool(whole) and (share >= self.want or (hopeful and part > 0))
        return Measured(Measure.SHARE_POINTS, share, self.want, met)

    def _hours_of_years(self, items: Items, most: Fraction) -> Fraction:
        """Hours of the best school years, each up to what is asked in one."""
        minutes: Counter[int] = Counter()
        for item in items:
            minutes[self.record.school_year(item.day)] += item.minutes
        hours = {year: min(Fraction(sum_, 60), most) for year, sum_ in minutes.items()}
        years = self.need.years
        if not self.need.consecutive:
            return sum(sorted(hours.values(), reverse=True)[:years], Fraction(0))
        runs = (
            range(year, year + years)
            for last in hours
            for year in range(last - years + 1, last + 1)
        )
        return max((_total(hours, run) for run in runs), default=Fraction(0))


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain sum that is asked: each item gives a whole number, and so many are enough."""

    want: int
    weight: Callable[[Item], int]
    matches: Question | None

    def sum_of(self, items: Items) -> int:
        counted = items if self.matches is None else filter(self.matches, items)
        return sum(map(self.weight, counted))


def _part_time(need: Need, record: Record) -> Fraction:
    return Fraction(str(record.person.fte)) if need.by_fte else Fraction(1)


def _total(hours: Mapping[int, Fraction], years: Iterable[int]) -> Fraction:
    return sum((hours.get(year, Fraction(0)) for year in years), Fraction(0))


_points: Callable[[Item], int] = attrgetter("points")
_work: Callable[[Item], int] = attrgetter("is_work")


_WEIGHTS: Mapping[Measure, Callable[[Item], int]] = {
    Measure.POINTS: _points,
    Measure.COUNT: _work,
    Measure.HOURS: attrgetter("minutes"),
    Measure.OUTSIDE_HOURS: attrgetter("outside_minutes"),
}
_PARTS = {Measure.HOURS: 60, Measure.OUTSIDE_HOURS: 60}
"""How many of what an item gives make one of what is asked."""
