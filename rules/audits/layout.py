"""A degree's tree laid out for a record: every decision applied, every leaf with what fits it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rules.audits.filters import matching
from rules.audits.items import Decision, Item, Record, Verb, dated, valid
from rules.audits.measures import Ceiling, Gauge
from rules.audits.nodes import Mask, Node, Plainly, numbers, union
from rules.audits.sieve import Index, Sieve
from rules.requirements import Kind, Need, Requirement


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is there of a record's evidence on a day: the same for all that is laid out on it."""

    dated: tuple[Item, ...]
    valid: Mask
    index: Index


@dataclass(frozen=True, eq=False)
class _These:
    """These very items, so that they are found again at once."""

    items: tuple[Item, ...]

    def __hash__(self) -> int:
        return id(self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _These) and self.items is other.items


@lru_cache(maxsize=8)
def _ground(
    these: _These, as_of: date, statuses: frozenset[str], gone: frozenset[str | None]
) -> _Ground:
    """A record is asked many times in a row; a few of them are remembered."""
    there = dated(Record(as_of, these.items, statuses=statuses))
    fresh = {item.id for item in valid(there, as_of)}
    left = tuple(item for item in there if item.id not in gone)
    mask = union(1 << n for n, item in enumerate(left) if item.id in fresh)
    return _Ground(left, mask, Index(left))


class Layout:
    """Puts nodes down one after another, parents first."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.nodes: list[Node] = []
        gone = frozenset(each.evidence for each in self._said(Verb.EXCLUDE) if each.node is None)
        ground = _ground(_These(record.items), record.as_of, record.statuses, gone)
        self.dated, self.valid = ground.dated, ground.valid
        self.sieve = Sieve(ground.index, record)

    def add(self, degree: str, rule: Requirement, parent: int | None, path: tuple[str, ...]) -> int:
        """Add a node and all below it; `path` holds the ids above it."""
        index = len(self.nodes)
        path = (*path, rule.id)
        node = self._node(index, degree, rule, parent, path)
        self.nodes.append(node)
        if rule.of:
            children = tuple(self.add(degree, child, index, path) for child in rule.of)
            self.nodes[index] = replace(node, children=children, end=len(self.nodes))
        return index

    def _node(
        self, index: int, degree: str, rule: Requirement, parent: int | None, path: tuple[str, ...]
    ) -> Node:
        record = self.record
        here = path[-1:]
        fits = self._fitting(rule, degree, path)
        cuts = tuple(limit for limit in rule.limits if _cuts(rule, limit.mode))
        whole = tuple(limit for limit in rule.limits if not _cuts(rule, limit.mode))
        under = tuple(Ceiling.of(limit, record) for limit in cuts)
        gauges = tuple(Gauge.of(need, record, under) for need in self._needs(rule, here, degree))
        items = tuple(self.dated[number] for number in numbers(fits))
        return Node(
            index=index,
            degree=degree,
            rule=rule,
            kind=rule.kind,
            parent=parent,
            children=(),
            end=index + 1,
            waived=any(self._said(Verb.WAIVE, here, degree)),
            done=rule.done or any(self._said(Verb.CONFIRM, here, degree)),
            gauges=gauges,
            ceilings=tuple(Ceiling.of(limit, record) for limit in whole),
            matches=matching(rule.where, record),
            items=items,
            fits=fits,
            plain=_plainly(rule, gauges, items, fits),
            bounds=bool(whole or rule.after or rule.kind in (Kind.ANY, Kind.N_OF)),
        )

    def _needs(self, rule: Requirement, here: tuple[str, ...], degree: str) -> Iterator[Need]:
        changed = {each.need: each.value for each in self._said(Verb.SET_NEED, here, degree)}
        for place, need in enumerate(rule.need):
            yield need.wanting(changed[place]) if place in changed else need

    def _fitting(self, rule: Requirement, degree: str, path: tuple[str, ...]) -> Mask:
        """What a leaf may use or look at; decisions on a node hold for all below it."""
        if not _looks(rule) or any(self._said(Verb.WAIVE, path, degree)):
            return 0
        barred = self._named(self._said(Verb.EXCLUDE, path, degree))
        accepted = self._named(self._said(Verb.SUBSTITUTE, path, degree))
        if rule.kind is Kind.COLLECT:
            pinned_here = self._named(self._said(Verb.PIN, path, degree))
            barred |= self._named(self._said(Verb.PIN)) & ~pinned_here
        passing = self.sieve.passing(rule.where)
        if not rule.expired_ok:
            passing &= self.valid
        return (passing | accepted) & ~barred

    def _named(self, decisions: Iterator[Decision]) -> Mask:
        """The items that decisions name."""
        names = {each.evidence for each in decisions}
        if not names:
            return 0
        return union(1 << number for number, item in enumerate(self.dated) if item.id in names)

    def _said(
        self, verb: Verb, nodes: tuple[str, ...] | None = None, degree: str | None = None
    ) -> Iterator[Decision]:
        for decision in self.record.decisions:
            if decision.verb is not verb:
                continue
            if nodes is None or (decision.node in nodes and decision.degree in (None, degree)):
                yield decision


def _plainly(
    rule: Requirement, gauges: tuple[Gauge, ...], items: tuple[Item, ...], fits: Mask
) -> Plainly | None:
    """What a leaf asks, if it is one plain sum of what it uses up."""
    plain = gauges[0].plain if rule.kind is Kind.COLLECT and len(gauges) == 1 else None
    if plain is None:
        return None
    given = (plain.sum_of((item,)) for item in items)
    pairs = zip(numbers(fits), given, strict=True)
    gives = tuple((1 << number, each) for number, each in pairs if each)
    alike: dict[int, Mask] = {}
    for bit, each in gives:
        alike[each] = alike.get(each, 0) | bit
    return Plainly(plain.want, gives, tuple((mask, each) for each, mask in alike.items()))


def _looks(rule: Requirement) -> bool:
    """Whether a node uses evidence up, or looks at all that is eligible."""
    return rule.kind is Kind.COLLECT or (rule.kind is Kind.CHECK and rule.source == "eligible")


def _cuts(rule: Requirement, mode: str) -> bool:
    """Limits on a check always truncate: a check uses nothing that could be left out."""
    return mode == "truncate" or rule.kind is Kind.CHECK
