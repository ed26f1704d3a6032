"""A search through all uses of the evidence of one part, within a budget.

Items that nothing can tell apart are tried in one order only, and a branch is left as soon as its
most hopeful end is no better than what is known.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Protocol

from rules.audits.checker import breaks, breaks_at_last
from rules.audits.items import Item, values_of
from rules.audits.parts import Part
from rules.audits.plans import Plan, Uses
from rules.requirements import Attribute, Measure

Value = tuple[bool, Fraction]
Option = tuple[int, ...]

_MOST_OPTIONS = 64
_MOST_ITEMS = 300


class Judge(Protocol):
    """How good a use of a part's evidence is."""

    def __call__(self, plan: Plan, part: Part, uses: Uses, *, hopeful: bool = False) -> Value: ...


def search(
    plan: Plan, part: Part, best: Uses, bound: Value, budget: int, value: Judge
) -> tuple[Uses, bool]:
    """The best use found, and whether nothing can be better."""
    items = _in_order(plan, part)
    if len(items) > _MOST_ITEMS:
        return best, False
    hunt = _Hunt(plan, part, items, best, bound, budget, value)
    hunt.go(0, {leaf.index: frozenset() for leaf in part.leaves}, {})
    return hunt.best, hunt.exhausted


@dataclass(slots=True)
class _Hunt:
    """One search and what it has found so far."""

    plan: Plan
    part: Part
    items: Sequence[Item]
    best: Uses
    bound: Value
    budget: int
    value: Judge
    best_value: Value = (False, Fraction(0))
    exhausted: bool = True
    options: dict[str, tuple[Option, ...]] = field(default_factory=dict)
    looks: dict[str, object] = field(default_factory=dict)
    rest: list[dict[int, frozenset[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.best_value = self.value(self.plan, self.part, self.best)
        look = _looks(self.plan, self.part)
        self.looks = {item.id: look(item) for item in self.items}
        for item in self.items:
            options = tuple(_options(self.plan, item))
            self.exhausted = self.exhausted and len(options) <= _MOST_OPTIONS
            self.options[item.id] = (*options[:_MOST_OPTIONS], ())
        self.rest = _rests(self.plan, self.items)

    def go(self, place: int, uses: dict[int, frozenset[str]], tried: dict[object, int]) -> None:
        """Decide on the item at this place, and on all after it.

        `tried` says which option the last item that looks the same took: later ones take it too,
        or one that comes after it.
        """
        if not self._is_worth(place, uses):
            return
        if place == len(self.items):
            self._keep(uses)
            return
        item = self.items[place]
        look = self.looks[item.id]
        for number, option in enumerate(self.options[item.id]):
            if number < tried.get(look, 0):
                continue
            more = uses | {leaf: uses[leaf] | {item.id} for leaf in option}
            if not option or not any(breaks(self.plan, more, self.part.nodes)):
                self.go(place + 1, more, tried | {look: number})
            if self.best_value == self.bound:
                return

    def _is_worth(self, place: int, uses: dict[int, frozenset[str]]) -> bool:
        self.budget -= len(self.items) + len(self.part.nodes)
        if self.budget < 0:
            self.exhausted = False
            return False
        rest = self.rest[place]
        hope = {leaf: names | rest.get(leaf, frozenset()) for leaf, names in uses.items()}
        return self.value(self.plan, self.part, hope, hopeful=True) > self.best_value

    def _keep(self, uses: dict[int, frozenset[str]]) -> None:
        found = self.value(self.plan, self.part, uses)
        if found > self.best_value and not any(breaks_at_last(self.plan, uses, self.part.nodes)):
            self.best, self.best_value = uses, found


def _in_order(plan: Plan, part: Part) -> list[Item]:
    """Items with the fewest ways to go first, then the heaviest, then the oldest."""
    names = {item.id for leaf in part.leaves for item in leaf.items}
    items = (plan.items[name] for name in names)
    return sorted(items, key=lambda item: (len(plan.fitting[item.id]), -item.points, *item.order))


def _options(plan: Plan, item: Item) -> Iterator[Option]:
    """The sets of leaves that may use an item together, larger ones first."""
    fits = plan.fitting[item.id]
    most = len(fits) if plan.max_uses is None else min(len(fits), plan.max_uses)
    if not plan.shares:
        most = min(most, 1)
    for size in range(most, 0, -1):
        for option in combinations(fits, size):
            if all(_may_share(plan, *pair) for pair in combinations(option, 2)):
                yield option


def _may_share(plan: Plan, leaf: int, second: int) -> bool:
    return any(share.allows(leaf, second) for share in plan.shares)


def _rests(plan: Plan, items: Sequence[Item]) -> list[dict[int, frozenset[str]]]:
    """For each place, what each leaf might still get from there on."""
    rests: list[dict[int, frozenset[str]]] = [{}]
    for item in reversed(items):
        fits = plan.fitting[item.id]
        rest = rests[-1]
        rests.append(rest | {leaf: rest.get(leaf, frozenset()) | {item.id} for leaf in fits})
    return rests[::-1]


def _looks(plan: Plan, part: Part) -> Callable[[Item], object]:
    """All that this part can see of an item: items that look the same are interchangeable."""
    gauges = [gauge for node in part.nodes for gauge in node.gauges]
    ceilings = [ceiling for node in part.nodes for ceiling in node.ceilings]
    ceilings += [ceiling for gauge in gauges for ceiling in gauge.ceilings]
    questions = [node.matches for node in part.nodes]
    questions += [gauge.matches for gauge in gauges]
    questions += [ceiling.matches for ceiling in ceilings]
    attributes = _attributes(part)
    required = {name for item in plan.items.values() for name in item.requires}
    plain = _plain_looks(part)

    def look(item: Item) -> object:
        own = item.id if item.requires or item.id in required else ""
        seen = tuple(question(item) for question in questions)
        values = tuple(values_of(item, each, plan.record) for each in attributes)
        return (own, plan.fitting[item.id], item.points, item.is_work, seen, values, plain(item))

    return look


def _attributes(part: Part) -> list[Attribute]:
    found: set[Attribute | None] = set()
    for node in part.nodes:
        found |= {gauge.need.distinct for gauge in node.gauges}
        if any(gauge.need.hours_per_year is not None for gauge in node.gauges):
            found.add(Attribute.SCHOOL_YEAR)
        for limit in node.rule.limits:
            found |= {limit.per, limit.max_distinct, limit.min_each_used}
    return sorted(each for each in found if each)


def _plain_looks(part: Part) -> Callable[[Item], object]:
    measures = {gauge.need.measure for node in part.nodes for gauge in node.gauges}
    days = Measure.SPAN_DAYS in measures or any(node.rule.after for node in part.nodes)
    scores = Measure.MEAN_SCORE in measures
    hours = not measures.isdisjoint(_HOURS)
    return lambda item: (
        item.day if days else None,
        item.score if scores else None,
        (item.minutes, item.outside_minutes) if hours else None,
    )


_HOURS = (Measure.HOURS, Measure.OUTSIDE_HOURS, Measure.HOURS_PER_YEAR)
