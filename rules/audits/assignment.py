"""Who serves what: the best allowed use of the evidence, or the proof that none is enough.

This is the one place that decides it. Where nothing competes each leaf is served in its turn; what
is left is taken apart into parts that share no evidence, and each climbs a ladder. Nothing is
called impossible because a budget ran out.
"""

from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from rules.audits.checker import Verdict, verify
from rules.audits.competing import Lack
from rules.audits.filling import by_turns
from rules.audits.judging import judge
from rules.audits.ladder import Aim, settle
from rules.audits.parts import parts_of
from rules.audits.plans import Plan, Uses

BUDGET = 20_000
"""How much a page may look at, in items, nodes and branches; three seconds at the very most."""
PATIENT = 5_000_000
"""How much the command line may."""

_NOTHING: Uses = MappingProxyType({})


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


def assign(
    plan: Plan, budget: int = BUDGET, *, aim: Aim = Aim.PROGRESS, kept: Uses = _NOTHING
) -> Answer:
    """Find a use that completes a plan, or the best one, part by part.

    `kept` is what was used when it was seen last: of equally good uses the one that changes least
    of it is taken, then the oldest evidence.
    """
    if not plan.leaves:
        return _as_it_is(plan)
    kept = {leaf: mask & plan.all_fitting.get(leaf, 0) for leaf, mask in kept.items()}
    return _at_once(plan, kept) or _by_parts(plan, budget, aim, kept)


def _as_it_is(plan: Plan) -> Assignment | Proof:
    """Where nothing is used up there is nothing to choose."""
    verdict = verify(plan, _NOTHING)
    if verdict.complete and verdict.allowed:
        return Assignment(_NOTHING, verdict)
    return Proof(_NOTHING, verdict, exact=True, bound=verdict.progress, lacks=())


def _at_once(plan: Plan, kept: Uses) -> Assignment | None:
    uses = by_turns(plan, kept)
    if uses is None:
        return None
    verdict = verify(plan, uses)
    return Assignment(uses, verdict) if verdict.complete and verdict.allowed else None


def _by_parts(plan: Plan, budget: int, aim: Aim, kept: Uses) -> Answer:
    settled = [settle(plan, part, budget, aim, kept) for part in parts_of(plan)]
    uses = {leaf: mask for each in settled for leaf, mask in each.best.items() if mask}
    verdict = verify(plan, uses)
    if verdict.allowed and verdict.complete:
        return Assignment(uses, verdict)
    bound = Fraction(1)
    if aim is Aim.PROGRESS:
        bound = min(bound, verdict.progress + sum((each.gap for each in settled), Fraction(0)))
    impossible = bound < 1 or any(not each.bound[0] for each in settled)
    if impossible or not _may_be_complete(plan):
        lacks = tuple(lack for each in settled for lack in each.lacks)
        return Proof(uses, verdict, bound == verdict.progress, bound, lacks)
    return Undecided(uses, verdict, bound)


def _may_be_complete(plan: Plan) -> bool:
    """Whether everything would be complete if each leaf could use all that fits it."""
    roots = (plan.nodes[root] for root in plan.roots.values())
    return all(judge(plan, root, plan.all_fitting, hopeful=True).complete for root in roots)
