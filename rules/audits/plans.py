"""Degrees laid out for one record: every node in tree order, with the evidence it may look at."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from rules.audits.filters import Question
from rules.audits.items import Item, Record, Sharing
from rules.audits.layout import Layout
from rules.audits.nodes import Mask, Node, Share, Uses, numbers, overlap, union
from rules.requirements import Kind, Requirement, laid_out

__all__ = ["Mask", "Node", "Plan", "Share", "Uses", "numbers", "overlap", "plan_of", "union"]


@dataclass(frozen=True, eq=False)
class Plan:
    """What must be decided: which leaf uses which item."""

    record: Record
    evidence: tuple[Item, ...]
    """Every item that is there, oldest first."""
    nodes: tuple[Node, ...]
    roots: Mapping[str, int]
    shares: tuple[Share, ...] = ()
    max_uses: int | None = None
    seen: dict[Hashable, Any] = field(default_factory=dict)
    """What was worked out once about masks, so that it need not be again."""

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The nodes that use evidence up."""
        return tuple(node for node in self.nodes if node.kind is Kind.COLLECT)

    @cached_property
    def is_plain(self) -> bool:
        """Whether every leaf asks for one plain sum, and nothing else bounds what they use."""
        return not self.bounding and all(leaf.plain is not None for leaf in self.leaves)

    @cached_property
    def alone(self) -> Uses | None:
        """What each leaf would use if it were alone, if every leaf asks for a plain sum."""
        if not self.is_plain:
            return None
        return {each.index: each.plain.enough(each.fits) for each in self.leaves if each.plain}

    @cached_property
    def is_sums(self) -> bool:
        """Whether it asks for nothing but plain sums, of evidence that stands for itself."""
        asked = all(node.plain is not None for node, _ in self.blocks)
        return self.is_plain and asked and not self.bundled

    @cached_property
    def neediest(self) -> tuple[Node, ...]:
        """The leaves, those with the least choice first."""
        return tuple(sorted(self.leaves, key=lambda leaf: (len(leaf.items), leaf.index)))

    @cached_property
    def blocks(self) -> tuple[tuple[Node, Fraction], ...]:
        """The topmost nodes that are not an `all`, each with its part of the whole progress.

        What is waived asks for nothing and is none of them.
        """
        found = []
        waiting = [(root, Fraction(1, len(self.roots))) for root in self.roots.values()]
        while waiting:
            place, weight = waiting.pop(0)
            node = self.nodes[place]
            if node.kind is Kind.ALL and not node.waived:
                waiting.extend((child, weight / len(node.children)) for child in node.children)
            elif not node.waived:
                found.append((node, weight))
        return tuple(found)

    @cached_property
    def bounding(self) -> tuple[Node, ...]:
        """The nodes that keep what is used within terms."""
        return tuple(node for node in self.nodes if node.bounds)

    @cached_property
    def usable(self) -> Mask:
        """Every item that some leaf may use."""
        return union(leaf.fits for leaf in self.leaves)

    @cached_property
    def all_fitting(self) -> Uses:
        """Every leaf with all that fits it, which is more than may be used together."""
        return {leaf.index: leaf.fits for leaf in self.leaves}

    @cached_property
    def fitting(self) -> tuple[tuple[int, ...], ...]:
        """The leaves that may use each item."""
        found: list[list[int]] = [[] for _ in self.evidence]
        for leaf in self.leaves:
            for number in numbers(leaf.fits):
                found[number].append(leaf.index)
        return tuple(tuple(leaves) for leaves in found)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The day of each item."""
        return tuple(item.day for item in self.evidence)

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Each item's place in the evidence, by its id."""
        return {item.id: number for number, item in enumerate(self.evidence)}

    @cached_property
    def bundled(self) -> Mapping[int, Mask | None]:
        """What each item requires, of those that require any; nothing if that is not there."""
        return {
            number: self.mask(item.requires)
            for number, item in enumerate(self.evidence)
            if item.requires
        }

    def mask(self, names: Iterable[str]) -> Mask | None:
        """These items, unless one of them is not there."""
        try:
            return union(1 << self.number[name] for name in names)
        except KeyError:
            return None

    def picked(self, mask: Mask) -> tuple[Item, ...]:
        """The items of a mask, oldest first."""
        found = []
        while mask:
            lowest = mask & -mask
            found.append(self.evidence[lowest.bit_length() - 1])
            mask ^= lowest
        return tuple(found)

    def matching(self, question: Question) -> Mask:
        """The items for which a question is answered by yes."""
        if question not in self.seen:
            answers = enumerate(map(question, self.evidence))
            self.seen[question] = union(1 << number for number, yes in answers if yes)
        found: Mask = self.seen[question]
        return found

    def named(self, name: str, degree: str | None = None) -> tuple[Node, ...]:
        """The nodes of this id, in one degree if it is said; a degree's key means its root."""
        root = self.roots.get(name)
        if root is not None:
            return (self.nodes[root],)
        return tuple(
            node for node in self.nodes if node.rule.id == name and degree in (None, node.degree)
        )

    def leaves_below(self, name: str, degree: str | None = None) -> frozenset[int]:
        places = {place for node in self.named(name, degree) for place in node.subtree}
        return frozenset(leaf.index for leaf in self.leaves if leaf.index in places)

    def used_below(self, node: Node, uses: Uses) -> Mask:
        """The distinct items that leaves at or below a node use."""
        if node.end == node.index + 1:
            return uses.get(node.index, 0)
        return union(mask for place, mask in uses.items() if node.index <= place < node.end)


def plan_of(
    degrees: Mapping[str, Requirement],
    record: Record,
    *,
    sharing: tuple[Sharing, ...] = (),
    max_uses: int | None = None,
) -> Plan:
    """Lay one or more degrees out for a record, with every decision applied."""
    builder = Layout(record)
    roots = {}
    for degree, root in degrees.items():
        roots[degree] = len(builder.nodes)
        builder.add(degree, laid_out(root, record.campuses), None, ())
    plan = Plan(record, builder.dated, tuple(builder.nodes), roots, max_uses=max_uses)
    shares = tuple(
        Share(rule, plan.leaves_below(rule.between[0]), plan.leaves_below(rule.between[1]))
        for rule in sharing
    )
    plan = replace(plan, shares=shares) if shares else plan
    for each in _ASKED_AT_ONCE:
        getattr(plan, each)
    return plan


_ASKED_AT_ONCE = ("alone", "neediest", "blocks", "all_fitting", "bundled", "usable", "is_sums")
"""What every audit asks of a plan is worked out while it is laid out."""
