"""One record under two timelines: what it comes to under each, and what makes the difference."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest

from rules.audits import Audit, Record, meets
from rules.audits.findings import Finding
from rules.audits.items import Item
from rules.catalog import Catalog
from rules.differing import Difference
from rules.holdings import Judge, Known, Reckoned, degrees_audited, reckon
from rules.requirements import Kind, Measure, Requirement


class Fact(StrEnum):
    """What a requirement may ask of a record."""

    WORK = "work"
    POINTS = "points"
    LEVELS = "levels"
    DEGREES = "degrees"


@dataclass(frozen=True, slots=True)
class Shift:
    """How much one rule, cap or pathway gives more under the second timeline, or less."""

    rule: str
    experience: int
    redeemable: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A requirement of a degree that is further under the second timeline, or less far."""

    degree: str
    before: Finding
    after: Finding


@dataclass(frozen=True)
class Pair:
    """A record under both timelines."""

    before: Reckoned
    after: Reckoned

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """Why points differ, the greatest differences first."""
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for sign, side in ((-1, self.before), (1, self.after)):
            for line in side.lines:
                sums[line.rule][0] += sign * line.experience
                sums[line.rule][1] += sign * line.redeemable
        found = [Shift(rule, *both) for rule, both in sums.items() if any(both)]
        return tuple(sorted(found, key=lambda each: (-abs(each.experience), each.rule)))

    @property
    def moved(self) -> tuple[Moved, ...]:
        """Why degrees differ: the requirements, none that holds another one of them."""
        return tuple(
            each
            for degree, audit in self.after.audits.items()
            for each in _moved(degree, self.before.audits[degree], audit)
        )


class Pairing:
    """Holds records against the timelines of a difference, working out once what both agree on."""

    def __init__(self, difference: Difference) -> None:
        self.difference = difference

    def pair(self, known: Known) -> Pair:
        """What the record comes to under both."""
        first = _Remembering()
        before = reckon(known, self.difference.before, self.difference.today, first)
        second = _Comparing(first, self._same)
        after = reckon(known, self.difference.after, self.difference.today, second)
        return Pair(before, after)

    @cached_property
    def _same(self) -> Mapping[int, Requirement]:
        """Requirements of badges of the later catalogs that earlier ones have written alike."""
        earlier: dict[str, list[Requirement]] = defaultdict(list)
        for each in self.difference.before.recorded:
            for key, badge in each.catalog.badges.items():
                earlier[key].append(badge.requires)
        return {
            id(badge.requires): alike
            for each in self.difference.after.recorded
            for key, badge in each.catalog.badges.items()
            for alike in earlier[key]
            if alike == badge.requires
        }


class _Remembering(Judge):
    """Keeps every answer, with the record that it is about."""

    def __init__(self) -> None:
        self.badges: dict[tuple[int, date], tuple[Record, bool]] = {}
        self.degrees: list[tuple[Record, Catalog, Mapping[str, Audit]]] = []

    def met(self, requirement: Requirement, record: Record, day: date) -> bool:
        key = (id(requirement), day)
        if key not in self.badges:
            self.badges[key] = record, meets(requirement, record, day)
        return self.badges[key][1]

    def audits(
        self, degrees: Mapping[str, Requirement], record: Record, catalog: Catalog
    ) -> Mapping[str, Audit]:
        found = degrees_audited(degrees, record, catalog)
        self.degrees.append((record, catalog, found))
        return found


class _Comparing(Judge):
    """Asks only what the first side's answers leave open."""

    def __init__(self, first: _Remembering, same: Mapping[int, Requirement]) -> None:
        self.first, self.same = first, same
        self.mine = _Remembering()
        self.unlike: dict[tuple[int, int], frozenset[Fact]] = {}

    def met(self, requirement: Requirement, record: Record, day: date) -> bool:
        alike = self.same.get(id(requirement), requirement)
        known = self.first.badges.get((id(alike), day))
        if known is not None and not asks(alike) & self._unlike(known[0], record):
            return known[1]
        return self.mine.met(requirement, record, day)

    def audits(
        self, degrees: Mapping[str, Requirement], record: Record, catalog: Catalog
    ) -> Mapping[str, Audit]:
        asked = frozenset().union(*(asks(root) for root in degrees.values()))
        asked |= {Fact.POINTS} if catalog.sharing else frozenset()
        for other, under, found in self.first.degrees:
            together = _together(under) == _together(catalog)
            if together and not asked & self._unlike(other, record):
                return found
        return degrees_audited(degrees, record, catalog)

    def _unlike(self, one: Record, other: Record) -> frozenset[Fact]:
        key = (id(one), id(other))
        if key not in self.unlike:
            self.unlike[key] = frozenset(_unlike(one, other))
        return self.unlike[key]


def _together(catalog: Catalog) -> object:
    return catalog.between_degrees, catalog.sharing


def _unlike(one: Record, other: Record) -> Iterator[Fact]:
    """In which facts two records of the same person on the same day differ."""
    yield from _unlike_work(one, other)
    if (one.levels, one.thresholds) != (other.levels, other.thresholds):
        yield Fact.LEVELS
    if one.experience != other.experience:
        yield Fact.LEVELS
        yield Fact.POINTS
    if one.conferrals != other.conferrals:
        yield Fact.DEGREES


def _unlike_work(one: Record, other: Record) -> Iterator[Fact]:
    if (one.campuses, one.year_starts) != (other.campuses, other.year_starts):
        yield Fact.WORK
    for item, same in zip_longest(one.items, other.items):
        if item is None or same is None or not _is_same_work(item, same):
            yield Fact.WORK
            return
        if item.points != same.points:
            yield Fact.POINTS


def _is_same_work(item: Item, other: Item) -> bool:
    """Whether two items are the same but for their points."""
    return (item.id, item.categories, item.tags, item.activity_kind, item.campus, item.audiences,
            item.day) == (other.id, other.categories, other.tags, other.activity_kind,
                          other.campus, other.audiences, other.day)  # fmt: skip


_ASKS: dict[int, tuple[Requirement, frozenset[Fact]]] = {}
"""By identity, which is quick; the requirement is held on to so that no other takes its place."""


def asks(root: Requirement) -> frozenset[Fact]:
    """Which facts of a record a requirement, and every one below it, looks at."""
    if id(root) not in _ASKS:
        _ASKS[id(root)] = root, frozenset(fact for node in root.walk() for fact in _asks(node))
    return _ASKS[id(root)][1]


def _asks(node: Requirement) -> Iterator[Fact]:
    yield Fact.WORK
    if node.kind is Kind.LEVEL:
        yield Fact.LEVELS
    if node.degrees:
        yield Fact.DEGREES
    in_points = any(need.measure in _IN_POINTS for need in node.need)
    limits = any(limit.max_points is not None for limit in node.limits)
    if in_points or limits or any(where.min_points is not None for where in node.wheres):
        yield Fact.POINTS


_IN_POINTS = (Measure.POINTS, Measure.SHARE_POINTS)


def _moved(degree: str, before: Audit, after: Audit) -> Iterator[Moved]:
    earlier = {each.path: each for each in before.findings}
    unlike = {
        each.path for each in after.findings
        if each.path in earlier and _differs(earlier[each.path], each)
    }  # fmt: skip
    for each in after.findings:
        if each.path in unlike and unlike.isdisjoint(each.children):
            yield Moved(degree, earlier[each.path], each)


def _differs(one: Finding, other: Finding) -> bool:
    """What lies beyond what is asked makes no difference."""
    return _counted(one) != _counted(other)


def _counted(finding: Finding) -> tuple[object, ...]:
    return finding.status, finding.progress, min(finding.have, finding.want)
