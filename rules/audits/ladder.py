"""The ladder that settles a part: rungs from the cheapest to the dearest, until one is enough.

Every rung offers uses, which count only when the checker's terms allow them, or lowers the bound
on what any use can reach. A part is settled when the best use reaches the bound.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from rules.audits.chains import mended
from rules.audits.checker import are_complete, breaks, breaks_at_last
from rules.audits.competing import Lack, by_flow
from rules.audits.filling import frugal, spread, trimmed
from rules.audits.judging import judge
from rules.audits.parts import Part
from rules.audits.plans import Plan, Uses, union
from rules.audits.search import search
from rules.audits.solving import Found, best_of, nearest_to
from rules.audits.usage import Unmodelled
from rules.programs import Outcome

SEARCH_FIRST = 1_000
"""How much of the budget a search may take before the solver is asked."""
SMALL = 16
"""How many items a part may have for that: trying them is cheaper than to load a solver."""
NODE = 10
"""What a branch of the solver costs."""

Value = tuple[bool, Fraction]
_NOTHING = Fraction(0)


class Aim(StrEnum):
    """What is to be settled."""

    COMPLETE = "complete"
    PROGRESS = "progress"


@dataclass(slots=True)
class Standing:
    """The best use of a part's evidence that is known, and the most that any can reach."""

    plan: Plan
    part: Part
    aim: Aim
    budget: int
    kept: Uses
    """What was used when it was seen last."""
    best: Uses = field(default_factory=dict)
    value: Value = (False, Fraction(-1))
    bound: Value = (True, Fraction(1))
    lacks: tuple[Lack, ...] = ()
    whole: Fraction = field(init=False)
    """The progress of what is complete."""

    def __post_init__(self) -> None:
        self.whole = sum(self.part.weights, Fraction(0))

    @property
    def is_settled(self) -> bool:
        if self.aim is Aim.COMPLETE:
            return self.value[0] == self.bound[0]
        return self.value == self.bound

    @property
    def moved(self) -> int:
        """How many uses that were kept are no more."""
        lost = (mask & ~self.best.get(leaf, 0) for leaf, mask in self.kept.items())
        return sum(mask.bit_count() for mask in lost)

    @property
    def gap(self) -> Fraction:
        return self.bound[1] - self.value[1]

    def worth(self, uses: Uses, *, hopeful: bool = False) -> Value:
        """How good a use is: complete first, then the progress of the blocks by their weight."""
        if self.aim is Aim.COMPLETE and (self.part.is_plain or not hopeful):
            complete = are_complete(self.plan, self.part.blocks, uses)
            return complete, self.whole if complete or hopeful else _NOTHING
        blocks = zip(self.part.weights, self.part.blocks, strict=True)
        states = [
            (weight, judge(self.plan, block, uses, hopeful=hopeful)) for weight, block in blocks
        ]
        progress = sum((weight * state.progress for weight, state in states), Fraction(0))
        return all(state.complete for _, state in states), progress

    def offer(self, uses: Uses) -> None:
        value = self.worth(uses)
        if value > self.value and self._is_allowed(uses):
            self.best, self.value = uses, value

    def lower(self, bound: Value) -> None:
        """What is not whole cannot be complete."""
        self.bound = (self.bound[0] and bound[0], min(self.bound[1], bound[1]))
        if self.bound[1] < self.whole:
            self.bound = (False, self.bound[1])

    def _is_allowed(self, uses: Uses) -> bool:
        bounding = self.part.bounding
        broken = (*breaks(self.plan, uses, bounding), *breaks_at_last(self.plan, uses, bounding))
        return not broken

    def trim(self) -> None:
        """Leave out what is not needed, unless that would break something."""
        slim = trimmed(self.plan, self.part, self.best, self.kept)
        if self.worth(slim) == self.value and self._is_allowed(slim):
            self.best = slim


Rung = Callable[[Standing], None]


def settle(plan: Plan, part: Part, budget: int, aim: Aim, kept: Uses) -> Standing:
    """Climb until it is settled, or the budget is used up; then keep what can be kept."""
    mine = {leaf.index: kept[leaf.index] for leaf in part.leaves if kept.get(leaf.index)}
    standing = Standing(plan, part, aim, budget, mine)
    standing.lower(standing.worth({leaf.index: leaf.fits for leaf in part.leaves}, hopeful=True))
    for rung in _rungs(standing):
        rung(standing)
    standing.trim()
    if standing.moved and len(part.leaves) > 1:
        _keep(standing)
    return standing


def _rungs(standing: Standing) -> Iterator[Rung]:
    """The rungs up to the one that settles it; plain sums have no use for some of them."""
    for rung in (_as_kept, *(_FOR_SUMS if standing.part.is_plain else _FOR_ALL)):
        yield rung
        if standing.is_settled:
            return


def _as_kept(standing: Standing) -> None:
    standing.offer(standing.kept)


def _shared(standing: Standing) -> None:
    standing.offer(spread(standing.plan, standing.part, shared=True))


def _spread(standing: Standing) -> None:
    standing.offer(spread(standing.plan, standing.part, shared=False))


def _frugal(standing: Standing) -> None:
    standing.offer(frugal(standing.plan, standing.part, standing.kept))


def _flow(standing: Standing) -> None:
    uses, standing.lacks, ceiling = by_flow(standing.plan, standing.part)
    standing.offer(uses)
    standing.lower(ceiling)


def _chains(standing: Standing) -> None:
    begun = frugal(standing.plan, standing.part, standing.kept)
    standing.offer(mended(standing.part, begun) or {})


def _search(standing: Standing) -> None:
    if union(leaf.fits for leaf in standing.part.leaves).bit_count() > SMALL:
        return
    _searched(standing, min(standing.budget, SEARCH_FIRST))


def _searched(standing: Standing, budget: int) -> None:
    plan, part = standing.plan, standing.part
    found = search(plan, part, standing.best, standing.bound, budget, standing.worth)
    standing.budget -= found.spent
    standing.offer(found.best)
    if found.exhausted:
        standing.lower(standing.value)


def _solver(standing: Standing) -> None:
    """Whether it can be complete, then the most progress: each as an integer program."""
    try:
        if standing.bound[0]:
            _solved(standing, complete=True)
        if not standing.is_settled:
            _solved(standing, complete=False)
    except Unmodelled:
        _searched(standing, standing.budget)


def _keep(standing: Standing) -> None:
    """Of all uses that are as good, the one that changes least, unless that costs too much."""
    nodes = standing.budget // NODE
    if nodes <= 0:
        return
    try:
        uses = nearest_to(standing.plan, standing.part, standing.kept, standing.value, nodes=nodes)
    except Unmodelled:
        return
    other = replace(standing, best={}, value=(False, Fraction(-1)))
    other.offer(uses or {})
    other.trim()
    if other.value >= standing.value and other.moved < standing.moved:
        standing.best = other.best


def _solved(standing: Standing, *, complete: bool) -> None:
    nodes = standing.budget // NODE
    if nodes <= 0:
        return
    found: Found = best_of(standing.plan, standing.part, nodes=nodes, complete=complete)
    if found.uses is not None:
        standing.offer(found.uses)
    if complete and found.outcome is Outcome.IMPOSSIBLE:
        standing.lower((False, standing.bound[1]))
    if not complete:
        reached = found.outcome is Outcome.SOLVED and found.is_reached_by(standing.value[1])
        most = standing.value[1] if reached else found.most
        standing.lower((standing.bound[0], most))


_FOR_SUMS: tuple[Rung, ...] = (_frugal, _flow, _chains, _search, _solver)
_FOR_ALL: tuple[Rung, ...] = (_shared, _frugal, _flow, _spread, _search, _solver)
