"""What requirements ask, as conditions on a program: each holds where its gate is open.

A requirement that everything depends on has a gate that is always open; one of several to choose
from has a gate that the program may open.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from rules.audits.items import Item, Verb
from rules.audits.plans import Node, Plan
from rules.catalog import Level
from rules.requirements import Kind, Requirement
from rules.ways.lasting import Lasting
from rules.ways.limiting import hold
from rules.ways.linear import NOTHING, ONE, Program, Sum, total
from rules.ways.measuring import Measuring, Source

Laid = Callable[[str, Requirement, int], Plan]
"""Lays a tree out for the record as it would be at the conferral that ends a phase."""


@dataclass(frozen=True)
class Known:
    """What requirements refer to beside evidence."""

    degrees: Mapping[str, Requirement]
    """Those that are open to the person."""
    levels: Mapping[str, Level]
    reached: frozenset[str] = frozenset()
    """Levels that were reached before."""
    experience: int = 0
    """What was earned before."""


@dataclass
class Asking:
    """Puts the trees of requirements into a program."""

    program: Program
    sources: Mapping[str, Source]
    known: Known
    laid: Laid
    lasting: Lasting
    timeless: bool = False
    by_hand: list[tuple[str, str, Sum]] = field(default_factory=list)
    """Degree and path of what somebody else has to confirm, where the variable is 1."""

    def tree(self, key: str, root: Requirement, phase: int, gate: Sum = ONE) -> None:
        """Where the gate is open, the tree is complete at the conferral that ends a phase."""
        tree = _Tree(self, key, phase, self.laid(key, root, phase))
        tree.ask(tree.plan.nodes[tree.plan.roots[key]], gate)
        tree.settle()


class _Tree:
    """One tree that is being asked."""

    def __init__(self, asking: Asking, key: str, phase: int, plan: Plan) -> None:
        self.asking, self.key, self.phase, self.plan = asking, key, phase, plan
        self.program = asking.program
        self.measuring = Measuring(asking.program, plan.record, timeless=asking.timeless)
        self.uses: dict[int, dict[str, Source]] = {}
        """What each leaf uses, as a source of its own."""
        self.counting: dict[str, Source] = {}
        """What counts at the conferral only if it is renewed, as far as it is."""

    def ask(self, node: Node, gate: Sum) -> None:
        if node.waived:
            return
        self._hold_to_limits(node)
        for name in node.rule.after:
            for before in self.plan.named(name, node.degree):
                self.ask(before, gate)
        match node.kind:
            case Kind.ALL:
                for child in node.children:
                    self.ask(self.plan.nodes[child], gate)
            case Kind.ANY | Kind.N_OF:
                self._some(node, gate)
            case Kind.COLLECT | Kind.CHECK:
                self._leaf(node, gate)
            case _:
                self._attained(node, gate)

    def settle(self) -> None:
        """No piece of work is used by two leaves that may not share it."""
        by_name: dict[str, list[tuple[int, Source]]] = defaultdict(list)
        for leaf, used in self.uses.items():
            for name, source in used.items():
                by_name[name].append((leaf, source))
        for name, uses in by_name.items():
            self._divide(self.asking.sources[name], uses)

    def _divide(self, source: Source, uses: Sequence[tuple[int, Source]]) -> None:
        pairs = list(combinations(uses, 2))
        apart: list[tuple[tuple[int, Source], ...]] = [
            pair for pair in pairs if not self._may_share(pair[0][0], pair[1][0])
        ]
        if len(apart) == len(pairs):
            apart = [tuple(uses)]
        for together in apart:
            amounts = total(use.amount for _, use in together)
            points = total(use.points for _, use in together)
            self.program.no_more(amounts, source.amount)
            self.program.no_more(points, source.points)

    def _may_share(self, leaf: int, other: int) -> bool:
        return any(share.allows(leaf, other) for share in self.plan.shares)

    # -- nodes -------------------------------------------------------------------------------------

    def _some(self, node: Node, gate: Sum) -> None:
        chosen = [(self.program.variable(), self.plan.nodes[child]) for child in node.children]
        asked = gate.times(node.rule.n or 1)
        self.program.no_more(asked, total(choice for choice, _ in chosen))
        for choice, child in chosen:
            self.ask(child, choice)

    def _leaf(self, node: Node, gate: Sum) -> None:
        looked_at = self._looked_at(node)
        if node.rule.within is None or self.asking.timeless:
            self._needs(node, looked_at, gate)
            return
        years = {self.plan.record.school_year(source.item.day) for source in looked_at}
        length = node.rule.within.school_years
        firsts = sorted({year - back for year in years for back in range(length)})
        windows = [(self.program.variable(), first) for first in firsts]
        self.program.no_more(gate, total(window for window, _ in windows))
        for window, first in windows:
            inside = [
                source
                for source in looked_at
                if first <= self.plan.record.school_year(source.item.day) < first + length
            ]
            self._needs(node, inside, window)

    def _needs(self, node: Node, looked_at: Sequence[Source], gate: Sum) -> None:
        for gauge in node.gauges:
            self.measuring.ask(gauge, looked_at, gate)

    def _attained(self, node: Node, gate: Sum) -> None:
        if node.rule.level is not None:
            self._level(node.rule.level, gate)
        elif node.rule.degree is not None:
            self._degree(node.rule.degree, gate)
        elif not node.done:
            confirmed = self.program.variable()
            self.program.no_more(gate, confirmed)
            self.asking.by_hand.append((self.key, node.rule.id, confirmed))

    def _level(self, level: str, gate: Sum) -> None:
        known = self.asking.known
        if level in known.reached:
            return
        earned = total((Sum(known.experience), *(each.points for each in self._new())))
        self.program.no_more(gate.times(known.levels[level].experience), earned)
        ladder = list(known.levels)
        for key in ladder[: ladder.index(level) + 1]:
            requires = known.levels[key].requires
            if requires is not None and key not in known.reached:
                self.asking.tree(f"level:{key}", requires, self.phase, gate)

    def _new(self) -> Iterator[Source]:
        """Work that is not done yet and would lie before the conferral."""
        for source in self.asking.sources.values():
            if source.amount.terms and source.item.day <= self.plan.record.as_of:
                yield source

    def _degree(self, degree: str, gate: Sum) -> None:
        if self.plan.record.conferred(degree) is not None:
            return
        root = self.asking.known.degrees.get(degree)
        if root is None:
            self.program.no_more(gate, NOTHING)
        else:
            self.asking.tree(degree, root, self.phase, gate)

    # -- evidence ----------------------------------------------------------------------------------

    def _looked_at(self, node: Node) -> list[Source]:
        if node.kind is Kind.COLLECT:
            return list(self._used(node).values())
        if node.rule.source == "eligible":
            return [self._there(node, item) for item in node.items]
        named = self.plan.named(node.rule.looks_at, node.degree)
        return [each for each in self._used_below(named) if node.matches(each.item)]

    def _used(self, leaf: Node) -> Mapping[str, Source]:
        if leaf.index not in self.uses:
            self.uses[leaf.index] = {
                item.id: self._part_of(self._there(leaf, item)) for item in leaf.items
            }
        return self.uses[leaf.index]

    def _there(self, leaf: Node, item: Item) -> Source:
        """An item as far as it counts at the conferral: what would end before has to be renewed."""
        source, on = self.asking.sources[item.id], self.plan.record.as_of
        if self.asking.timeless or not self.asking.lasting.ends(leaf.rule, source.item, on):
            return source
        if item.id in self._accepted:
            return source
        if item.id not in self.counting:
            lasting = self._part_of(source)
            for renewals in self.asking.lasting.renewals(source.item, on):
                self.program.no_more(lasting.amount, renewals.times(source.most))
            self.counting[item.id] = lasting
        return self.counting[item.id]

    @cached_property
    def _accepted(self) -> frozenset[str | None]:
        """What was accepted somewhere counts there though it be expired."""
        said = self.plan.record.decisions
        return frozenset(each.evidence for each in said if each.verb is Verb.SUBSTITUTE)

    def _part_of(self, source: Source) -> Source:
        amount = self.program.variable(source.most)
        self.program.no_more(amount, source.amount)
        points = self.program.variable(source.item.points * source.most, whole=False)
        self.program.no_more(points, source.points)
        self.program.no_more(points, amount.times(source.item.points))
        return Source(source.item, amount, points, source.most)

    def _used_below(self, nodes: Iterable[Node]) -> Iterator[Source]:
        """The distinct work that leaves at or below these nodes use."""
        places = {place for node in nodes for place in node.subtree}
        by_name: dict[str, list[Source]] = defaultdict(list)
        for leaf in self.plan.leaves:
            if leaf.index in places:
                for name, source in self._used(leaf).items():
                    by_name[name].append(source)
        for name, used in by_name.items():
            yield used[0] if len(used) == 1 else self._distinct(name, used)

    def _distinct(self, name: str, used: Sequence[Source]) -> Source:
        """What several leaves use of one source; where they share it, it counts once."""
        whole = self.asking.sources[name]
        amount = self.program.variable(whole.most)
        self.program.no_more(amount, total(each.amount for each in used))
        self.program.no_more(amount, whole.amount)
        points = self.program.variable(whole.item.points * whole.most, whole=False)
        self.program.no_more(points, total(each.points for each in used))
        for each in used:
            self.program.no_more(each.amount, amount)
        return Source(whole.item, amount, points, whole.most)

    def _hold_to_limits(self, node: Node) -> None:
        if node.ceilings:
            used = {each.item.id: each for each in self._used_below([node])}
            for ceiling in node.ceilings:
                hold(self.program, ceiling, used)
