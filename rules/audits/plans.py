"""Degrees laid out for one record: every node in tree order, with the evidence it may look at."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from rules.audits.filters import Question, matching
from rules.audits.items import Decision, Item, Record, Sharing, Verb, dated, valid
from rules.audits.measures import Ceiling, Gauge
from rules.requirements import Kind, Need, Requirement, laid_out

Mask = int
"""A set of a plan's evidence: bit n stands for its n-th item, the oldest being the first."""

Uses = Mapping[int, Mask]
"""Which items each leaf uses, by the leaf's place in the plan."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A requirement in its place."""

    index: int
    degree: str
    rule: Requirement
    parent: int | None
    children: tuple[int, ...]
    end: int
    """One past the last node below it; a subtree is a run of places."""
    waived: bool
    done: bool
    gauges: tuple[Gauge, ...]
    ceilings: tuple[Ceiling, ...]
    """The limits that bound whole items."""
    matches: Question
    """The node's own filter."""
    items: tuple[Item, ...]
    """What a `collect` may use, or what a `check` of eligible evidence looks at; oldest first."""
    fits: Mask
    """The same, as a mask."""

    @property
    def kind(self) -> Kind:
        return self.rule.kind

    @property
    def subtree(self) -> range:
        return range(self.index, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A sharing rule with its two sides as leaves of the plan."""

    rule: Sharing
    one: frozenset[int]
    other: frozenset[int]

    def allows(self, leaf: int, second: int) -> bool:
        return (leaf in self.one and second in self.other) or (
            leaf in self.other and second in self.one
        )

    @property
    def has_ceiling(self) -> bool:
        return self.rule.max_items is not None or self.rule.max_points is not None


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
        return tuple(self.evidence[number] for number in numbers(mask))

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


def union(masks: Iterable[Mask]) -> Mask:
    found = 0
    for mask in masks:
        found |= mask
    return found


def numbers(mask: Mask) -> Iterator[int]:
    """The places of the items in a mask, oldest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def plan_of(
    degrees: Mapping[str, Requirement],
    record: Record,
    *,
    sharing: tuple[Sharing, ...] = (),
    max_uses: int | None = None,
) -> Plan:
    """Lay one or more degrees out for a record, with every decision applied."""
    builder = _Builder(record)
    roots = {}
    for degree, root in degrees.items():
        roots[degree] = len(builder.nodes)
        builder.add(degree, laid_out(root, record.campuses), None, ())
    plan = Plan(record, builder.dated, tuple(builder.nodes), roots, max_uses=max_uses)
    shares = tuple(
        Share(rule, plan.leaves_below(rule.between[0]), plan.leaves_below(rule.between[1]))
        for rule in sharing
    )
    return replace(plan, shares=shares)


class _Builder:
    """Puts nodes down one after another, parents first."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.nodes: list[Node] = []
        gone = {each.evidence for each in self._said(Verb.EXCLUDE) if each.node is None}
        self.dated = tuple(item for item in dated(record) if item.id not in gone)
        self.valid = tuple(item for item in valid(dated(record), record) if item.id not in gone)

    def add(self, degree: str, rule: Requirement, parent: int | None, path: tuple[str, ...]) -> int:
        """Add a node and all below it; `path` holds the ids above it."""
        index = len(self.nodes)
        path = (*path, rule.id)
        node = self._node(index, degree, rule, parent, path)
        self.nodes.append(node)
        children = tuple(self.add(degree, child, index, path) for child in rule.of)
        self.nodes[index] = replace(node, children=children, end=len(self.nodes))
        return index

    def _node(
        self, index: int, degree: str, rule: Requirement, parent: int | None, path: tuple[str, ...]
    ) -> Node:
        record = self.record
        here = path[-1:]
        fits = union(1 << number for number in self._fitting(rule, degree, path))
        cuts = tuple(limit for limit in rule.limits if _cuts(rule, limit.mode))
        whole = tuple(limit for limit in rule.limits if not _cuts(rule, limit.mode))
        under = tuple(Ceiling.of(limit, record) for limit in cuts)
        return Node(
            index=index,
            degree=degree,
            rule=rule,
            parent=parent,
            children=(),
            end=index + 1,
            waived=any(self._said(Verb.WAIVE, here, degree)),
            done=rule.done or any(self._said(Verb.CONFIRM, here, degree)),
            gauges=tuple(Gauge.of(need, record, under) for need in self._needs(rule, here, degree)),
            ceilings=tuple(Ceiling.of(limit, record) for limit in whole),
            matches=matching(rule.where, record),
            items=tuple(self.dated[number] for number in numbers(fits)),
            fits=fits,
        )

    def _needs(self, rule: Requirement, here: tuple[str, ...], degree: str) -> Iterator[Need]:
        changed = {each.need: each.value for each in self._said(Verb.SET_NEED, here, degree)}
        for place, need in enumerate(rule.need):
            yield need.wanting(changed[place]) if place in changed else need

    def _fitting(self, rule: Requirement, degree: str, path: tuple[str, ...]) -> Iterator[int]:
        """What a leaf may use or look at; decisions on a node hold for all below it."""
        if any(self._said(Verb.WAIVE, path, degree)):
            return
        if rule.kind is not Kind.COLLECT and not (
            rule.kind is Kind.CHECK and rule.source == "eligible"
        ):
            return
        barred = {each.evidence for each in self._said(Verb.EXCLUDE, path, degree)}
        accepted = {each.evidence for each in self._said(Verb.SUBSTITUTE, path, degree)}
        if rule.kind is Kind.COLLECT:
            pinned_here = {each.evidence for each in self._said(Verb.PIN, path, degree)}
            barred |= {each.evidence for each in self._said(Verb.PIN)} - pinned_here
        passes = matching(rule.where, self.record)
        fresh = {item.id for item in (self.dated if rule.expired_ok else self.valid)}
        for number, item in enumerate(self.dated):
            fits = item.id in accepted or (item.id in fresh and passes(item))
            if fits and item.id not in barred:
                yield number

    def _said(
        self, verb: Verb, nodes: tuple[str, ...] | None = None, degree: str | None = None
    ) -> Iterator[Decision]:
        for decision in self.record.decisions:
            if decision.verb is not verb:
                continue
            if nodes is None or (decision.node in nodes and decision.degree in (None, degree)):
                yield decision


def _cuts(rule: Requirement, mode: str) -> bool:
    """Limits on a check always truncate: a check uses nothing that could be left out."""
    return mode == "truncate" or rule.kind is Kind.CHECK
