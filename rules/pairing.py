"""One record under two timelines: what it comes to under each, and what makes the difference."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rules.audits import Audit, Record, meets
from rules.audits.findings import Finding
from rules.audits.record import record_of
from rules.badges import days_asked
from rules.catalog import Catalog
from rules.differing import Difference
from rules.holdings import Judge, Known, Reckoned, degrees_audited, reckon
from rules.regarding import Fact, asks, unlike
from rules.requirements import Requirement
from rules.timeline import Timeline


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

    def pair(self, known: Known) -> Pair | None:
        """What the record comes to under both; None where it is seen at once that all is alike."""
        if self._is_alike(known):
            return None
        first = _Remembering()
        before = reckon(known, self.difference.before, self.difference.today, first)
        second = _Comparing(first, self._same)
        after = reckon(known, self.difference.after, self.difference.today, second)
        return Pair(before, after)

    def _is_alike(self, known: Known) -> bool:
        """Whether only badges are asked otherwise, and none comes or goes by it.

        Then nothing needs to be audited, and one record stands for both sides.
        """
        difference = self.difference
        if difference.everything or difference.degrees or not known.completions:
            return False
        if not difference.levels_stand_alike(known.levels.values()):
            return False
        if any(difference.touches(each) for each in known.completions):
            return False
        last = max(each.day for each in known.completions)
        sides = [
            [_asked(timeline, key, known, last) for key in self._unlike_badges(known, last)]
            for timeline in (difference.before, difference.after)
        ]
        every = (each for side in sides for asked in side for each, _day in asked)
        if any(asks(each) & _BEYOND_WORK for each in every):
            return False
        record = _record(known, difference)
        before, after = (
            [any(meets(each, record, day) for each, day in asked) for asked in side]
            for side in sides
        )
        return before == after

    def _unlike_badges(self, known: Known, last: date) -> list[str]:
        difference = self.difference
        standing = (
            key for key, day in known.badges.items() if not difference.stands_alike(key, day, last)
        )
        return sorted({*difference.badges(last), *standing})

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


_BEYOND_WORK = {Fact.LEVELS, Fact.DEGREES}


def _asked(
    timeline: Timeline, badge: str, known: Known, last: date
) -> list[tuple[Requirement, date]]:
    """What a badge asks of who may earn it, and of whom it stands with, and on which days."""
    found = timeline.in_force(last).catalog.badges.get(badge)
    asked = [(found.requires, last)] if found else []
    if badge in known.badges:
        earned_on = known.badges[badge]
        stands = timeline.judging(earned_on, last).catalog.badges.get(badge)
        days = days_asked(stands.requires, timeline, earned_on, last) if stands else ()
        asked += [(stands.requires, day) for day in days if stands]
    return asked


def _record(known: Known, difference: Difference) -> Record:
    return record_of(
        known.completions,
        difference.before,
        as_of=difference.today,
        person=known.person,
        conferrals=known.conferrals,
        levels=known.levels,
        decisions=known.decisions,
    )


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
            self.unlike[key] = frozenset(unlike(one, other))
        return self.unlike[key]


def _together(catalog: Catalog) -> object:
    return catalog.between_degrees, catalog.sharing


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
