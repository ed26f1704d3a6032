"""Who serves what: the best allowed use of the evidence, or the proof that none is enough.

This is the one place that decides it. What nothing else asks for is used where it fits; counts
that compete are settled by a flow, which also proves what is impossible; what is left is searched
within a budget. Nothing is called impossible because the budget ran out.
"""

from dataclasses import dataclass
from fractions import Fraction

from rules.audits.checker import Verdict, breaks, breaks_at_last, verify
from rules.audits.competing import Lack, by_flow
from rules.audits.judging import judge
from rules.audits.parts import Part, parts_of
from rules.audits.plans import Mask, Node, Plan, Uses, numbers
from rules.audits.search import search
from rules.audits.solving import improved
from rules.requirements import Kind

BUDGET = 20_000
"""How much a search may look at, in items and nodes; about a second of work at most."""

SEARCH = 2_000
"""How much of it goes into a search before a solver is asked."""

Value = tuple[bool, Fraction]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A use of the evidence that completes everything; the checker has seen it."""

    uses: Uses
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Proof:
    """No use of the evidence completes everything; this one comes nearest, if exact."""

    uses: Uses
    verdict: Verdict
    exact: bool
    bound: Fraction
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """The budget ran out; the progress is at least the verdict's and at most the bound."""

    uses: Uses
    verdict: Verdict
    bound: Fraction


Answer = Assignment | Proof | Undecided


def assign(plan: Plan, budget: int = BUDGET) -> Answer:
    """Find the best use of a plan's evidence, part by part."""
    settled = [_settle(plan, part, budget) for part in parts_of(plan)]
    uses = {leaf: mask for each in settled for leaf, mask in each.uses.items() if mask}
    verdict = verify(plan, uses)
    if verdict.allowed and verdict.complete:
        return Assignment(uses, verdict)
    bound = verdict.progress + sum((each.gap for each in settled), Fraction(0))
    if not _may_be_complete(plan) or any(each.is_impossible for each in settled):
        lacks = tuple(lack for each in settled for lack in each.lacks)
        return Proof(uses, verdict, all(each.exact for each in settled), bound, lacks)
    return Undecided(uses, verdict, bound)


@dataclass(frozen=True, slots=True)
class _Settled:
    """What was found for one part."""

    uses: Uses
    value: Value
    bound: Value
    lacks: tuple[Lack, ...] = ()

    @property
    def exact(self) -> bool:
        return self.value == self.bound

    @property
    def gap(self) -> Fraction:
        return self.bound[1] - self.value[1]

    @property
    def is_impossible(self) -> bool:
        return not self.bound[0]


def _may_be_complete(plan: Plan) -> bool:
    """Whether everything would be complete if each leaf could use all that fits it.

    It is only asked of what is not complete, so something must be there to be used.
    """
    if not plan.usable:
        return False
    roots = (plan.nodes[root] for root in plan.roots.values())
    return all(judge(plan, root, plan.all_fitting, hopeful=True).complete for root in roots)


def _settle(plan: Plan, part: Part, budget: int) -> _Settled:
    bound = _value(plan, part, {leaf.index: leaf.fits for leaf in part.leaves}, hopeful=True)
    tried: list[Uses] = [_spread(plan, part, shared=True), _spread(plan, part, shared=False)]
    lacks: tuple[Lack, ...] = ()
    if not _is_allowed(plan, part, tried[0]) or _value(plan, part, tried[0]) != bound:
        flowed, lacks, ceiling = by_flow(plan, part)
        tried += [flowed, _frugal(plan, part)]
        bound = min(bound, ceiling)
    best: Uses = max(
        (uses for uses in ({}, *tried) if _is_allowed(plan, part, uses)),
        key=lambda uses: _value(plan, part, uses),
    )
    value = _value(plan, part, best)
    if value != bound:
        best, exhausted = search(plan, part, best, bound, min(budget, SEARCH), _value)
        value = _value(plan, part, best)
        bound = value if exhausted else bound
    if value != bound and budget > SEARCH:
        best, bound = improved(plan, part, best, bound, budget, _value)
        value = _value(plan, part, best)
    return _Settled(_trimmed(plan, part, best), value, bound, lacks)


def _value(plan: Plan, part: Part, uses: Uses, *, hopeful: bool = False) -> Value:
    states = [judge(plan, block, uses, hopeful=hopeful) for block in part.blocks]
    progress = sum(
        (weight * state.progress for weight, state in zip(part.weights, states, strict=True)),
        Fraction(0),
    )
    return all(state.complete for state in states), progress


def _is_allowed(plan: Plan, part: Part, uses: Uses) -> bool:
    broken = (*breaks(plan, uses, part.nodes), *breaks_at_last(plan, uses, part.nodes))
    return not broken


def _spread(plan: Plan, part: Part, *, shared: bool) -> dict[int, Mask]:
    """Use all there is, in the best branches; what several ask for goes to all or to the first."""
    uses: dict[int, Mask] = {}
    taken = 0
    for leaf in part.leaves:
        uses[leaf.index] = leaf.fits if shared else leaf.fits & ~taken
        taken |= uses[leaf.index]
    for block in part.blocks:
        _keep_best_branches(plan, block, uses)
    return uses


def _frugal(plan: Plan, part: Part) -> Uses:
    """Let each leaf take just what it needs, those with the least choice first."""
    uses: dict[int, Mask] = {}
    taken = 0
    for leaf in sorted(part.leaves, key=lambda leaf: (len(leaf.items), leaf.index)):
        uses[leaf.index] = _needed(plan, leaf, {leaf.index: leaf.fits & ~taken})
        taken |= uses[leaf.index]
    for block in part.blocks:
        _keep_best_branches(plan, block, uses)
    return uses


def _keep_best_branches(plan: Plan, node: Node, uses: dict[int, Mask]) -> None:
    children = [plan.nodes[child] for child in node.children]
    for child in children:
        _keep_best_branches(plan, child, uses)
    if node.kind not in (Kind.ANY, Kind.N_OF):
        return
    n = node.rule.n or 1
    ranked = sorted(children, key=lambda child: judge(plan, child, uses).value, reverse=True)
    for child in ranked[n:]:
        for place in child.subtree:
            uses.pop(place, None)


def _trimmed(plan: Plan, part: Part, uses: Uses) -> Uses:
    """Leave out what is not needed, newest first, unless that would break something."""
    slim = {leaf.index: _needed(plan, leaf, uses) for leaf in part.leaves}
    same = _value(plan, part, slim) == _value(plan, part, uses)
    return slim if same and _is_allowed(plan, part, slim) else uses


def _needed(plan: Plan, leaf: Node, uses: Uses) -> Mask:
    kept = uses.get(leaf.index, 0)
    state = judge(plan, leaf, {leaf.index: kept})
    for number in reversed(list(numbers(kept))):
        fewer = kept & ~(1 << number)
        if judge(plan, leaf, {leaf.index: fewer}).value == state.value:
            kept = fewer
    return kept
