"""What a flow says of requirements that compete: a use, what is impossible, and a bound."""

from dataclasses import dataclass
from fractions import Fraction

from rules.audits.flows import Filling, Shortfall, fill
from rules.audits.parts import Part
from rules.audits.plans import Node, Plan, Uses, numbers, union
from rules.requirements import Kind, Measure

Value = tuple[bool, Fraction]


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a degree cannot be complete: these requirements together ask too much."""

    unit: Measure
    paths: tuple[str, ...]
    want: int
    have: int


def by_flow(plan: Plan, part: Part) -> tuple[Uses, tuple[Lack, ...], Value]:
    """What a flow says: a use of the evidence, what is impossible, and a bound on the progress."""
    ceiling = (True, sum(part.weights, Fraction(0)))
    if _shares_touch(plan, part):
        return {}, (), ceiling
    uses: Uses = {}
    lacks: list[Lack] = []
    for unit in (Measure.COUNT, Measure.POINTS):
        filling = _fill(plan, part, unit)
        lacks += [_lack(plan, unit, shortfall) for shortfall in filling.shortfalls]
        if len(filling.asked) == len(part.blocks) and _asks_only(part, unit):
            ceiling = min(ceiling, (not lacks, _progress(part, filling)))
        if unit is Measure.COUNT:
            uses = _whole(filling)
    return uses, tuple(lacks), (ceiling[0] and not lacks, ceiling[1])


def _shares_touch(plan: Plan, part: Part) -> bool:
    places = {leaf.index for leaf in part.leaves}
    return any(not places.isdisjoint(share.one | share.other) for share in plan.shares)


def _fill(plan: Plan, part: Part, unit: Measure) -> Filling:
    """Fill the leaves that must be complete, the ones that bring most progress first."""
    asked = {block.index: _asked(block, unit) for block in part.blocks if _asked(block, unit)}
    worth = {
        block.index: weight / asked[block.index]
        for block, weight in zip(part.blocks, part.weights, strict=True)
        if block.index in asked
    }
    order = sorted(asked, key=lambda place: (-worth[place], place))
    fits = {place: list(numbers(plan.nodes[place].fits)) for place in order}
    amount = {
        number: item.points if unit is Measure.POINTS else int(item.is_work)
        for number, item in enumerate(plan.evidence)
    }
    return fill({place: asked[place] for place in order}, amount, fits)


def _asked(block: Node, unit: Measure) -> int:
    """The most that a leaf asks of all its items in this unit."""
    if block.kind is not Kind.COLLECT:
        return 0
    plain = (g.want for g in block.gauges if g.need.measure is unit and g.need.where is None)
    return int(max(plain, default=0))


def _asks_only(part: Part, unit: Measure) -> bool:
    return all(
        len(block.gauges) == 1 and block.gauges[0].need.measure is unit for block in part.blocks
    )


def _progress(part: Part, filling: Filling) -> Fraction:
    return sum(
        (
            weight * Fraction(filling.got(block.index), filling.asked[block.index])
            for block, weight in zip(part.blocks, part.weights, strict=True)
        ),
        Fraction(0),
    )


def _whole(filling: Filling) -> Uses:
    return {
        place: union(1 << number for number, amount in takes.items() if amount)
        for place, takes in filling.given.items()
    }


def _lack(plan: Plan, unit: Measure, shortfall: Shortfall) -> Lack:
    paths = tuple(plan.nodes[place].rule.id for place in shortfall.demands)
    return Lack(unit, paths, shortfall.want, shortfall.have)
