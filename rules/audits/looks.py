"""Where an item may go, and which items nothing can tell apart: those are interchangeable."""

from collections.abc import Callable, Iterator
from itertools import combinations

from rules.audits.checker import may_share
from rules.audits.items import Item, values_of
from rules.audits.parts import Part
from rules.audits.plans import Plan, union
from rules.requirements import Attribute, Measure

Option = tuple[int, ...]
"""Leaves that use an item together."""


def options(plan: Plan, number: int) -> Iterator[Option]:
    """The sets of leaves that may use an item together, larger ones first."""
    fits = plan.fitting[number]
    most = len(fits) if plan.max_uses is None else min(len(fits), plan.max_uses)
    if not plan.shares:
        most = min(most, 1)
    for size in range(most, 0, -1):
        for option in combinations(fits, size):
            if all(may_share(plan, *pair) for pair in combinations(option, 2)):
                yield option


def looks(plan: Plan, part: Part) -> Callable[[int], object]:
    """All that this part can see of an item: items that look the same are interchangeable."""
    gauges = [gauge for node in part.nodes for gauge in node.gauges]
    ceilings = [ceiling for node in part.nodes for ceiling in node.ceilings]
    ceilings += [ceiling for gauge in gauges for ceiling in gauge.ceilings]
    questions = [node.matches for node in part.nodes if node.rule.looks_at]
    questions += [gauge.matches for gauge in gauges if gauge.need.where]
    questions += [ceiling.matches for ceiling in ceilings if ceiling.limit.where]
    attributes = _attributes(part)
    required = union(mask or 0 for mask in plan.bundled.values())
    plain = _plain_looks(part)

    def look(number: int) -> object:
        item = plan.evidence[number]
        own = number if number in plan.bundled or required >> number & 1 else -1
        seen = tuple(question(item) for question in questions)
        values = tuple(values_of(item, each, plan.record) for each in attributes)
        return (own, plan.fitting[number], seen, values, plain(item))

    return look


def _attributes(part: Part) -> list[Attribute]:
    found: set[Attribute | None] = set()
    for node in part.nodes:
        found |= {gauge.need.distinct for gauge in node.gauges}
        if any(gauge.need.hours_per_year is not None for gauge in node.gauges):
            found.add(Attribute.SCHOOL_YEAR)
        for limit in node.rule.limits:
            found |= {limit.per, limit.max_distinct, limit.min_each_used}
    return sorted(each for each in found if each)


def _plain_looks(part: Part) -> Callable[[Item], object]:
    measures = {gauge.need.measure for node in part.nodes for gauge in node.gauges}
    days = Measure.SPAN_DAYS in measures or any(node.rule.after for node in part.nodes)
    scores = Measure.MEAN_SCORE in measures
    hours = not measures.isdisjoint(_HOURS)
    return lambda item: (
        item.points,
        item.is_work,
        item.day if days else None,
        item.score if scores else None,
        (item.minutes, item.outside_minutes) if hours else None,
    )


_HOURS = (Measure.HOURS, Measure.OUTSIDE_HOURS, Measure.HOURS_PER_YEAR)
