"""A plan taken apart: groups of requirements that share no evidence are settled one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from rules.audits.plans import Node, Plan, numbers


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
    bounding: tuple[Node, ...]
    """Those of its nodes that keep what is used within terms."""

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but plain sums."""
        return not self.bounding and all(block.plain is not None for block in self.blocks)


def parts_of(plan: Plan) -> tuple[Part, ...]:
    """Every part that has a leaf, in tree order."""
    blocks = {node.index: weight for node, weight in plan.blocks}
    block_of = {place: block for block in blocks for place in plan.nodes[block].subtree}
    groups = _Groups(blocks)
    for bound in _bonds(plan):
        groups.join(block_of[place] for place in bound if place in block_of)
    made = (_part(plan, members, blocks) for members in groups.all())
    return tuple(part for part in made if part.leaves)


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
        node.index
        for node in plan.bounding
        if (node.ceilings or node.rule.after) and not inside.isdisjoint(node.subtree)
    }
    nodes = tuple(plan.nodes[place] for place in sorted(inside | above))
    return Part(
        blocks=tuple(plan.nodes[block] for block in members),
        weights=tuple(weights[block] for block in members),
        nodes=nodes,
        leaves=tuple(leaf for leaf in plan.leaves if leaf.index in inside),
        bounding=tuple(node for node in nodes if node.bounds),
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
