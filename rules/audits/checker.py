"""Whether an assignment is allowed, and what it reaches: the word that is believed.

It shares nothing with the search for assignments, counts in whole numbers and fractions only, and
so vouches for every "complete" that an audit says.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from rules.audits.judging import State, completed_on, judge
from rules.audits.plans import Mask, Node, Plan, Share, Uses, numbers, overlap, union
from rules.requirements import Kind


@dataclass(frozen=True)
class Verdict:
    """What the checker found."""

    plan: Plan
    uses: Uses
    broken: tuple[str, ...]
    """Codes of the terms that the assignment breaks; none if it is allowed."""
    complete: bool

    @property
    def allowed(self) -> bool:
        return not self.broken

    @cached_property
    def progress(self) -> Fraction:
        """The mean of the degrees' progress; what is complete is all there is."""
        if self.complete:
            return Fraction(1)
        roots = self.plan.roots.values()
        return Fraction(sum(self.states[root].progress for root in roots), len(roots))

    @cached_property
    def states(self) -> Mapping[int, State]:
        """What became of every node, by its place."""
        states: dict[int, State] = {}
        for root in self.plan.roots.values():
            judge(self.plan, self.plan.nodes[root], self.uses, states=states)
        return states


def verify(plan: Plan, uses: Uses) -> Verdict:
    """Check every term of the plan, and whether all its degrees are complete."""
    if plan.is_sums and _has_enough_of_its_own(plan, uses):
        return Verdict(plan, uses, (), complete=True)
    broken = tuple(dict.fromkeys((*breaks(plan, uses), *breaks_at_last(plan, uses))))
    return Verdict(plan, uses, broken, are_complete(plan, [node for node, _ in plan.blocks], uses))


def _has_enough_of_its_own(plan: Plan, uses: Uses) -> bool:
    """Whether every leaf has enough of what fits it, and no two the same: all seen in one go.

    What is counted is what gives something; whatever else was used would be left over.
    """
    used = many = 0
    for leaf in plan.leaves:
        mask, plain = uses.get(leaf.index), leaf.plain
        if mask is None or plain is None:
            return False
        over, missing = mask.bit_count(), plain.want
        used |= mask
        many += over
        for alike, given in plain.alike:
            number = (mask & alike).bit_count()
            over -= number
            missing -= given * number
        if missing > 0 or over:
            return False
    return many == used.bit_count() and len(uses) == len(plan.leaves)


def breaks(plan: Plan, uses: Uses, nodes: Iterable[Node] | None = None) -> Iterator[str]:
    """The terms that are broken, and stay so whatever else is used.

    `nodes` are those that keep what is used within terms, if not all of them are asked for.
    """
    usable = plan.all_fitting
    for leaf, mask in uses.items():
        if mask & ~usable.get(leaf, 0):
            yield "not_eligible"
    for node in plan.bounding if nodes is None else nodes:
        if _branches_used(plan, node, uses) > _branches(node):
            yield "too_many_branches"
        if not _within_ceilings(plan, node, uses, shrinking=True):
            yield "limit"
    yield from _breaks_of_sharing(plan, uses)


def breaks_at_last(plan: Plan, uses: Uses, nodes: Iterable[Node] | None = None) -> Iterator[str]:
    """The terms that are broken as it stands; using more might mend them."""
    if plan.bundled and not _bundles_are_whole(plan, union(uses.values())):
        yield "requires"
    for node in plan.bounding if nodes is None else nodes:
        if not _within_ceilings(plan, node, uses, shrinking=False):
            yield "limit"
        if node.rule.after and not _in_order(plan, node, uses):
            yield "order"


def are_complete(plan: Plan, nodes: Iterable[Node], uses: Uses) -> bool:
    """Whether all of these nodes are complete; a plain sum is counted at once."""
    for node in nodes:
        plain = node.plain
        if plain is None:
            if not judge(plan, node, uses).complete:
                return False
        elif not plain.has_enough(uses.get(node.index, 0)):
            return False
    return True


def _branches(node: Node) -> int:
    """How many children of a node may use evidence."""
    match node.kind:
        case Kind.ANY:
            return 1
        case Kind.N_OF:
            return node.rule.n or 0
        case _:
            return len(node.children)


def _branches_used(plan: Plan, node: Node, uses: Uses) -> int:
    return sum(bool(plan.used_below(plan.nodes[child], uses)) for child in node.children)


def _within_ceilings(plan: Plan, node: Node, uses: Uses, *, shrinking: bool) -> bool:
    """Whether whole items stay under the limits of a node; each answer is worked out once."""
    if not node.ceilings:
        return True
    mask = plan.used_below(node, uses)
    known = (node.index, mask, "ceilings", shrinking)
    if known not in plan.seen:
        used = plan.picked(mask)
        plan.seen[known] = all(
            ceiling.allows(used) for ceiling in node.ceilings if ceiling.shrinks is shrinking
        )
    kept: bool = plan.seen[known]
    return kept


def _bundles_are_whole(plan: Plan, used: Mask) -> bool:
    return all(
        required is not None and not required & ~used
        for number, required in plan.bundled.items()
        if used >> number & 1
    )


def _in_order(plan: Plan, node: Node, uses: Uses) -> bool:
    used = plan.used_below(node, uses)
    if not used:
        return True
    first = plan.days[next(numbers(used))]
    for name in node.rule.after:
        listed = plan.named(name, node.degree)
        days = [completed_on(plan, each, uses) for each in listed]
        if not days or any(day is None or day >= first for day in days):
            return False
    return True


def _breaks_of_sharing(plan: Plan, uses: Uses) -> Iterator[str]:
    shared = overlap(uses.values())
    if not shared:
        return
    serving = {
        number: [leaf for leaf, mask in uses.items() if mask >> number & 1]
        for number in numbers(shared)
    }
    most = plan.max_uses
    if most is not None and any(len(leaves) > most for leaves in serving.values()):
        yield "max_uses"
    for leaves in serving.values():
        if not all(may_share(plan, *pair) for pair in combinations(leaves, 2)):
            yield "sharing"
    for share in plan.shares:
        if not _within_share(plan, share, serving):
            yield "sharing"


def may_share(plan: Plan, leaf: int, second: int) -> bool:
    return any(share.allows(leaf, second) for share in plan.shares)


def _within_share(plan: Plan, share: Share, serving: Mapping[int, list[int]]) -> bool:
    by_this_rule = [
        plan.evidence[number]
        for number, leaves in serving.items()
        if any(share.allows(*pair) for pair in combinations(leaves, 2))
    ]
    most, points = share.rule.max_items, share.rule.max_points
    return (most is None or len(by_this_rule) <= most) and (
        points is None or sum(item.points for item in by_this_rule) <= points
    )
