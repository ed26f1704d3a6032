"""What a solver says of a part: a use of its evidence, and the most that any can reach."""

from dataclasses import dataclass
from fractions import Fraction

from rules.audits.models import model_of
from rules.audits.parts import Part
from rules.audits.plans import Plan, Uses
from rules.audits.sums import is_sums, sums_of
from rules.audits.usage import kept_worth, taken
from rules.programs import Outcome, solve

_SAME = Fraction(1, 10**7)
"""The solver counts in floating point: what is no further from its bound has reached it."""
_SECONDS, _SECONDS_FOR_MORE = 0.001, 0.0002
"""The longest that a branch may take in the mean: to tell whether it can be complete, or no more
than how far it is. Only a large program that is tight comes to it."""

_JUMPS = 4
"""How often dealing out is begun anew: two in three times it is done within milliseconds."""


@dataclass(frozen=True, slots=True)
class Found:
    """A use that the checker is still to see, and what was proved."""

    outcome: Outcome
    uses: Uses | None
    most: Fraction

    def is_reached_by(self, progress: Fraction) -> bool:
        return self.most - progress < _SAME


def best_of(plan: Plan, part: Part, *, nodes: int, complete: bool) -> Found:
    """A use that completes a part, or one of the most progress, within so many branches."""
    dealing = complete and is_sums(plan, part)
    model = sums_of(plan, part) if dealing else model_of(plan, part, complete=complete)
    clock = _clock(nodes, complete=complete)
    jumps = _JUMPS if dealing else 0
    found = solve(model.program, nodes=nodes, seconds=clock, presolve=not dealing, jumps=jumps)
    uses = taken(model.groups, found.values) if found.values else None
    if complete or found.outcome is Outcome.IMPOSSIBLE:
        return Found(found.outcome, uses, Fraction(1))
    return Found(found.outcome, uses, Fraction(found.bound) + model.fixed)


def nearest_to(
    plan: Plan, part: Part, kept: Uses, value: tuple[bool, Fraction], *, nodes: int
) -> Uses | None:
    """The use that keeps most, of those that complete a part or bring as much progress."""
    complete, progress = value
    model = model_of(plan, part, complete=complete)
    program = model.program
    if not complete:
        program.at_least(dict(program.worth), float(progress - model.fixed - _SAME))
    program.worth = kept_worth(model.groups, kept, program)
    found = solve(program, nodes=nodes, seconds=_clock(nodes, complete=False))
    return taken(model.groups, found.values, kept) if found.values else None


def _clock(nodes: int, *, complete: bool) -> float:
    return max(1.0, nodes * (_SECONDS if complete else _SECONDS_FOR_MORE))
