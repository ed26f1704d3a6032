"""Quick ways to use a record's evidence: each leaf in its turn, and what is too much left out."""

from collections.abc import Iterable

from rules.audits.judging import judge
from rules.audits.parts import Part
from rules.audits.plans import Mask, Node, Plan, Uses, numbers, overlap, union
from rules.requirements import Kind


def by_turns(plan: Plan, kept: Uses) -> Uses | None:
    """Each leaf takes the oldest that is enough: as if alone, else of what is free, in turns.

    Only for plans of plain sums: there it is right wherever nothing competes. What was kept is
    taken first, and what was kept for others last.
    """
    if plan.alone is None or not (kept or overlap(plan.alone.values())):
        return plan.alone
    return _in_turns(plan, plan.neediest, kept)


def _in_turns(plan: Plan, leaves: Iterable[Node], kept: Uses) -> dict[int, Mask]:
    free = plan.usable
    uses: dict[int, Mask] = {}
    reserved = union(kept.values())
    for leaf in leaves:
        mine = kept.get(leaf.index, 0)
        uses[leaf.index] = _enough(plan, leaf, leaf.fits & free & ~(reserved & ~mine), mine)
        free &= ~uses[leaf.index]
    return uses


def spread(plan: Plan, part: Part, *, shared: bool) -> Uses:
    """Use all there is, in the best branches; what several ask for goes to all or to the first."""
    uses: dict[int, Mask] = {}
    taken = 0
    for leaf in part.leaves:
        uses[leaf.index] = leaf.fits if shared else leaf.fits & ~taken
        taken |= uses[leaf.index]
    return _in_best_branches(plan, part, uses)


def frugal(plan: Plan, part: Part, kept: Uses) -> Uses:
    """Let each leaf take just what it needs, those with the least choice first."""
    leaves = sorted(part.leaves, key=_choice)
    return _in_best_branches(plan, part, _in_turns(plan, leaves, kept))


def trimmed(plan: Plan, part: Part, uses: Uses, kept: Uses) -> Uses:
    """Leave out, leaf by leaf, what is not needed: what is new first, and the newest of it."""
    return {
        leaf.index: _enough(plan, leaf, uses.get(leaf.index, 0), kept.get(leaf.index, 0))
        for leaf in part.leaves
    }


def _choice(leaf: Node) -> tuple[int, int]:
    return len(leaf.items), leaf.index


def _enough(plan: Plan, leaf: Node, free: Mask, first: Mask) -> Mask:
    """As little of this as leaves the leaf as it is."""
    if leaf.plain is not None:
        return leaf.plain.enough(free, first)
    left = free
    state = judge(plan, leaf, {leaf.index: left})
    for number in (*reversed([*numbers(free & ~first)]), *reversed([*numbers(free & first)])):
        fewer = left & ~(1 << number)
        if judge(plan, leaf, {leaf.index: fewer}).value == state.value:
            left = fewer
    return left


def _in_best_branches(plan: Plan, part: Part, uses: dict[int, Mask]) -> Uses:
    for block in part.blocks:
        _keep_best(plan, block, uses)
    return uses


def _keep_best(plan: Plan, node: Node, uses: dict[int, Mask]) -> None:
    children = [plan.nodes[child] for child in node.children]
    for child in children:
        _keep_best(plan, child, uses)
    if node.kind not in (Kind.ANY, Kind.N_OF):
        return
    n = node.rule.n or 1
    ranked = sorted(children, key=lambda child: judge(plan, child, uses).value, reverse=True)
    for child in ranked[n:]:
        for place in child.subtree:
            uses.pop(place, None)
