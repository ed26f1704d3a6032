"""One question in one division of time, as a whole-number program."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from rules.audits.items import Item
from rules.audits.plans import Plan, plan_of
from rules.facts import Conferral
from rules.requirements import Requirement
from rules.ways.asking import Asking, Known
from rules.ways.calendar import Calendar
from rules.ways.earning import Earning
from rules.ways.lasting import Lasting, Planned
from rules.ways.linear import Least, Outcome, Program, Sum, total
from rules.ways.measuring import Source
from rules.ways.offers import Offer, bonus_item
from rules.ways.question import Aim, Found, Question
from rules.ways.repeats import most_of


class Sought:
    """One question with one division of time, as a program."""

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
        self.program = Program()
        self.earning = Earning(
            self.program, question.catalog, question.offers, self.calendar, question.past,
            most_of(question),
        )  # fmt: skip
        if question.within_caps:
            self.earning.stay_within_caps()
        self.planned: dict[str, Planned] = {}
        self.sources = {source.item.id: source for source in self._sources()}
        self.granted = tuple(
            Conferral(degree, self.calendar.conferral_day(phase))
            for phase, degree in enumerate(conferred)
        )
        self.by_hand = self._ask(timeless=timeless)

    # -- the answer --------------------------------------------------------------------------------

    def least(self, aim: Aim, budget: int) -> tuple[Found | None, int | None]:
        costs = self._costs(aim)
        first = self.program.least(costs[0], budget)
        if first.outcome is Outcome.NONE:
            return None, None
        best = first
        for cost, next_ in pairwise(costs):
            if best.outcome is Outcome.FOUND:
                self.program.at_most(cost, cost.value(best.values))
                better = self.program.least(next_, budget)
                best = better if better.outcome is Outcome.FOUND else best
        if best.outcome is not Outcome.FOUND:
            return None, first.bound
        if self.question.within_caps:
            best = self._repeating_least(best, costs[-1], budget)
        return self._found(best, costs, first.bound), first.bound

    def _repeating_least(self, best: Least, cost: Sum, budget: int) -> Least:
        """Of what costs as much the most varied: each offer that is taken up is done once anew."""
        if not _repeats(self._times(best)):
            return best
        self.program.at_most(cost, cost.value(best.values))
        several: dict[int, list[Sum]] = defaultdict(list)
        for (number, _), times in self.earning.times.items():
            several[number].append(times)
        anew = [self.program.variable() for _ in several]
        for once, times_of_one in zip(anew, several.values(), strict=True):
            self.program.no_more(once, total(times_of_one))
        better = self.program.least(total(anew).times(-1), budget)
        return better if better.outcome is Outcome.FOUND else best

    def leave_aside(self, failed: Found) -> None:
        """Find something else than this."""
        if (failed.calendar, failed.conferred) == (self.calendar, self.conferred):
            times = self.earning.times
            self.program.differ((sum_, failed.times.get(at, 0)) for at, sum_ in times.items())

    def _found(self, best: Least, costs: Sequence[Sum], bound: int) -> Found:
        times = self._times(best)
        return Found(
            calendar=self.calendar,
            conferred=self.conferred,
            times=times,
            cost=costs[0].value(best.values),
            ties=(*(cost.value(best.values) for cost in costs[1:]), _repeats(times)),
            bound=bound,
            by_hand=tuple(
                (key, path) for key, path, sum_ in self.by_hand if sum_.value(best.values)
            ),
        )

    def _times(self, best: Least) -> dict[tuple[int, int], int]:
        """How often each offer is taken up in each period in which it is."""
        times = {at: sum_.value(best.values) for at, sum_ in self.earning.times.items()}
        return {at: n for at, n in times.items() if n}

    def _costs(self, aim: Aim) -> list[Sum]:
        """What is to be least, and what is to be least after that."""
        costs = {
            Aim.HOURS: [self.minutes, self._items],
            Aim.ITEMS: [self._items, self.minutes],
            Aim.INTEREST: [self._elsewhere, self.minutes, self._items],
        }[aim]
        return [*costs, self._early] if self._early.terms else costs

    @cached_property
    def minutes(self) -> Sum:
        return self._weighed(lambda offer: offer.minutes or self.question.unwritten)

    @cached_property
    def _items(self) -> Sum:
        return self._weighed(lambda _: 1)

    @cached_property
    def _elsewhere(self) -> Sum:
        return self._weighed(lambda offer: int(offer.campus not in self.question.liked))

    @cached_property
    def _early(self) -> Sum:
        """How long before the end that is done which does not count for good."""
        last = self.calendar.last.index
        return total(
            times.times(last - period)
            for (number, period), times in self.earning.times.items()
            if self.question.offers[number].expires(self.question.catalog)
        )

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
        lasting = Lasting(question.catalog, self.sources, self.planned)
        asking = Asking(self.program, self.sources, known, self._laid, lasting, timeless)
        for phase, degree in enumerate(self.conferred):
            asking.tree(degree, question.degrees[degree], phase)
        asking.tree(question.key, question.target, len(self.conferred))
        self.program.at_least(self.earning.redeemable(), question.redeemable)
        return asking.by_hand

    def _laid(self, key: str, root: Requirement, phase: int) -> Plan:
        """The tree as an audit lays it out on the day that ends a phase, all work being there.

        What has to be renewed for it is asked apart.
        """
        question, day = self.question, self.calendar.conferral_day(phase)
        record = replace(
            question.record,
            as_of=day,
            items=tuple(
                replace(source.item, expires=None, renews=frozenset())
                for source in self.sources.values()
            ),
            conferrals=(*question.record.conferrals, *self.granted[:phase]),
        )
        return plan_of({key: root}, record, sharing=question.sharing)

    def _sources(self) -> Iterator[Source]:
        for item in self.question.record.items:
            yield Source(item, Sum(1), Sum(item.points))
        for (number, period), times in self.earning.times.items():
            offer = self.question.offers[number]
            name = f"{'/'.join(offer.part)}#{period}"
            span = self.calendar.periods[period]
            item = offer.item(name, span.day, self.question.timeline)
            self.planned[name] = Planned(span.day, self.calendar.school_year(span.year).last)
            points = self.earning.points(number, period)
            yield Source(item, times, points, self.earning.most[number])
        for (key, index), finished in self.earning.pathways.items():
            item = self._bonus(key, index)
            yield Source(item, finished, finished.times(item.points))

    def _bonus(self, key: str, index: int) -> Item:
        pathway = self.question.catalog.pathways[key]
        return bonus_item(f"pathway/{key}#{index}", pathway, self.calendar.periods[index].day)


def _repeats(times: Mapping[tuple[int, int], int]) -> int:
    """How much of it is done again."""
    return sum(times.values()) - len({number for number, _ in times})
