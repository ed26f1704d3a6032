"""What a need adds up, as a sum of variables that has to reach what is asked."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.audits.items import Item, Record, values_of
from rules.audits.measures import Gauge
from rules.requirements import Attribute, Measure, Need
from rules.terms import SchoolYear
from rules.ways.linear import Program, Sum, less, total


@dataclass(frozen=True, slots=True)
class Source:
    """Work that may serve a requirement: done already, or perhaps done, once or several times."""

    item: Item
    amount: Sum
    """How many pieces of it there are."""
    points: Sum
    most: int = 1
    """The most pieces that there could be."""


Sources = Sequence[Source]
_Year = Callable[[Source], int]


class Measuring:
    """Puts needs into a program: what is looked at comes to what is asked, if a gate is open."""

    def __init__(self, program: Program, record: Record, *, timeless: bool) -> None:
        self.program, self.record, self.timeless = program, record, timeless

    def ask(self, gauge: Gauge, looked_at: Sources, gate: Sum) -> None:
        """The need is met by what is looked at."""
        found = _matching(gauge, looked_at)
        match gauge.need.measure:
            case Measure.SHARE_POINTS:
                self._share(gauge, found, looked_at, gate)
            case Measure.MEAN_SCORE:
                self._mean(gauge, found, gate)
            case Measure.HOURS_PER_YEAR:
                self._hours_per_year(gauge, found, gate)
            case _:
                want = gauge.want * unit(gauge.need)
                have = self.have(gauge, looked_at).times(want.denominator)
                self.program.no_more(gate.times(want.numerator), have)

    def have(self, gauge: Gauge, looked_at: Sources) -> Sum:
        """What there is of a need that adds up, in its unit."""
        need, found = gauge.need, _matching(gauge, looked_at)
        match need.measure:
            case Measure.POINTS:
                return self._counted(gauge, found, "max_points")
            case Measure.COUNT:
                work = [each for each in found if each.item.is_work]
                return self._counted(gauge, work, "max_count")
            case Measure.HOURS | Measure.HOURS_PER_YEAR:
                return total(each.amount.times(each.item.minutes) for each in found)
            case Measure.OUTSIDE_HOURS:
                return total(each.amount.times(each.item.outside_minutes) for each in found)
            case Measure.DISTINCT:
                return self._distinct(need, found)
            case Measure.SPAN_DAYS:
                return self._span(need, found)
            case _:
                return Sum(int(gauge.want if self.timeless else gauge.read(()).have))

    # -- what adds up ------------------------------------------------------------------------------

    def _counted(self, gauge: Gauge, found: Sources, top: str) -> Sum:
        """Points or pieces, as far as the ceilings let them count."""
        amounts = {
            each.item.id: each.points if top == "max_points" else each.amount for each in found
        }
        groups = [
            (group, most)
            for ceiling in gauge.ceilings
            if (most := getattr(ceiling.limit, top)) is not None
            for group in ceiling.groups(each.item for each in found)
        ]
        bound = {item.id for group, _ in groups for item in group}
        counted = {
            name: self._part_of(amount) if name in bound else amount
            for name, amount in amounts.items()
        }
        for group, most in groups:
            self.program.at_most(total(counted[item.id] for item in group), most)
        return total(counted.values())

    def _part_of(self, amount: Sum) -> Sum:
        part = self.program.variable(_NO_END, whole=False)
        self.program.no_more(part, amount)
        return part

    def _distinct(self, need: Need, found: Sources) -> Sum:
        attribute = need.distinct or Attribute.ACTIVITY
        if attribute is Attribute.SCHOOL_YEAR and self.timeless:
            return self._any_of(found).times(need.n or 0)
        having: dict[str, list[Sum]] = defaultdict(list)
        for source in found:
            values = sorted(values_of(source.item, attribute, self.record))
            stands_for = self._stands_for(source, values, one_each=need.mode == "one_each")
            for value, amount in stands_for.items():
                having[value].append(amount)
        return total(self._once(total(amounts)) for amounts in having.values())

    def _stands_for(
        self, source: Source, values: Sequence[str], *, one_each: bool
    ) -> Mapping[str, Sum]:
        """How many pieces stand for each value; each for one of them, or for all."""
        if len(values) < 2 or not one_each:
            return dict.fromkeys(values, source.amount)
        chosen = {value: self._part_of(source.amount) for value in values}
        self.program.no_more(total(chosen.values()), source.amount)
        return chosen

    def _once(self, amount: Sum) -> Sum:
        """One if there is any of it, or nothing."""
        once = self.program.variable()
        self.program.no_more(once, amount)
        return once

    def _any_of(self, found: Sources) -> Sum:
        return self._once(total(each.amount for each in found))

    def _span(self, need: Need, found: Sources) -> Sum:
        """Two pieces of work lie as far apart as is asked, if there is time for it."""
        days = need.span_days or 0
        if not found or self.timeless:
            return self._any_of(found).times(days)
        first = min(each.item.day for each in found)
        end = self._last_day(max(each.item.day for each in found))
        early = [each for each in found if (end - each.item.day).days >= days]
        late = [each for each in found if (self._latest(each) - first).days >= days]
        apart = self._once(less(total(each.amount for each in found), Sum(int(days > 0))))
        for some in (early, late):
            self.program.no_more(apart, total(each.amount for each in some))
        return apart.times(days)

    def _latest(self, source: Source) -> date:
        """The last day that it may have: its own, or the end of the year in which it is planned."""
        return self._last_day(source.item.day) if source.amount.terms else source.item.day

    def _last_day(self, day: date) -> date:
        """The end of its school year."""
        return SchoolYear.of(day, self.record.year_starts).last

    # -- what is met or not ------------------------------------------------------------------------

    def _share(self, gauge: Gauge, found: Sources, looked_at: Sources, gate: Sum) -> None:
        want = gauge.want
        part = self._counted(gauge, found, "max_points")
        whole = self._counted(gauge, looked_at, "max_points")
        over = less(part.times(want.denominator), whole.times(want.numerator))
        self._where(gate, over, sum(each.most for each in looked_at) * _NO_END)
        self.program.no_more(gate, part)

    def _mean(self, gauge: Gauge, found: Sources, gate: Sum) -> None:
        want = gauge.want
        scored = [(each, each.item.score) for each in found if each.item.score is not None]
        over = [
            each.amount.times(score * want.denominator - want.numerator) for each, score in scored
        ]
        worst = sum(
            each.most * abs(score * want.denominator - want.numerator) for each, score in scored
        )
        self._where(gate, total(over), worst)
        self.program.no_more(gate, total(each.amount for each, _ in scored))

    def _where(self, gate: Sum, sum_: Sum, worst: int) -> None:
        """The sum is not below zero where the gate is open; it never falls below `-worst`."""
        self.program.at_least(less(sum_, gate.times(worst)), -worst)

    def _hours_per_year(self, gauge: Gauge, found: Sources, gate: Sum) -> None:
        """Enough hours in each of so many school years, in a row if that is asked."""
        need, each_year = gauge.need, gauge.want / gauge.need.years * 60
        by_year: dict[int, list[Source]] = defaultdict(list)
        for source in found:
            by_year[self.record.school_year(source.item.day)].append(source)
        if self.timeless:
            by_year = {year: list(found) for year in range(need.years)}
        enough = {
            year: self._enough(sources, each_year.numerator, each_year.denominator)
            for year, sources in by_year.items()
        }
        runs = _runs(enough, need.years) if need.consecutive else [tuple(enough)]
        taken = [(self.program.variable(), run) for run in runs]
        self.program.no_more(gate, total(run for run, _ in taken))
        for run, years in taken:
            self.program.no_more(run.times(need.years), total(enough[year] for year in years))

    def _enough(self, sources: Iterable[Source], minutes: int, scale: int) -> Sum:
        enough = self.program.variable()
        have = total(each.amount.times(each.item.minutes * scale) for each in sources)
        self.program.no_more(enough.times(minutes), have)
        return enough


def unit(need: Need) -> int:
    """Hours are added up in minutes."""
    hours = (Measure.HOURS, Measure.OUTSIDE_HOURS, Measure.HOURS_PER_YEAR)
    return 60 if need.measure in hours else 1


def _matching(gauge: Gauge, looked_at: Sources) -> list[Source]:
    return [source for source in looked_at if gauge.matches(source.item)]


def _runs(years: Iterable[int], length: int) -> list[tuple[int, ...]]:
    """Every run of that many years in a row among these."""
    known = set(years)
    runs = (tuple(range(first, first + length)) for first in sorted(known))
    return [run for run in runs if known.issuperset(run)]


_NO_END = 1_000_000
"""More than anything here comes to."""
