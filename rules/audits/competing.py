"""What a flow says of requirements that compete: a use, what is impossible, and a bound."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import gcd

from rules.audits.flows import Filling, Shortfall, fill
from rules.audits.nodes import Mask
from rules.audits.parts import Part
from rules.audits.plans import Node, Plan, Uses, numbers, union
from rules.requirements import Kind, Measure

Value = tuple[bool, Fraction]


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a degree cannot be complete: these requirements together ask too much.

    Where all that fits a requirement comes in threes, say, what it wants is counted in threes.
    """

    unit: Measure
    paths: tuple[str, ...]
    want: int
    have: int
    degrees: tuple[str, ...] = field(default=(), compare=False)
    """The degree of each, since degrees that exclude each other compete as well."""


def by_flow(plan: Plan, part: Part) -> tuple[Uses, tuple[Lack, ...], Value]:
    """What a flow says: a use of the evidence, what is impossible, and a bound on the progress."""
    ceiling = (True, sum(part.weights, Fraction(0)))
    if _shares_touch(plan, part):
        return {}, (), ceiling
    uses: Uses = {}
    lacks: list[Lack] = []
    for unit in (Measure.COUNT, Measure.POINTS):
        flow = _Flow(plan, part, unit)
        if not flow.asked:
            continue
        filling = flow.fill()
        lacks += flow.lacks(filling)
        if flow.is_all_there_is:
            ceiling = min(ceiling, (not lacks, flow.progress(filling)))
        if unit is Measure.COUNT:
            uses = {place: filling.taken(place) for place in filling.asked}
    return uses, tuple(lacks), (ceiling[0] and not lacks, ceiling[1])


@dataclass(frozen=True)
class _Flow:
    """The leaves that must be complete, as demands of one unit; evidence as their supply."""

    plan: Plan
    part: Part
    unit: Measure

    def fill(self) -> Filling:
        """Fill the demands, the ones that bring most progress first."""
        asked = self.asked
        worth = {
            block.index: weight / asked[block.index]
            for block, weight in self._blocks()
            if block.index in asked
        }
        order = sorted(asked, key=lambda place: (-worth[place], place))
        return self._filled({place: asked[place] for place in order})

    def lacks(self, filling: Filling) -> Iterator[Lack]:
        """What is impossible; if nothing is, once more with wants counted in steps."""
        found = filling.shortfalls
        if not found:
            asked = {place: self._in_steps(place, want) for place, want in filling.asked.items()}
            found = self._filled(asked).shortfalls if asked != filling.asked else []
        yield from (self._lack(shortfall) for shortfall in found)

    @property
    def is_all_there_is(self) -> bool:
        """Whether the part asks for nothing but plain sums of this unit."""
        return all(
            block.kind is Kind.COLLECT
            and len(block.gauges) == 1
            and block.gauges[0].measure is self.unit
            and not block.gauges[0].need.where
            and bool(block.gauges[0].want)
            for block in self.part.blocks
        )

    def progress(self, filling: Filling) -> Fraction:
        return sum(
            (
                weight * Fraction(filling.got(block.index), filling.asked[block.index])
                for block, weight in self._blocks()
            ),
            Fraction(0),
        )

    def _blocks(self) -> Iterator[tuple[Node, Fraction]]:
        return zip(self.part.blocks, self.part.weights, strict=True)

    @cached_property
    def asked(self) -> dict[int, int]:
        """How much each block asks, of those that ask for this unit."""
        asked = ((block.index, self._most_asked(block)) for block in self.part.blocks)
        return {place: want for place, want in asked if want}

    def _most_asked(self, block: Node) -> int:
        """The most that a leaf asks of all its items in this unit."""
        if block.kind is not Kind.COLLECT:
            return 0
        plain = (g.want for g in block.gauges if g.measure is self.unit and not g.need.where)
        return int(max(plain, default=0))

    def _filled(self, asked: dict[int, int]) -> Filling:
        fits: dict[int, Mask] = {place: self.plan.nodes[place].fits for place in asked}
        there = numbers(union(fits.values()))
        return fill(asked, {number: self._gives(number) for number in there}, fits)

    def _gives(self, number: int) -> int:
        item = self.plan.evidence[number]
        return item.points if self.unit is Measure.POINTS else int(item.is_work)

    def _in_steps(self, place: int, want: int) -> int:
        step = gcd(*(self._gives(number) for number in numbers(self.plan.nodes[place].fits)))
        return -(-want // step) * step if step else want

    def _lack(self, shortfall: Shortfall) -> Lack:
        nodes = [self.plan.nodes[place] for place in shortfall.demands]
        return Lack(
            self.unit,
            tuple(node.rule.id for node in nodes),
            shortfall.want,
            shortfall.have,
            tuple(node.degree for node in nodes),
        )


def _shares_touch(plan: Plan, part: Part) -> bool:
    places = {leaf.index for leaf in part.leaves}
    return any(not places.isdisjoint(share.one | share.other) for share in plan.shares)
