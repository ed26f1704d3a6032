"""Limits on what is used, as conditions on a program."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rules.audits.items import Record, values_of
from rules.audits.measures import Ceiling
from rules.requirements import Attribute
from rules.ways.linear import Program, Sum, total
from rules.ways.measuring import Source


def hold(program: Program, ceiling: Ceiling, used: Mapping[str, Source]) -> None:
    """What is used of each source, by its item's id, keeps to the limit."""
    for group in ceiling.groups(each.item for each in used.values()):
        _hold(program, ceiling, [used[item.id] for item in group])


def _hold(program: Program, ceiling: Ceiling, used: Sequence[Source]) -> None:
    limit = ceiling.limit
    if limit.max_points is not None:
        program.at_most(total(each.points for each in used), limit.max_points)
    elif limit.max_count is not None:
        program.at_most(total(each.amount for each in used), limit.max_count)
    elif limit.max_distinct is not None:
        there = _values(program, used, limit.max_distinct, ceiling.record)
        program.at_most(total(any_ for any_, _ in there), limit.n or 0)
    else:
        each_used = limit.min_each_used or Attribute.ACTIVITY
        for any_, amount in _values(program, used, each_used, ceiling.record):
            program.no_more(any_.times(limit.count or 0), amount)


def _values(
    program: Program, used: Sequence[Source], attribute: Attribute, record: Record
) -> list[tuple[Sum, Sum]]:
    """For each value: 1 if anything that is used has it, and how much of it is used."""
    having: dict[str, list[Source]] = defaultdict(list)
    for source in used:
        for value in values_of(source.item, attribute, record):
            having[value].append(source)
    found = []
    for sources in having.values():
        any_, amount = program.variable(), total(each.amount for each in sources)
        program.no_more(amount, any_.times(sum(each.most for each in sources)))
        found.append((any_, amount))
    return found
