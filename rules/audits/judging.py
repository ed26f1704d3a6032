"""How complete every requirement is when it is settled which leaf uses which item."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from rules.audits.items import Item
from rules.audits.measures import Measured
from rules.audits.plans import Mask, Node, Plan, Uses, union
from rules.requirements import Kind, Within

FROM_THE_START = date.min


@dataclass(frozen=True, slots=True)
class State:
    """What became of one node."""

    complete: bool
    progress: Fraction
    measured: tuple[Measured, ...] = ()
    first_year: int | None = None
    """The first school year of the window that was judged."""

    @property
    def value(self) -> tuple[bool, Fraction]:
        """What makes one state better than another: complete first, then progress."""
        return (self.complete, self.progress)

    def covers(self, year: int, within: Within | None) -> bool:
        """Whether a school year lies in the window that was judged, if there is one."""
        if within is None or self.first_year is None:
            return True
        return self.first_year <= year < self.first_year + within.school_years


_DONE, _OPEN = State(True, Fraction(1)), State(False, Fraction(0))


def judge(
    plan: Plan,
    node: Node,
    uses: Uses,
    *,
    hopeful: bool = False,
    until: date | None = None,
    states: dict[int, State] | None = None,
) -> State:
    """Judge a node and all below it.

    `uses` may hold more than could be used together: then the state is an upper bound, if asked
    for hopefully. `until` looks at nothing later than a day. `states` collects every state.
    """
    children = [
        judge(plan, plan.nodes[child], uses, hopeful=hopeful, until=until, states=states)
        for child in node.children
    ]
    state = _state(_View(plan, uses, hopeful, until), node, children)
    if states is not None:
        states[node.index] = state
    return state


def completed_on(plan: Plan, node: Node, uses: Uses) -> date | None:
    """The first day on which what is dated by then completes a node, if it is complete at all."""
    if not judge(plan, node, uses).complete:
        return None
    days = {FROM_THE_START, *(item.day for item in plan.picked(plan.used_below(node, uses)))}
    days |= days_seen(plan, node, uses)
    in_time = (day for day in sorted(days) if judge(plan, node, uses, until=day).complete)
    return next(in_time, None)


def days_seen(plan: Plan, node: Node, uses: Uses) -> set[date]:
    """The days on which something came about that a node, or one below it, only looks at."""
    days: set[date] = set()
    for place in node.subtree:
        days |= _days_seen(plan, plan.nodes[place], uses)
    return days


def looked_at(plan: Plan, node: Node, uses: Uses) -> Mask:
    """The items that a `collect` uses, or that a `check` looks at."""
    if node.kind is Kind.COLLECT:
        return uses.get(node.index, 0)
    if node.rule.source == "eligible":
        return node.fits
    named = plan.named(node.rule.looks_at, node.degree)
    return union(plan.used_below(each, uses) for each in named) & plan.matching(node.matches)


@dataclass(frozen=True, slots=True)
class _View:
    """Through what glasses nodes are looked at."""

    plan: Plan
    uses: Uses
    hopeful: bool
    until: date | None

    def seen(self, mask: Mask) -> Mask:
        """What is dated by the day, if there is one: evidence is in the order of days."""
        if self.until is None:
            return mask
        return mask & ((1 << bisect_right(self.plan.days, self.until)) - 1)

    def came(self, day: date | None) -> bool:
        return day is not None and (self.until is None or day <= self.until)


def _state(view: _View, node: Node, children: list[State]) -> State:
    if node.waived:
        return _DONE
    match node.kind:
        case Kind.ALL:
            return _best(children, len(children))
        case Kind.ANY:
            return _best(children, 1)
        case Kind.N_OF:
            return _best(children, node.rule.n or 0)
        case Kind.COLLECT | Kind.CHECK:
            return _measured(view, node)
        case Kind.MANUAL:
            return _DONE if node.done else _OPEN
        case Kind.LEVEL:
            return _level(view, str(node.rule.level))
        case _:
            return _degree(view, str(node.rule.degree))


def _best(children: list[State], n: int) -> State:
    complete = sum(child.complete for child in children) >= n
    best = sorted((child.progress for child in children), reverse=True)[:n]
    return State(complete, Fraction(sum(best), n) if n else Fraction(1))


def _measured(view: _View, node: Node) -> State:
    """The state of a leaf that looks at these items, worked out once."""
    mask = view.seen(looked_at(view.plan, node, view.uses))
    if view.hopeful and node.fits and node.kind is Kind.CHECK:
        view = replace(view, hopeful=False)  # what is eligible is looked at whole
    known = (node.index, mask, view.hopeful)
    state: State | None = view.plan.seen.get(known)
    if state is None:
        state = _read(view, node, view.plan.picked(mask))
        view.plan.seen[known] = state
    return state


def _read(view: _View, node: Node, items: tuple[Item, ...]) -> State:
    within = node.rule.within
    if within is None:
        return _reading(view, node, items)
    record = view.plan.record
    years = sorted({record.school_year(item.day) for item in items})
    first_years = sorted({year - back for year in years for back in range(within.school_years)})
    windows = [_window(view, node, items, first) for first in first_years]
    return max(windows, key=lambda state: state.value, default=_reading(view, node, ()))


def _window(view: _View, node: Node, items: tuple[Item, ...], first: int) -> State:
    record, within = view.plan.record, node.rule.within
    years = range(first, first + (within.school_years if within else 0))
    inside = tuple(item for item in items if record.school_year(item.day) in years)
    state = _reading(view, node, inside)
    return State(state.complete, state.progress, state.measured, first)


def _reading(view: _View, node: Node, items: tuple[Item, ...]) -> State:
    measured = tuple(gauge.read(items, hopeful=view.hopeful) for gauge in node.gauges)
    ratios = [each.ratio for each in measured]
    complete = all(each.met for each in measured)
    return State(complete, Fraction(sum(ratios), len(ratios)), measured)


def _level(view: _View, level: str) -> State:
    record = view.plan.record
    if view.came(record.reached(level)):
        return _DONE
    asked = record.thresholds.get(level, 0)
    if not asked:
        return _OPEN
    return State(False, min(Fraction(1), Fraction(max(record.experience, 0), asked)))


def _degree(view: _View, degree: str) -> State:
    record = view.plan.record
    if view.came(record.conferred(degree)):
        return _DONE
    return State(False, record.degree_progress.get(degree, Fraction(0)))


def _days_seen(plan: Plan, node: Node, uses: Uses) -> set[date]:
    """The days on which something that a node looks at, without using it, came about."""
    if node.kind is Kind.CHECK:
        return {item.day for item in plan.picked(looked_at(plan, node, uses))}
    record = plan.record
    came = None
    if node.kind is Kind.LEVEL:
        came = record.reached(str(node.rule.level))
    if node.kind is Kind.DEGREE:
        came = record.conferred(str(node.rule.degree))
    return {came} if came else set()
