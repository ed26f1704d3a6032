"""The last rung: a part as an integer program, settled by a solver and seen by the checker."""

from fractions import Fraction

from rules.audits.checker import breaks, breaks_at_last
from rules.audits.models import Model, model_of
from rules.audits.parts import Part
from rules.audits.plans import Plan, Uses
from rules.audits.programs import Outcome, Solution
from rules.audits.search import Judge, Value, search
from rules.audits.solver import solve
from rules.audits.usage import Unmodelled, taken

_SAME = Fraction(1, 10**6)
"""A bound that is no further from what was found is reached."""


def improved(
    plan: Plan, part: Part, best: Uses, bound: Value, budget: int, value: Judge
) -> tuple[Uses, Value]:
    """A better use, if there is one, and the best that any can be."""
    try:
        return _solved(plan, part, best, bound, budget, value)
    except Unmodelled:
        best, exhausted = search(plan, part, best, bound, budget, value)
        return best, value(plan, part, best) if exhausted else bound


def _solved(
    plan: Plan, part: Part, best: Uses, bound: Value, budget: int, value: Judge
) -> tuple[Uses, Value]:
    if bound[0]:
        model = model_of(plan, part, complete=True)
        found = _solve(model, budget)
        uses = _uses(plan, part, model, found)
        if uses is not None and value(plan, part, uses)[0]:
            return uses, value(plan, part, uses)
        if found.outcome is Outcome.IMPOSSIBLE:
            bound = (False, bound[1])
    model = model_of(plan, part, complete=False)
    found = _solve(model, budget)
    uses = _uses(plan, part, model, found)
    if uses is not None and value(plan, part, uses) > value(plan, part, best):
        best = uses
    most = Fraction(found.bound) + model.fixed
    reached = value(plan, part, best)
    if found.outcome is Outcome.SOLVED and most - reached[1] < _SAME:
        return best, reached
    return best, (bound[0], min(bound[1], most))


def _solve(model: Model, budget: int) -> Solution:
    return solve(model.program, nodes=budget, seconds=budget / 1000)


def _uses(plan: Plan, part: Part, model: Model, found: Solution) -> Uses | None:
    """The use that a solution says, if the checker allows it."""
    if not found.values:
        return None
    uses = taken(model.groups, found.values)
    broken = (*breaks(plan, uses, part.nodes), *breaks_at_last(plan, uses, part.nodes))
    return None if broken else uses
