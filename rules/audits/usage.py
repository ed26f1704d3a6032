"""How much of each sort of item is used, and where, as columns of an integer program.

Items that nothing can tell apart are one group: how many of them go where is one number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol

from rules.audits.items import Item
from rules.audits.looks import Option, looks, options
from rules.audits.parts import Part
from rules.audits.plans import Mask, Plan, Share, Uses, numbers, union
from rules.programs import Program, added, each_once, times

OPTIONS_MAX = 256

Amount = dict[int, float]
Places = frozenset[int]


class Unmodelled(Exception):
    """What a plan asks cannot be said as an integer program."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are interchangeable, and the columns that say where how many go."""

    members: tuple[int, ...]
    item: Item
    """Any of them."""
    going: Mapping[Option, int]

    @property
    def size(self) -> int:
        return len(self.members)

    def used(self, places: Places) -> Amount:
        """How many distinct ones leaves of these places use."""
        return each_once(col for option, col in self.going.items() if not places.isdisjoint(option))


class Usage(Protocol):
    """How many of each group are used in some places, as somebody sees it."""

    def of(self, group: Group, places: Places) -> Amount: ...


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is used."""

    def of(self, group: Group, places: Places) -> Amount:
        return group.used(places)


@dataclass(frozen=True, slots=True)
class Until:
    """What is used of the items dated by a day that is still to be chosen."""

    program: Program
    days: Mapping[date, int]
    """The column of each day: it is chosen, or not."""

    def of(self, group: Group, places: Places) -> Amount:
        """As many as are used if the day has come by then, and none if it has not."""
        used = group.used(places)
        column = self.program.column(group.size, whole=False)
        come = each_once(col for day, col in self.days.items() if day >= group.item.day)
        self.program.allow({column: 1}, used)
        self.program.allow({column: 1}, times(come, group.size))
        late = added(used, {column: -1}, times(come, group.size))
        self.program.at_most(late, group.size)
        return {column: 1}


def groups_of(plan: Plan, part: Part, program: Program) -> tuple[Group, ...]:
    """The part's items, those that are interchangeable together, with a column for each way."""
    look = looks(plan, part)
    alike: dict[object, list[int]] = {}
    for number in numbers(union(leaf.fits for leaf in part.leaves)):
        alike.setdefault(look(number), []).append(number)
    return tuple(_group(plan, tuple(members), program) for members in alike.values())


def bound_usage(plan: Plan, groups: Iterable[Group], program: Program) -> None:
    """Terms that hold between items: none is used twice, bundles are whole, shares are few."""
    groups = tuple(groups)
    for group in groups:
        if len(group.going) > 1:
            program.at_most(each_once(group.going.values()), group.size)
    owner = {number: group for group in groups for number in group.members}
    for number, required in plan.bundled.items():
        if number in owner:
            _bundle(owner[number], required, owner, program)
    for share in plan.shares:
        if share.has_ceiling:
            _limit_share(share, groups, program)


def _group(plan: Plan, members: tuple[int, ...], program: Program) -> Group:
    going: dict[Option, int] = {}
    for option in options(plan, members[0]):
        if len(going) == OPTIONS_MAX:
            raise Unmodelled
        going[option] = program.column(len(members))
    return Group(members, plan.evidence[members[0]], going)


def _bundle(
    group: Group, required: Mask | None, owner: Mapping[int, Group], program: Program
) -> None:
    """The items that an item requires are used as well, or it is not."""
    used = each_once(group.going.values())
    if required is None:
        program.at_most(used, 0)
        return
    for number in numbers(required):
        other = owner[number].going.values() if number in owner else ()
        program.allow(used, each_once(other))


def _limit_share(share: Share, groups: Iterable[Group], program: Program) -> None:
    shared = {
        column: group.item.points
        for group in groups
        for option, column in group.going.items()
        if any(share.allows(*pair) for pair in combinations(option, 2))
    }
    if share.rule.max_items is not None:
        program.at_most(each_once(shared), share.rule.max_items)
    if share.rule.max_points is not None:
        program.at_most(shared, share.rule.max_points)


def kept_worth(groups: Iterable[Group], kept: Uses, program: Program) -> dict[int, float]:
    """What it is worth to use again where it was used: 1 for each item."""
    worth: dict[int, float] = {}
    for group in groups:
        alike = union(1 << number for number in group.members)
        for leaf, mask in kept.items():
            if there := (mask & alike).bit_count():
                column = program.column(there, whole=False)
                program.allow({column: 1}, group.used(frozenset({leaf})))
                worth[column] = 1
    return worth


def taken(
    groups: Iterable[Group], values: tuple[float, ...], kept: Uses | None = None
) -> dict[int, Mask]:
    """Who uses what, as a solution says; of those that are alike what was kept, then the oldest."""
    uses: dict[int, Mask] = {}
    for group in groups:
        for option, number in _dealt(group, values, kept or {}):
            for leaf in option:
                uses[leaf] = uses.get(leaf, 0) | 1 << number
    return uses


def _dealt(group: Group, values: tuple[float, ...], kept: Uses) -> Iterator[tuple[Option, int]]:
    left = list(group.members)
    wanted = {
        option: many for option, column in group.going.items() if (many := round(values[column]))
    }
    for option in wanted if kept else ():
        here = union(kept.get(leaf, 0) for leaf in option)
        for number in [each for each in left if here >> each & 1][: wanted[option]]:
            wanted[option] -= 1
            left.remove(number)
            yield option, number
    for option, missing in wanted.items():
        for _ in range(missing):
            yield option, left.pop(0)
