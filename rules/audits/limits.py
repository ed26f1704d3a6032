"""Limits on whole items, as rows of an integer program."""

from rules.audits.amounts import Used
from rules.audits.items import values_of
from rules.audits.measures import Ceiling
from rules.audits.plans import Node
from rules.audits.usage import Amount
from rules.programs import Program, added, each_once, times
from rules.requirements import Attribute


def bound_node(node: Node, used: Used, program: Program) -> None:
    """What is used at a node or below it stays under its ceilings, and above its floors."""
    for ceiling in node.ceilings:
        bound = [(group, amount) for group, amount in used if ceiling.matches(group.item)]
        _bound(ceiling, bound, program)


def _bound(ceiling: Ceiling, used: Used, program: Program) -> None:
    limit = ceiling.limit
    if limit.max_distinct is not None:
        there = _there(_by_value(ceiling, used, limit.max_distinct), program)
        program.at_most(each_once(column for column, _ in there), limit.n or 0)
    elif limit.min_each_used is not None:
        for column, members in _there(_by_value(ceiling, used, limit.min_each_used), program):
            together = added(*(amount for _, amount in members))
            program.allow({column: limit.count or 0}, together)
    else:
        _bound_sums(ceiling, used, program)


def _bound_sums(ceiling: Ceiling, used: Used, program: Program) -> None:
    limit = ceiling.limit
    groups = {"": used} if limit.per is None else _by_value(ceiling, used, limit.per)
    for members in groups.values():
        if limit.max_points is not None:
            points = (times(amount, group.item.points) for group, amount in members)
            program.at_most(added(*points), limit.max_points)
        else:
            together: Amount = added(*(amount for _, amount in members))
            program.at_most(together, limit.max_count or 0)


def _by_value(ceiling: Ceiling, used: Used, attribute: Attribute) -> dict[str, Used]:
    found: dict[str, Used] = {}
    for group, amount in used:
        for value in sorted(values_of(group.item, attribute, ceiling.record)):
            found.setdefault(value, []).append((group, amount))
    return found


def _there(by_value: dict[str, Used], program: Program) -> list[tuple[int, Used]]:
    """A column for each value, that is 1 where something with this value is used."""
    found = []
    for members in by_value.values():
        column = program.column()
        for group, amount in members:
            program.allow(amount, {column: group.size})
        found.append((column, members))
    return found
