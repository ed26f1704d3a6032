"""A search through all uses of the evidence of one part, within a budget.

Items that nothing can tell apart are tried in one order only, and a branch is left as soon as its
most hopeful end is no better than what is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import Protocol

from rules.audits.checker import breaks, breaks_at_last
from rules.audits.looks import Option, looks, options
from rules.audits.parts import Part
from rules.audits.plans import Mask, Plan, Uses, numbers, union

Value = tuple[bool, Fraction]

_MOST_OPTIONS = 64
_MOST_ITEMS = 300


class Judge(Protocol):
    """How good a use of a part's evidence is."""

    def __call__(self, uses: Uses, *, hopeful: bool = False) -> Value: ...


@dataclass(frozen=True, slots=True)
class Searched:
    """The best use found, whether nothing can be better, and what that cost."""

    best: Uses
    exhausted: bool
    spent: int


def search(plan: Plan, part: Part, best: Uses, bound: Value, budget: int, value: Judge) -> Searched:
    """Try uses until none can be better, or the budget runs out."""
    items = _in_order(plan, part)
    if len(items) > _MOST_ITEMS:
        return Searched(best, False, 0)
    hunt = _Hunt(plan, part, items, best, bound, budget, value)
    hunt.go(0, {leaf.index: 0 for leaf in part.leaves}, {})
    return Searched(hunt.best, hunt.exhausted, budget - max(hunt.budget, 0))


@dataclass(slots=True)
class _Hunt:
    """One search and what it has found so far."""

    plan: Plan
    part: Part
    items: Sequence[int]
    best: Uses
    bound: Value
    budget: int
    value: Judge
    best_value: Value = (False, Fraction(0))
    exhausted: bool = True
    options: dict[int, tuple[Option, ...]] = field(default_factory=dict)
    looks: dict[int, object] = field(default_factory=dict)
    rest: list[dict[int, Mask]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.best_value = self.value(self.best)
        look = looks(self.plan, self.part)
        self.looks = {number: look(number) for number in self.items}
        for number in self.items:
            found = tuple(islice(options(self.plan, number), _MOST_OPTIONS + 1))
            self.exhausted = self.exhausted and len(found) <= _MOST_OPTIONS
            self.options[number] = (*found[:_MOST_OPTIONS], ())
        self.rest = _rests(self.plan, self.items)

    def go(self, place: int, uses: dict[int, Mask], tried: dict[object, int]) -> None:
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
        look = self.looks[item]
        for number, option in enumerate(self.options[item]):
            if number < tried.get(look, 0):
                continue
            more = uses | {leaf: uses[leaf] | 1 << item for leaf in option}
            if not option or not any(breaks(self.plan, more, self.part.bounding)):
                self.go(place + 1, more, tried | {look: number})
            if self.best_value == self.bound:
                return

    def _is_worth(self, place: int, uses: dict[int, Mask]) -> bool:
        self.budget -= len(self.items) + len(self.part.bounding)
        if self.budget < 0:
            self.exhausted = False
            return False
        rest = self.rest[place]
        hope = {leaf: mask | rest.get(leaf, 0) for leaf, mask in uses.items()}
        return self.value(hope, hopeful=True) > self.best_value

    def _keep(self, uses: dict[int, Mask]) -> None:
        found = self.value(uses)
        if found > self.best_value and not any(breaks_at_last(self.plan, uses, self.part.bounding)):
            self.best, self.best_value = uses, found


def _in_order(plan: Plan, part: Part) -> list[int]:
    """Items with the fewest ways to go first, then the heaviest, then the oldest."""
    items = numbers(union(leaf.fits for leaf in part.leaves))
    return sorted(items, key=lambda n: (len(plan.fitting[n]), -plan.evidence[n].points, n))


def _rests(plan: Plan, items: Sequence[int]) -> list[dict[int, Mask]]:
    """For each place, what each leaf might still get from there on."""
    rests: list[dict[int, Mask]] = [{}]
    for number in reversed(items):
        rest = rests[-1]
        more = {leaf: rest.get(leaf, 0) | 1 << number for leaf in plan.fitting[number]}
        rests.append(rest | more)
    return rests[::-1]
