"""The least that completes a requirement within so many school years, and the proof of it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from graphlib import TopologicalSorter
from itertools import combinations, combinations_with_replacement, pairwise
from math import ceil
from typing import NamedTuple

from rules.audits.items import Item, Record, Sharing
from rules.audits.plans import Plan, plan_of
from rules.catalog import Catalog
from rules.facts import Conferral
from rules.requirements import Kind, Measure, Need, Requirement, laid_out
from rules.timeline import Recorded, Timeline
from rules.ways.asking import Asking, Known
from rules.ways.calendar import Calendar
from rules.ways.earning import Earning, Past
from rules.ways.linear import BUDGET, NOTHING, Least, Outcome, Programme, Sum, total
from rules.ways.measuring import Source
from rules.ways.offers import Offer, bonus_item
from rules.ways.timeless import timeless

TARGET = ""
"""The tree that is to be completed, unless it is a degree's and has its key."""


class Aim(StrEnum):
    """What the least is sought of; ties are broken by hours, then by pieces of work."""

    HOURS = "hours"
    ITEMS = "items"
    INTEREST = "interest"
    """Work outside the campuses that somebody likes."""


@dataclass(frozen=True)
class Question:
    """From where to where: a record, what is on offer, and what is to be completed."""

    catalog: Catalog
    record: Record
    offers: Sequence[Offer]
    target: Requirement
    key: str = TARGET
    degrees: Mapping[str, Requirement] = field(default_factory=dict)
    """Degrees on the way that the person may take up."""
    past: Past = field(default_factory=Past)
    sharing: tuple[Sharing, ...] = ()
    redeemable: int = 0
    """How many redeemable points are to be earned as well."""
    liked: Collection[str] = ()
    """Campuses."""
    within_caps: bool = False
    """Whether nothing is done that its own cap would no longer pay for."""

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline((Recorded(1, self.record.as_of, self.catalog),))

    @cached_property
    def on_the_way(self) -> tuple[str, ...]:
        """Degrees that are asked for, by the target or by one another, and not conferred."""
        found: dict[str, None] = {}
        waiting = [self.target]
        while waiting:
            for degree in _referred(waiting.pop()):
                if degree in self.degrees and degree not in found and not self._has(degree):
                    found[degree] = None
                    waiting.append(self.degrees[degree])
        return tuple(found)

    def _has(self, degree: str) -> bool:
        return self.record.conferred(degree) is not None

    @cached_property
    def dividing(self) -> tuple[str, ...]:
        """Degrees whose day of conferral matters for what is asked, those asked first first."""
        trees = {key: self.degrees[key] for key in self.on_the_way}
        matter = {
            degree
            for tree in (self.target, *trees.values())
            for node in tree.walk()
            for degree in _days_of(node)
        }
        matter |= {key for key, tree in trees.items() if any(map(_waits, tree.walk()))}
        order = TopologicalSorter({key: sorted(_referred(tree)) for key, tree in trees.items()})
        return tuple(key for key in order.static_order() if key in matter and key in trees)


@dataclass(frozen=True)
class Found:
    """What is taken up how often in which period, and how much of the aim that is."""

    calendar: Calendar
    conferred: tuple[str, ...]
    """Degrees whose conferral divides the periods, in order."""
    times: Mapping[tuple[int, int], int]
    """Of each offer in each period, by their numbers."""
    cost: int
    bound: int
    """Nothing costs less, within so many years."""
    by_hand: tuple[tuple[str, str], ...] = ()


def seek(
    question: Question,
    years: int,
    aim: Aim = Aim.HOURS,
    budget: int = BUDGET,
    without: Collection[Found] = (),
) -> tuple[Found | None, int | None]:
    """The cheapest way found that takes so many school years, and what any costs at least.

    Without a way, and without a bound, there is none; with a bound alone, none was found. Ways
    that turned out not to lead there are left aside by `without`.
    """
    best: Found | None = None
    bounds = []
    for conferred, in_years in _divisions(question, years):
        sought = _Sought(question, years, conferred, in_years)
        for failed in without:
            sought.leave_aside(failed)
        found, bound = sought.least(aim, budget)
        if bound is not None:
            bounds.append(bound)
        if found is not None and (best is None or found.cost < best.cost):
            best = found
    return best, min(bounds, default=None)


def is_possible(question: Question, budget: int = BUDGET) -> bool:
    """Whether it could be completed if no window of time, yearly or monthly, were in the way.

    A no holds for ever; the budget running out is no no.
    """
    sought = _Sought(_timeless(question), 1, (), (), timeless=True)
    return sought.programme.least(sought.minutes, budget).outcome is not Outcome.NONE


def is_possible_within(question: Question, years: int, budget: int = BUDGET) -> bool:
    """Whether it could be completed in so many school years; an undecided search is no no."""
    return any(
        _Sought(question, years, *division).programme.least(NOTHING, budget).outcome
        is not Outcome.NONE
        for division in _divisions(question, years)
    )


def _timeless(question: Question) -> Question:
    return replace(
        question,
        target=timeless(question.target),
        degrees={key: timeless(tree) for key, tree in question.degrees.items()},
    )


def _divisions(question: Question, years: int) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Each choice of the degrees that are conferred on the way, and of the years of that."""
    dividing = question.dividing
    for number in range(len(dividing), -1, -1):
        for conferred in combinations(dividing, number):
            for in_years in combinations_with_replacement(range(years), number):
                yield conferred, in_years


class _Sought:
    """One question with one division of time, as a programme."""

    def __init__(
        self,
        question: Question,
        years: int,
        conferred: tuple[str, ...],
        in_years: tuple[int, ...],
        *,
        timeless: bool = False,
    ) -> None:
        record = question.record
        self.question, self.conferred = question, conferred
        self.calendar = Calendar(record.as_of, record.year_starts, years, in_years, timeless)
        self.programme = Programme()
        self.earning = Earning(
            self.programme, question.catalog, question.offers, self.calendar, question.past,
            _most(question),
        )  # fmt: skip
        if question.within_caps:
            self.earning.stay_within_caps()
        self.sources = {source.item.id: source for source in self._sources()}
        self.granted = tuple(
            Conferral(degree, self.calendar.conferral_day(phase))
            for phase, degree in enumerate(conferred)
        )
        self.by_hand = self._ask(timeless=timeless)

    # -- the answer --------------------------------------------------------------------------------

    def least(self, aim: Aim, budget: int) -> tuple[Found | None, int | None]:
        costs = self._costs(aim)
        first = self.programme.least(costs[0], budget)
        if first.outcome is Outcome.NONE:
            return None, None
        best = first
        for cost, next_ in pairwise(costs):
            if best.outcome is Outcome.FOUND:
                self.programme.at_most(cost, cost.value(best.values))
                better = self.programme.least(next_, budget)
                best = better if better.outcome is Outcome.FOUND else best
        if best.outcome is not Outcome.FOUND:
            return None, first.bound
        return self._found(best, costs[0], first.bound), first.bound

    def leave_aside(self, failed: Found) -> None:
        """Find something else than this."""
        if (failed.calendar, failed.conferred) == (self.calendar, self.conferred):
            times = self.earning.times
            self.programme.differ((sum_, failed.times.get(at, 0)) for at, sum_ in times.items())

    def _found(self, best: Least, cost: Sum, bound: int) -> Found:
        times = {at: sum_.value(best.values) for at, sum_ in self.earning.times.items()}
        return Found(
            calendar=self.calendar,
            conferred=self.conferred,
            times={at: n for at, n in times.items() if n},
            cost=cost.value(best.values),
            bound=bound,
            by_hand=tuple(
                (key, path) for key, path, sum_ in self.by_hand if sum_.value(best.values)
            ),
        )

    def _costs(self, aim: Aim) -> list[Sum]:
        """What is to be least, and what is to be least after that."""
        if aim is Aim.HOURS:
            return [self.minutes, self._items]
        if aim is Aim.ITEMS:
            return [self._items, self.minutes]
        return [self._elsewhere, self.minutes, self._items]

    @cached_property
    def minutes(self) -> Sum:
        return self._weighed(lambda offer: offer.minutes)

    @cached_property
    def _items(self) -> Sum:
        return self._weighed(lambda _: 1)

    @cached_property
    def _elsewhere(self) -> Sum:
        return self._weighed(lambda offer: int(offer.campus not in self.question.liked))

    def _weighed(self, weight: Callable[[Offer], int]) -> Sum:
        offers = self.question.offers
        return total(
            times.times(weight(offers[number])) for (number, _), times in self.earning.times.items()
        )

    # -- the conditions ----------------------------------------------------------------------------

    def _ask(self, *, timeless: bool) -> list[tuple[str, str, Sum]]:
        question = self.question
        known = Known(
            question.degrees,
            question.catalog.levels,
            frozenset(question.record.levels),
            question.record.experience,
        )
        asking = Asking(self.programme, self.sources, known, self._laid, timeless)
        for phase, degree in enumerate(self.conferred):
            asking.tree(degree, question.degrees[degree], phase)
        asking.tree(question.key, question.target, len(self.conferred))
        self.programme.at_least(self.earning.redeemable(), question.redeemable)
        return asking.by_hand

    def _laid(self, key: str, root: Requirement, phase: int) -> Plan:
        """The tree as an audit lays it out on the day that ends a phase, all work being there."""
        question, day = self.question, self.calendar.conferral_day(phase)
        record = replace(
            question.record,
            as_of=day,
            items=tuple(source.item for source in self.sources.values()),
            conferrals=(*question.record.conferrals, *self.granted[:phase]),
        )
        return plan_of({key: root}, record, sharing=question.sharing)

    def _sources(self) -> Iterator[Source]:
        for item in self.question.record.items:
            yield Source(item, Sum(1), Sum(item.points))
        for (number, period), times in self.earning.times.items():
            offer = self.question.offers[number]
            name = f"{'/'.join(offer.part)}#{period}"
            item = offer.item(name, self.calendar.periods[period].day, self.question.timeline)
            points = self.earning.points(number, period)
            yield Source(item, times, points, self.earning.most[number])
        for (key, index), finished in self.earning.pathways.items():
            item = self._bonus(key, index)
            yield Source(item, finished, finished.times(item.points))

    def _bonus(self, key: str, index: int) -> Item:
        pathway = self.question.catalog.pathways[key]
        return bonus_item(f"pathway/{key}#{index}", pathway, self.calendar.periods[index].day)


def _referred(tree: Requirement) -> set[str]:
    return {degree for node in tree.walk() for degree in node.degrees}


def _days_of(node: Requirement) -> Iterator[str]:
    """Degrees whose day of conferral this node asks about."""
    for where in node.wheres:
        yield from where.degrees
    for need in node.need:
        if need.school_years_since is not None:
            yield need.school_years_since


def _waits(node: Requirement) -> bool:
    return any(need.measure is Measure.SCHOOL_YEARS_SINCE for need in node.need)


def _most(question: Question) -> Callable[[Offer], int]:
    """How often it can make sense to take up an offer: until it alone has brought everything."""
    trees = (question.target, *(question.degrees[key] for key in question.on_the_way))
    nodes = [node for tree in trees for node in laid_out(tree, question.record.campuses).walk()]
    wants = [_want(need) for node in nodes for need in node.need]
    levels = [
        question.catalog.levels[node.level].experience for node in nodes if node.level is not None
    ]
    leaves = sum(node.kind is Kind.COLLECT for node in nodes)
    pieces = leaves + sum(want.pieces for want in wants)
    minutes = max((want.minutes for want in wants), default=0)
    points = max((want.points for want in wants), default=0)

    def most(offer: Offer) -> int:
        return min(
            _REPEATS_MAX,
            1
            + pieces
            + _times(minutes, offer.minutes)
            + _times(max((points, *levels)), offer.experience)
            + _times(question.redeemable, offer.redeemable),
        )

    return most


class _Want(NamedTuple):
    pieces: int = 0
    minutes: int = 0
    points: int = 0


def _want(need: Need) -> _Want:
    match need.measure:
        case Measure.COUNT | Measure.DISTINCT:
            return _Want(pieces=int(need.want))
        case Measure.POINTS:
            return _Want(points=int(need.want))
        case Measure.HOURS | Measure.OUTSIDE_HOURS | Measure.HOURS_PER_YEAR:
            return _Want(minutes=ceil(need.want * 60))
        case Measure.MEAN_SCORE | Measure.SHARE_POINTS:
            return _Want(pieces=_REPEATS_FOR_A_MEAN)
        case _:
            return _Want()


def _times(want: int, each: int) -> int:
    return -(-want // each) if each else 0


_REPEATS_MAX = 500
_REPEATS_FOR_A_MEAN = 20
