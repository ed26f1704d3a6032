"""What an audit found at each requirement: status, earned, asked, and what serves it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from rules.audits.judging import State, judge, looked_at
from rules.audits.plans import Node, Plan, Uses
from rules.requirements import Kind
from rules.requirements.phrases import Phrase, asked, number
from rules.terms import SchoolYear, Text


class FindingStatus(StrEnum):
    """What became of one requirement."""

    MET = "met"
    OPEN = "open"
    WAIVED = "waived"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class NeedFinding:
    """One need of a requirement: so much of so much."""

    phrase: Phrase
    have: Fraction
    want: Fraction
    met: bool
    cut: Fraction = Fraction(0)
    """What is there and does not count, because a ceiling is reached."""

    @property
    def unit(self) -> str:
        return self.phrase.code

    def to_json(self) -> dict[str, Any]:
        return {
            **self.phrase.to_json(),
            "have": number(self.have),
            "want": number(self.want),
            "met": self.met,
            "cut": number(self.cut),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """An audit's answer for one requirement."""

    path: str
    kind: Kind
    title: Text | None
    status: FindingStatus
    progress: Fraction
    have: Fraction
    want: Fraction
    unit: str
    needs: tuple[NeedFinding, ...] = ()
    uses: tuple[str, ...] = ()
    """Items that serve it, oldest first: used up by a `collect`, looked at by a `check`."""
    missing: tuple[Phrase, ...] = ()
    children: tuple[str, ...] = ()
    window: tuple[str, str] | None = None
    """The first and the last school year of the window that was judged."""
    refers_to: str = ""
    """The level or degree that it asks for."""

    @property
    def is_met(self) -> bool:
        return self.status in (FindingStatus.MET, FindingStatus.WAIVED)

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "kind": self.kind.value,
            "title": self.title.root if self.title else None,
            "status": self.status.value,
            "progress": str(self.progress),
            "have": number(self.have),
            "want": number(self.want),
            "unit": self.unit,
            "needs": [need.to_json() for need in self.needs],
            "uses": list(self.uses),
            "missing": [phrase.to_json() for phrase in self.missing],
            "children": list(self.children),
            "window": list(self.window) if self.window else None,
            "refers_to": self.refers_to,
        }


def findings_of(
    plan: Plan, root: Node, uses: Uses, states: Mapping[int, State], *, unsure: bool
) -> tuple[Finding, ...]:
    """One finding a node below a root, in tree order; `unsure` leaves open what may yet be met."""
    hopes: dict[int, State] = {}
    if unsure:
        judge(plan, root, plan.all_fitting, hopeful=True, states=hopes)
    return tuple(
        _finding(plan, plan.nodes[place], uses, states, hopes.get(place)) for place in root.subtree
    )


def fewest_open(findings: Sequence[Finding]) -> int:
    """How many requirements are still to be met, by the shortest way, until the first one is."""
    return _least(findings[0], {each.path: each for each in findings}, lambda _open: 1)


def left_to_confirm(findings: Sequence[Finding]) -> int:
    """How many confirmations by hand would meet the first one; 0 when more than that is missing."""
    found = {each.path: each for each in findings}
    other = len(found) + 1
    least = _least(findings[0], found, lambda each: 1 if each.kind is Kind.MANUAL else other)
    return least if least < other else 0


def _least(finding: Finding, found: Mapping[str, Finding], costs: Callable[[Finding], int]) -> int:
    """What meeting a requirement costs by the cheapest way, by what each open one costs."""
    if finding.is_met:
        return 0
    cheapest = sorted(_least(found[child], found, costs) for child in finding.children)
    return sum(cheapest[: int(finding.want)]) or costs(finding)


def _finding(
    plan: Plan, node: Node, uses: Uses, states: Mapping[int, State], hope: State | None
) -> Finding:
    state = states[node.index]
    needs = tuple(_needs(node, state))
    have, want, unit = _amount(plan, node, states, needs)
    met = state.complete
    return Finding(
        path=node.rule.id,
        kind=node.kind,
        title=node.rule.title,
        status=_status(node, state, hope),
        progress=state.progress,
        have=have,
        want=want,
        unit=unit,
        needs=needs,
        uses=tuple(_serving(plan, node, uses, state)),
        missing=() if met else tuple(_missing(node, needs, have, want, unit)),
        children=tuple(plan.nodes[child].rule.id for child in node.children),
        window=_window(plan, node, state),
        refers_to=node.rule.level or node.rule.degree or "",
    )


def _status(node: Node, state: State, hope: State | None) -> FindingStatus:
    if node.waived:
        return FindingStatus.WAIVED
    if state.complete:
        return FindingStatus.MET
    return FindingStatus.UNDECIDED if hope and hope.complete else FindingStatus.OPEN


def _needs(node: Node, state: State) -> Iterator[NeedFinding]:
    for gauge, measured in zip(node.gauges, state.measured, strict=False):
        phrase = asked(gauge.need, measured.want)
        yield NeedFinding(phrase, measured.have, measured.want, measured.met, measured.cut)


def _amount(
    plan: Plan, node: Node, states: Mapping[int, State], needs: tuple[NeedFinding, ...]
) -> tuple[Fraction, Fraction, str]:
    """How much of how much: of the one need, or of needs, or of requirements."""
    record = plan.record
    if node.kind.is_group:
        met = sum(states[child].complete for child in node.children)
        return Fraction(met), Fraction(_wanted(node)), "requirements"
    if node.rule.level is not None:
        asked_ = Fraction(record.thresholds.get(node.rule.level, 0))
        return Fraction(record.experience), asked_, "experience"
    if len(needs) == 1:
        return needs[0].have, needs[0].want, needs[0].unit
    if needs:
        return Fraction(sum(need.met for need in needs)), Fraction(len(needs)), "needs"
    return Fraction(states[node.index].complete), Fraction(1), node.kind.value


def _wanted(node: Node) -> int:
    match node.kind:
        case Kind.ANY:
            return 1
        case Kind.N_OF:
            return node.rule.n or 0
        case _:
            return len(node.children)


def _serving(plan: Plan, node: Node, uses: Uses, state: State) -> Iterator[str]:
    if node.kind not in (Kind.COLLECT, Kind.CHECK) or node.waived:
        return
    for item in plan.picked(looked_at(plan, node, uses)):
        if state.covers(plan.record.school_year(item.day), node.rule.within) and any(
            gauge.matches(item) for gauge in node.gauges
        ):
            yield item.id


def _missing(
    node: Node, needs: tuple[NeedFinding, ...], have: Fraction, want: Fraction, unit: str
) -> Iterator[Phrase]:
    for gauge, need in zip(node.gauges, needs, strict=True):
        if not need.met:
            yield asked(gauge.need, _lacking(need))
    if not needs and node.kind is not Kind.ALL:
        refers = node.rule.level or node.rule.degree
        named = {node.kind.value: refers} if refers else {}
        yield Phrase(unit, {"n": number(max(want - have, Fraction(0))), **named})


def _lacking(need: NeedFinding) -> Fraction:
    """How much more is asked; a mean or a share is asked as a whole."""
    return need.want if need.unit in ("mean_score", "share_points") else need.want - need.have


def _window(plan: Plan, node: Node, state: State) -> tuple[str, str] | None:
    within, first = node.rule.within, state.first_year
    if within is None or first is None:
        return None
    starts = plan.record.year_starts
    last = first + within.school_years - 1
    return str(SchoolYear(first, starts)), str(SchoolYear(last, starts))
