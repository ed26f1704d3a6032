"""A part of a plan as an integer program: every term of the language, over groups of items."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import chain

from rules.audits.amounts import Used, require_ratio, sum_of
from rules.audits.judging import FROM_THE_START, State, days_seen, judge
from rules.audits.limits import bound_node
from rules.audits.measures import Gauge
from rules.audits.parts import Part
from rules.audits.plans import Node, Plan
from rules.audits.usage import Amount, Group, Places, Until, Usage, Whole, bound_usage, groups_of
from rules.programs import Program, added, each_once, times
from rules.requirements import Kind, Measure

_RATIOS = (Measure.MEAN_SCORE, Measure.SHARE_POINTS)


@dataclass(frozen=True, slots=True)
class Model:
    """A program, and what its columns mean."""

    program: Program
    groups: tuple[Group, ...]
    fixed: Fraction
    """Progress that no use changes."""


def model_of(plan: Plan, part: Part, *, complete: bool) -> Model:
    """The program of a part: to complete every block, or to bring the most progress."""
    tree = _Tree(plan, part, Program())
    tree.bound()
    if complete:
        for block in part.blocks:
            tree.require(block, Whole(), tree.always)
        return Model(tree.program, tree.groups, Fraction(0))
    for block, weight in zip(part.blocks, part.weights, strict=True):
        terms, fixed = tree.progress(block)
        tree.fixed += weight * fixed
        tree.program.worth |= times(terms, float(weight))
    return Model(tree.program, tree.groups, tree.fixed)


@dataclass(slots=True)
class _Tree:
    """The requirements of a part, as rows of a program."""

    plan: Plan
    part: Part
    program: Program
    groups: tuple[Group, ...] = ()
    fixed: Fraction = Fraction(0)
    by_leaf: dict[int, set[int]] = field(default_factory=dict)
    """Which groups may be used in each leaf."""
    always: Amount = field(default_factory=dict)
    """A column that is 1."""

    def __post_init__(self) -> None:
        self.groups = groups_of(self.plan, self.part, self.program)
        for number, group in enumerate(self.groups):
            for leaf in chain.from_iterable(group.going):
                self.by_leaf.setdefault(leaf, set()).add(number)
        self.always = {self.program.column(): 1}
        self.program.at_least(self.always, 1)

    # Which uses are allowed

    def bound(self) -> None:
        """Every term that an allowed use keeps."""
        bound_usage(self.plan, self.groups, self.program)
        for node in self.part.bounding:
            self._bound_branches(node)
            bound_node(node, self._used(node), self.program)
            if node.rule.after:
                self._order(node)

    def _used(self, node: Node) -> Used:
        """The groups that may be used at a node or below it, with how many are."""
        return self._seen(self._places(node), Whole())

    def _places(self, *nodes: Node) -> Places:
        leaves = (leaf.index for leaf in self.plan.leaves)
        return frozenset(leaf for leaf in leaves if any(leaf in node.subtree for node in nodes))

    def _seen(self, places: Places, usage: Usage) -> Used:
        reaching = {number for leaf in places for number in self.by_leaf.get(leaf, ())}
        groups = (self.groups[number] for number in sorted(reaching))
        return [(group, usage.of(group, places)) for group in groups]

    def _bound_branches(self, node: Node) -> None:
        if node.kind not in (Kind.ANY, Kind.N_OF):
            return
        chosen = []
        for child in node.children:
            chosen.append(self.program.column())
            for group, amount in self._used(self.plan.nodes[child]):
                self.program.allow(amount, {chosen[-1]: group.size})
        self.program.at_most(each_once(chosen), node.rule.n or 1)

    def _order(self, node: Node) -> None:
        """Nothing is used here that is not dated after each listed node's completion."""
        used = self._used(node)
        listed = [self.plan.named(name, node.degree) for name in node.rule.after]
        here = self.program.column()
        for group, amount in used:
            self.program.allow(amount, {here: group.size})
        if not all(listed):
            self.program.at_most({here: 1}, 0)
        for earlier in (each for nodes in listed for each in nodes):
            self.require(earlier, Whole(), {here: 1})
            days = self._completion(earlier)
            for group, amount in used:
                before = each_once(col for day, col in days.items() if day < group.item.day)
                self.program.allow(amount, times(before, group.size))

    def _completion(self, node: Node) -> dict[date, int]:
        """Days on which a node may be completed: one is chosen, by which it is."""
        days = {FROM_THE_START, *days_seen(self.plan, node, self.plan.all_fitting)}
        days |= {group.item.day for group, _ in self._used(node)}
        chosen = {day: self.program.column() for day in sorted(days)}
        self.program.at_most(each_once(chosen.values()), 1)
        self.require(node, Until(self.program, chosen), each_once(chosen.values()))
        return chosen

    # What is complete

    def require(self, node: Node, usage: Usage, when: Amount) -> None:
        """The node is complete, when it is asked for."""
        if self._is_constant(node):
            self._require_constant(node, usage, when)
        elif node.kind is Kind.ALL:
            for child in node.children:
                self.require(self.plan.nodes[child], usage, when)
        elif node.kind.is_group:
            self._require_some(node, usage, when)
        else:
            seen = self._looked_at(node, usage)
            for gauge in node.gauges:
                self._require_need(gauge, seen, when)

    def _is_constant(self, node: Node) -> bool:
        if node.waived or node.kind in (Kind.MANUAL, Kind.LEVEL, Kind.DEGREE):
            return True
        return node.kind is Kind.CHECK and node.rule.source == "eligible"

    def _require_constant(self, node: Node, usage: Usage, when: Amount) -> None:
        if isinstance(usage, Until):
            done = (
                column
                for day, column in usage.days.items()
                if judge(self.plan, node, {}, until=day).complete
            )
            self.program.allow(when, each_once(done))
        elif not self._constant(node).complete:
            self.program.at_most(when, 0)

    def _constant(self, node: Node) -> State:
        return judge(self.plan, node, {})

    def _require_some(self, node: Node, usage: Usage, when: Amount) -> None:
        chosen = []
        for child in node.children:
            chosen.append(self.program.column())
            self.require(self.plan.nodes[child], usage, {chosen[-1]: 1})
        self.program.allow(times(when, node.rule.n or 1), each_once(chosen))

    def _require_need(self, gauge: Gauge, seen: Used, when: Amount) -> None:
        found = [(group, amount) for group, amount in seen if gauge.matches(group.item)]
        if gauge.need.measure in _RATIOS:
            require_ratio(gauge, found, seen, when, self.program)
            return
        got = sum_of(gauge, found, self.program)
        scale = got.want.denominator
        wanted = added(times(when, float(scale * got.want)), times(got.terms, -scale))
        self.program.at_most(wanted, float(scale * got.fixed))

    def _looked_at(self, node: Node, usage: Usage) -> Used:
        if node.kind is Kind.COLLECT:
            return self._seen(frozenset({node.index}), usage)
        named = self.plan.named(node.rule.looks_at, node.degree)
        seen = self._seen(self._places(*named), usage)
        return [(group, amount) for group, amount in seen if node.matches(group.item)]

    # How far it is

    def progress(self, node: Node) -> tuple[Amount, Fraction]:
        """The progress of a node: columns, and a part that no use changes."""
        if self._is_constant(node):
            return {}, self._constant(node).progress
        if node.kind is Kind.ALL:
            return _mean([self.progress(self.plan.nodes[child]) for child in node.children])
        if node.kind.is_group:
            return self._best_of(node), Fraction(0)
        seen = self._looked_at(node, Whole())
        return _mean(list(self._ratios(node, seen)))

    def _best_of(self, node: Node) -> Amount:
        n = node.rule.n or 1
        chosen, counted = [], []
        for child in node.children:
            chosen.append(self.program.column())
            counted.append(self.program.column(whole=False))
            terms, fixed = self.progress(self.plan.nodes[child])
            self.program.at_most(added({counted[-1]: 1}, times(terms, -1)), float(fixed))
            self.program.allow({counted[-1]: 1}, {chosen[-1]: 1})
        self.program.at_most(each_once(chosen), n)
        return times(each_once(counted), 1 / n)

    def _ratios(self, node: Node, seen: Used) -> Iterator[tuple[Amount, Fraction]]:
        for gauge in node.gauges:
            ratio = {self.program.column(whole=gauge.need.measure in _RATIOS): 1.0}
            self._require_need(gauge, seen, ratio)
            yield ratio, Fraction(0)


def _mean(parts: list[tuple[Amount, Fraction]]) -> tuple[Amount, Fraction]:
    share = 1 / len(parts)
    terms = added(*(times(terms, share) for terms, _ in parts))
    return terms, sum((fixed for _, fixed in parts), Fraction(0)) / len(parts)
