"""A plan taken apart: groups of requirements that share no evidence are settled one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from rules.audits.plans import Node, Plan, numbers
from rules.requirements import Kind


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Requirements that must be settled together.

    Its blocks are nodes that all have to be complete: every node above them is an `all`. So the
    whole is complete when every block is, and its progress is the blocks' by their weight.
    """

    blocks: tuple[Node, ...]
    weights: tuple[Fraction, ...]
    nodes: tuple[Node, ...]
    """The blocks, all below them, and the nodes above that bound what they use."""
    leaves: tuple[Node, ...]


def parts_of(plan: Plan) -> tuple[Part, ...]:
    """Every part that has a leaf, in tree order."""
    blocks = dict(_blocks(plan))
    block_of = {place: block for block in blocks for place in plan.nodes[block].subtree}
    groups = _Groups(blocks)
    for bound in _bonds(plan):
        groups.join(block_of[place] for place in bound if place in block_of)
    made = (_part(plan, members, blocks) for members in groups.all())
    return tuple(part for part in made if part.leaves)


def _blocks(plan: Plan) -> Iterator[tuple[int, Fraction]]:
    """The topmost nodes that are not an `all`, each with its part of the whole progress."""
    share = Fraction(1, len(plan.roots))
    waiting = [(root, share) for root in plan.roots.values()]
    while waiting:
        place, weight = waiting.pop(0)
        node = plan.nodes[place]
        if node.kind is Kind.ALL and not node.waived:
            waiting.extend((child, weight / len(node.children)) for child in node.children)
        elif not node.waived:
            yield place, weight


def _bonds(plan: Plan) -> Iterator[Iterable[int]]:
    """Sets of places that cannot be settled apart."""
    yield from plan.fitting
    for number, required in plan.bundled.items():
        if required is not None:
            together = (number, *numbers(required))
            yield chain.from_iterable(plan.fitting[each] for each in together)
    for node in plan.nodes:
        if node.ceilings:
            yield node.subtree
        if node.rule.looks_at:
            yield chain((node.index,), _places(plan, (node.rule.looks_at,), node.degree))
        if node.rule.after:
            yield chain(node.subtree, _places(plan, node.rule.after, node.degree))
    for share in plan.shares:
        if share.has_ceiling:
            yield share.one | share.other


def _places(plan: Plan, names: Iterable[str], degree: str) -> Iterator[int]:
    for name in names:
        for node in plan.named(name, degree):
            yield from node.subtree


def _part(plan: Plan, members: list[int], weights: dict[int, Fraction]) -> Part:
    inside = {place for block in members for place in plan.nodes[block].subtree}
    above = {
        place
        for node in plan.nodes
        if (node.ceilings or node.rule.after) and inside.intersection(node.subtree)
        for place in (node.index,)
    }
    nodes = tuple(plan.nodes[place] for place in sorted(inside | above))
    return Part(
        blocks=tuple(plan.nodes[block] for block in members),
        weights=tuple(weights[block] for block in members),
        nodes=nodes,
        leaves=tuple(leaf for leaf in plan.leaves if leaf.index in inside),
    )


class _Groups:
    """Sets that grow together."""

    def __init__(self, members: Iterable[int]) -> None:
        self.leader = {member: member for member in members}

    def join(self, members: Iterable[int]) -> None:
        leaders = sorted({self._find(member) for member in members})
        for leader in leaders[1:]:
            self.leader[leader] = leaders[0]

    def all(self) -> list[list[int]]:
        groups: dict[int, list[int]] = {}
        for member in sorted(self.leader):
            groups.setdefault(self._find(member), []).append(member)
        return list(groups.values())

    def _find(self, member: int) -> int:
        while self.leader[member] != member:
            member = self.leader[member]
        return member
