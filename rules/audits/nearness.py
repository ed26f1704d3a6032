"""About how far one more piece of work would bring degrees, read off their findings alone.

An audit says it exactly, and costs more; this picks out what is worth an audit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rules.audits import Audit
from rules.audits.filters import Question, matching
from rules.audits.findings import Finding
from rules.audits.items import Item, Record, values_of
from rules.requirements import Kind, Measure, Need, Requirement, laid_out


@dataclass(frozen=True, slots=True)
class Gap:
    """One need that is not met yet, and what part of its degree it is."""

    need: Need
    weight: Fraction
    want: Fraction
    open: Fraction
    matches: Question
    seen: frozenset[str] = frozenset()
    """What the evidence that serves it is told apart by already."""

    def closed_by(self, item: Item, record: Record) -> Fraction:
        """How much of the degree this piece of work would add here, about."""
        if not self.matches(item) or not self.want:
            return Fraction(0)
        return self.weight * min(self.open, self._amount(item, record)) / self.want

    def _amount(self, item: Item, record: Record) -> Fraction:
        need = self.need
        if need.distinct is not None:
            return Fraction(bool(values_of(item, need.distinct, record) - self.seen))
        match need.measure:
            case Measure.POINTS:
                return Fraction(item.points)
            case Measure.COUNT:
                return Fraction(1)
            case Measure.HOURS | Measure.HOURS_PER_YEAR:
                return Fraction(item.minutes, 60)
            case _:
                return Fraction(0)


def gaps(
    degrees: Mapping[str, Requirement], audits: Mapping[str, Audit], record: Record
) -> tuple[Gap, ...]:
    """Every need of these degrees that is not met."""
    items = {item.id: item for item in record.items}
    found: list[Gap] = []
    for degree, audit in audits.items():
        findings = {finding.path: finding for finding in audit.findings}
        root = laid_out(degrees[degree], record.campuses)
        for node, weight in _open(root, findings, Fraction(1)):
            found.extend(_of(node, findings[node.id], weight, items, record))
    return tuple(found)


def nearness(item: Item, of: tuple[Gap, ...], record: Record) -> Fraction:
    """How much of the degrees, in sum, this piece of work would add, about."""
    return sum((gap.closed_by(item, record) for gap in of), Fraction(0))


def _open(
    node: Requirement, findings: Mapping[str, Finding], weight: Fraction
) -> Iterator[tuple[Requirement, Fraction]]:
    """The leaves that are not met, each with its part of the whole."""
    if findings[node.id].is_met:
        return
    if not node.of:
        yield node, weight
        return
    parts = {Kind.ANY: 1, Kind.N_OF: node.n or 1}.get(node.kind, len(node.of))
    for child in node.of:
        yield from _open(child, findings, weight / parts)


def _of(
    node: Requirement,
    finding: Finding,
    weight: Fraction,
    items: Mapping[str, Item],
    record: Record,
) -> Iterator[Gap]:
    whole = matching(node.where, record)
    for need, found in zip(node.need, finding.needs, strict=True):
        if found.met:
            continue
        part = matching(need.where, record)
        serving = [items[name] for name in finding.uses if name in items]
        yield Gap(
            need=need,
            weight=weight / len(node.need),
            want=found.want,
            open=max(found.want - found.have, Fraction(0)),
            matches=_both(whole, part),
            seen=frozenset(
                value
                for item in serving
                if need.distinct is not None and part(item)
                for value in values_of(item, need.distinct, record)
            ),
        )


def _both(one: Question, other: Question) -> Question:
    return lambda item: one(item) and other(item)
