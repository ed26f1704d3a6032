"""Whether an assignment is allowed, and what it reaches: the word that is believed.

It shares nothing with the search for assignments, counts in whole numbers and fractions only, and
so vouches for every "complete" that an audit says.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from rules.audits.judging import State, completed_on, judge
from rules.audits.plans import Node, Plan, Share, Uses
from rules.requirements import Kind


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker found."""

    broken: tuple[str, ...]
    """Codes of the terms that the assignment breaks; none if it is allowed."""
    complete: bool
    progress: Fraction
    states: Mapping[int, State]
    """What became of every node, by its place."""

    @property
    def allowed(self) -> bool:
        return not self.broken


def verify(plan: Plan, uses: Uses) -> Verdict:
    """Check every term of the plan, and judge all its degrees: their progress is a mean."""
    broken = tuple(dict.fromkeys((*breaks(plan, uses), *breaks_at_last(plan, uses))))
    states: dict[int, State] = {}
    roots = [judge(plan, plan.nodes[root], uses, states=states) for root in plan.roots.values()]
    progress = Fraction(sum(root.progress for root in roots), len(roots))
    return Verdict(broken, all(root.complete for root in roots), progress, states)


def breaks(plan: Plan, uses: Uses, nodes: Iterable[Node] | None = None) -> Iterator[str]:
    """The terms that are broken, and stay so whatever else is used."""
    for node in plan.nodes if nodes is None else nodes:
        if not uses.get(node.index, frozenset()) <= plan.candidates(node.index):
            yield "not_eligible"
        if _branches_used(plan, node, uses) > _branches(node):
            yield "too_many_branches"
        if not _within_ceilings(plan, node, uses, shrinking=True):
            yield "limit"
    yield from _breaks_of_sharing(plan, uses)


def breaks_at_last(plan: Plan, uses: Uses, nodes: Iterable[Node] | None = None) -> Iterator[str]:
    """The terms that are broken as it stands; using more might mend them."""
    used = {name for names in uses.values() for name in names}
    if any(not plan.items[name].requires <= used for name in used):
        yield "requires"
    for node in plan.nodes if nodes is None else nodes:
        if not _within_ceilings(plan, node, uses, shrinking=False):
            yield "limit"
        if node.rule.after and not _in_order(plan, node, uses):
            yield "order"


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
    return sum(
        any(uses.get(place) for place in plan.nodes[child].subtree) for child in node.children
    )


def _within_ceilings(plan: Plan, node: Node, uses: Uses, *, shrinking: bool) -> bool:
    asked = [ceiling for ceiling in node.ceilings if ceiling.shrinks is shrinking]
    if not asked:
        return True
    used = plan.used_below(node, uses)
    return all(ceiling.allows(used) for ceiling in asked)


def _in_order(plan: Plan, node: Node, uses: Uses) -> bool:
    used = plan.used_below(node, uses)
    if not used:
        return True
    for name in node.rule.after:
        listed = plan.named(name, node.degree)
        days = [completed_on(plan, each, uses) for each in listed]
        if not days or any(day is None or day >= used[0].day for day in days):
            return False
    return True


def _breaks_of_sharing(plan: Plan, uses: Uses) -> Iterator[str]:
    serving: dict[str, list[int]] = {}
    for leaf, names in uses.items():
        for name in names:
            serving.setdefault(name, []).append(leaf)
    shared = {name: leaves for name, leaves in serving.items() if len(leaves) > 1}
    most = plan.max_uses
    if most is not None and any(len(leaves) > most for leaves in serving.values()):
        yield "max_uses"
    for leaves in shared.values():
        if not all(_may_share(plan, *pair) for pair in combinations(leaves, 2)):
            yield "sharing"
    for share in plan.shares:
        if not _within_share(plan, share, shared):
            yield "sharing"


def _may_share(plan: Plan, leaf: int, second: int) -> bool:
    return any(share.allows(leaf, second) for share in plan.shares)


def _within_share(plan: Plan, share: Share, shared: dict[str, list[int]]) -> bool:
    by_this_rule = [
        plan.items[name]
        for name, leaves in shared.items()
        if any(share.allows(*pair) for pair in combinations(leaves, 2))
    ]
    most, points = share.rule.max_items, share.rule.max_points
    return (most is None or len(by_this_rule) <= most) and (
        points is None or sum(item.points for item in by_this_rule) <= points
    )
