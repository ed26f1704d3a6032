"""What needs add up, as sums over an integer program's columns."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from rules.audits.items import Item, values_of
from rules.audits.measures import Ceiling, Gauge
from rules.audits.usage import Amount, Group, Unmodelled
from rules.programs import Program, added, each_once, times
from rules.requirements import Limit, Measure

Used = list[tuple[Group, Amount]]
"""The groups that a need looks at, each with how many of it are used."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in whole numbers: `terms` and `fixed` together, of which `want` are asked."""

    terms: Amount
    want: Fraction
    fixed: Fraction = Fraction(0)


def sum_of(gauge: Gauge, used: Used, program: Program) -> Sum:
    """What a need has got, of a need that adds up."""
    need, want = gauge.need, gauge.want
    match need.measure:
        case Measure.POINTS:
            return Sum(_counted(gauge, used, _points, lambda cap: cap.max_points, program), want)
        case Measure.COUNT:
            return Sum(_counted(gauge, used, _work, lambda cap: cap.max_count, program), want)
        case Measure.HOURS:
            return Sum(_weighed(used, lambda item: item.minutes), 60 * want)
        case Measure.OUTSIDE_HOURS:
            return Sum(_weighed(used, lambda item: item.outside_minutes), 60 * want)
        case Measure.DISTINCT:
            return Sum(_distinct(gauge, used, program), want)
        case Measure.SPAN_DAYS:
            return Sum(_span(used, program), want)
        case Measure.HOURS_PER_YEAR:
            return Sum(_hours_of_years(gauge, used, program), 60 * want)
        case _:
            return Sum({}, want, gauge.read(()).have)


def require_ratio(gauge: Gauge, found: Used, seen: Used, when: Amount, program: Program) -> None:
    """A mean or a share is reached, when it is asked for."""
    mean = gauge.need.measure is Measure.MEAN_SCORE
    if not mean and any(ceiling.limit.max_points is not None for ceiling in gauge.ceilings):
        raise Unmodelled
    want = gauge.want
    if mean:
        counted = [(group, used) for group, used in found if group.item.score is not None]
        over = [(Fraction(group.item.score or 0) - want, group, used) for group, used in counted]
        there = added(*(used for _, used in counted))
    else:
        inside = {id(group) for group, _ in found}
        over = [
            (group.item.points * ((id(group) in inside) - want), group, used)
            for group, used in seen
        ]
        there = _weighed(seen, _points)
    program.allow(when, there)
    scale = want.denominator
    short = sum(scale * max(-each, Fraction(0)) * group.size for each, group, _ in over)
    sums = added(*(times(used, float(scale * each)) for each, _, used in over))
    program.at_least(added(sums, times(when, -float(short))), -float(short))


def _points(item: Item) -> int:
    return item.points


def _work(item: Item) -> int:
    return int(item.is_work)


def _weighed(used: Used, weight: Callable[[Item], int]) -> Amount:
    return added(*(times(amount, weight(group.item)) for group, amount in used))


def _counted(
    gauge: Gauge,
    used: Used,
    weight: Callable[[Item], int],
    top: Callable[[Limit], int | None],
    program: Program,
) -> Amount:
    """What counts under ceilings: of each group a part, and of all under a ceiling no more."""
    cuts = [
        (ceiling, most) for ceiling in gauge.ceilings if (most := top(ceiling.limit)) is not None
    ]
    if not cuts:
        return _weighed(used, weight)
    counted = [
        (group, _part(times(amount, weight(group.item)), group, weight, program))
        for group, amount in used
    ]
    for ceiling, most in cuts:
        for under in _bounded(ceiling, counted):
            program.at_most(each_once(under), most)
    return each_once(column for _, column in counted)


def _part(all_: Amount, group: Group, weight: Callable[[Item], int], program: Program) -> int:
    column = program.column(group.size * weight(group.item), whole=False)
    program.allow({column: 1}, all_)
    return column


def _bounded(ceiling: Ceiling, counted: Iterable[tuple[Group, int]]) -> Iterator[list[int]]:
    """The columns under each ceiling that a limit makes."""
    column = {group.item.id: each for group, each in counted}
    for items in ceiling.groups(group.item for group, _ in counted):
        yield [column[item.id] for item in items]


def _distinct(gauge: Gauge, used: Used, program: Program) -> Amount:
    """One column a value: it is there, or somebody stands for it."""
    attribute = gauge.need.distinct
    by_value: dict[str, list[Amount]] = {}
    for group, amount in used:
        values = values_of(group.item, attribute, gauge.record) if attribute else frozenset()
        if gauge.need.mode == "covers":
            for value in values:
                by_value.setdefault(value, []).append(amount)
            continue
        standing = {value: program.column(whole=False) for value in sorted(values)}
        program.allow(each_once(standing.values()), amount)
        for value, column in standing.items():
            by_value.setdefault(value, []).append({column: 1})
    shown = []
    for _, amounts in sorted(by_value.items()):
        shown.append(program.column(whole=False))
        program.allow({shown[-1]: 1}, added(*amounts))
    return each_once(shown)


def _span(used: Used, program: Program) -> Amount:
    """From one used item's day to another's."""
    days = [group.item.day.toordinal() for group, _ in used]
    start = min(days, default=0)
    first = [program.column() for _ in used]
    last = [program.column() for _ in used]
    for (_, amount), one, other in zip(used, first, last, strict=True):
        program.allow({one: 1}, amount)
        program.allow({other: 1}, amount)
    program.at_most(each_once(last), 1)
    program.at_most(added(each_once(last), times(each_once(first), -1)), 0)
    ends = {column: float(day - start) for column, day in zip(last, days, strict=True)}
    starts = {column: float(start - day) for column, day in zip(first, days, strict=True)}
    return {**ends, **starts}


def _hours_of_years(gauge: Gauge, used: Used, program: Program) -> Amount:
    """Minutes of the chosen school years, each up to what is asked in one."""
    need = gauge.need
    most = float(60 * (need.hours_per_year or 0) * gauge.part_time)
    minutes: dict[int, Amount] = {}
    for group, amount in used:
        year = gauge.record.school_year(group.item.day)
        minutes[year] = added(minutes.get(year, {}), times(amount, group.item.minutes))
    chosen = _chosen_years(sorted(minutes), need.years, program, consecutive=need.consecutive)
    counted = []
    for year, amount in sorted(minutes.items()):
        counted.append(program.column(most, whole=False))
        program.allow({counted[-1]: 1}, amount)
        program.allow({counted[-1]: 1}, times(chosen[year], most))
    return each_once(counted)


def _chosen_years(
    there: list[int], years: int, program: Program, *, consecutive: bool
) -> dict[int, Amount]:
    if not consecutive:
        each = {year: program.column() for year in there}
        program.at_most(each_once(each.values()), years)
        return {year: {column: 1} for year, column in each.items()}
    firsts = sorted(set(chain.from_iterable(range(y - years + 1, y + 1) for y in there)))
    runs = {first: program.column() for first in firsts}
    program.at_most(each_once(runs.values()), 1)
    return {
        year: each_once(col for first, col in runs.items() if first <= year < first + years)
        for year in there
    }
