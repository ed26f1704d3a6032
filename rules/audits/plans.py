"""Degrees laid out for one record: every node in tree order, with the evidence it may look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from rules.audits.filters import Question, matching
from rules.audits.items import Decision, Item, Record, Sharing, Verb, dated, valid
from rules.audits.measures import Ceiling, Gauge
from rules.requirements import Kind, Need, Requirement, laid_out

Uses = Mapping[int, frozenset[str]]
"""Which items each leaf uses: a leaf's place in the plan to ids of items."""


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
    nodes: tuple[Node, ...]
    roots: Mapping[str, int]
    shares: tuple[Share, ...] = ()
    max_uses: int | None = None

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The nodes that use evidence up."""
        return tuple(node for node in self.nodes if node.kind is Kind.COLLECT)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item that some leaf may use."""
        return {item.id: item for leaf in self.leaves for item in leaf.items}

    @cached_property
    def fitting(self) -> Mapping[str, tuple[int, ...]]:
        """The leaves that may use each item."""
        found: dict[str, list[int]] = {name: [] for name in self.items}
        for leaf in self.leaves:
            for item in leaf.items:
                found[item.id].append(leaf.index)
        return {name: tuple(leaves) for name, leaves in found.items()}

    @cached_property
    def _candidates(self) -> Mapping[int, frozenset[str]]:
        return {leaf.index: frozenset(item.id for item in leaf.items) for leaf in self.leaves}

    def candidates(self, place: int) -> frozenset[str]:
        """The items that may be used there; none unless it is a leaf that uses evidence up."""
        return self._candidates.get(place, frozenset())

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

    def used_below(self, node: Node, uses: Uses) -> tuple[Item, ...]:
        """The distinct items that leaves at or below a node use, oldest first."""
        names = {name for place in node.subtree for name in uses.get(place, ())}
        return tuple(sorted((self.items[name] for name in names), key=lambda item: item.order))


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
    plan = Plan(record, tuple(builder.nodes), roots, max_uses=max_uses)
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
            items=tuple(self._items(rule, degree, path)),
        )

    def _needs(self, rule: Requirement, here: tuple[str, ...], degree: str) -> Iterator[Need]:
        changed = {each.need: each.value for each in self._said(Verb.SET_NEED, here, degree)}
        for place, need in enumerate(rule.need):
            yield need.wanting(changed[place]) if place in changed else need

    def _items(self, rule: Requirement, degree: str, path: tuple[str, ...]) -> Iterator[Item]:
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
        for item in self.dated:
            fits = item.id in accepted or (item.id in fresh and passes(item))
            if fits and item.id not in barred:
                yield item

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
