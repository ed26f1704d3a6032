"""Where one more catalog judges otherwise: which work, levels, badges and degrees it can touch.

Whatever nothing of this touches comes to the same under both timelines, so that it need not be
worked out twice, or at all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rules.catalog import Catalog, Grant
from rules.facts import Completion
from rules.requirements import Requirement
from rules.terms import Stage
from rules.timeline import Recorded, Timeline

Part = tuple[str, Stage]


@dataclass(frozen=True, slots=True)
class Span:
    """The work of some days that two timelines judge otherwise."""

    first: date
    last: date
    parts: frozenset[Part]
    """Activities, each with a stage."""

    def covers(self, completion: Completion) -> bool:
        part = (completion.activity, completion.stage)
        return self.first <= completion.day <= self.last and part in self.parts


@dataclass(frozen=True)
class Difference:
    """Two timelines, held against each other for one day on which records are judged."""

    before: Timeline
    after: Timeline
    today: date

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The work whose points, caps, pathways or description differ."""
        found = (Span(*days, _unlike(*pair)) for days, pair in self._regimes())
        return tuple(span for span in found if span.parts)

    @cached_property
    def ladder(self) -> bool:
        """Whether the ladder of levels differs today."""
        return _ladder(self._was) != _ladder(self._is)

    @cached_property
    def thresholds(self) -> frozenset[str]:
        """Levels that ask for other experience today, or are new or gone."""
        one, other = (
            {key: level.experience for key, level in each.levels.items()}
            for each in (self._was, self._is)
        )
        return _unlike_keys(one, other)

    @cached_property
    def everything(self) -> bool:
        """Whether something differs today that every requirement stands on: campuses, years."""
        return _footing(self._was) != _footing(self._is)

    @cached_property
    def degrees(self) -> bool:
        """Whether degrees let work count for several otherwise."""
        return _between(self._was) != _between(self._is)

    @cached_property
    def counts_below_zero(self) -> bool:
        """Whether a rule takes points away, so that a sum need not be what its parts grant."""
        every = (*self.before.recorded, *self.after.recorded)
        return any(_takes_away(each.catalog) for each in every)

    def touches(self, completion: Completion) -> bool:
        """Whether this piece of work is judged otherwise."""
        return any(span.covers(completion) for span in self.spans)

    def badges(self, day: date) -> frozenset[str]:
        """Written badges that ask something else of who did something last on this day."""
        one, other = self._asked[self._regime(day)]
        return _unlike_keys(one, other)

    def stands_alike(self, badge: str, earned_on: date, last: date) -> bool:
        """Whether a badge that stands is held against the same requirement."""
        one, other = (
            _badge(each.judging(earned_on, last).catalog, badge)
            for each in (self.before, self.after)
        )
        return one == other

    def levels_stand_alike(self, reached: Iterable[date]) -> bool:
        """Whether levels that were reached on these days are held against the same ladder."""
        return not self.ladder and all(self._judged_alike(day) for day in set(reached))

    def _judged_alike(self, day: date) -> bool:
        judges = [
            (judge.catalog, judge.number == each.in_force(self.today).number)
            for each in (self.before, self.after)
            for judge in [each.judging(day, self.today)]
        ]
        (one, by_todays), (other, by_todays_too) = judges
        return by_todays == by_todays_too and (by_todays or _ladder(one) == _ladder(other))

    @cached_property
    def _was(self) -> Catalog:
        return self.before.in_force(self.today).catalog

    @cached_property
    def _is(self) -> Catalog:
        return self.after.in_force(self.today).catalog

    @cached_property
    def _days(self) -> tuple[date, ...]:
        """The first day of each run of days on which the same two catalogs are in force."""
        every = {each.applies_from for each in (*self.before.recorded, *self.after.recorded)}
        return tuple(sorted(every | {date.min}))

    def _regime(self, day: date) -> date:
        return max(first for first in self._days if first <= day)

    def _regimes(self) -> Iterator[tuple[tuple[date, date], tuple[Recorded, Recorded]]]:
        nexts = (*self._days[1:], None)
        for first, later in zip(self._days, nexts, strict=True):
            last = date.fromordinal(later.toordinal() - 1) if later else date.max
            yield (first, last), (self.before.in_force(first), self.after.in_force(first))

    @cached_property
    def _asked(self) -> Mapping[date, tuple[Mapping[str, Requirement], Mapping[str, Requirement]]]:
        return {
            first: (_badges(one.catalog), _badges(other.catalog))
            for (first, _last), (one, other) in self._regimes()
        }


def _unlike_keys(one: Mapping[str, object], other: Mapping[str, object]) -> frozenset[str]:
    keys = one.keys() | other.keys()
    return frozenset(key for key in keys if one.get(key) != other.get(key))


def _unlike(one: Recorded, other: Recorded) -> frozenset[Part]:
    if one.catalog is other.catalog:
        return frozenset()
    names = one.catalog.activities.keys() | other.catalog.activities.keys()
    return frozenset(
        (name, stage)
        for name in names
        for stage in Stage
        if _judged(one.catalog, name, stage) != _judged(other.catalog, name, stage)
    )


def _judged(catalog: Catalog, name: str, stage: Stage) -> object:
    """Everything that a catalog says of one stage of an activity when it is done."""
    activity = catalog.activities.get(name)
    if activity is None:
        return None
    campus = catalog.campuses.get(activity.campus or "")
    rules = catalog.rules_by_activity[name, stage]
    return (
        (activity.campus, activity.level, activity.kind, activity.tags, activity.audience),
        activity.badge and stage is activity.last_stage,
        activity.team is not None and activity.team.is_shared,
        [(key, rule.match.kinds, rule.when, rule.grants, rule.redeemable) for key, rule in rules],
        [catalog.rule_caps.get(key) for key, _rule in rules],
        (activity.cap, campus and campus.cap, catalog.year_starts),
        (activity.valid_months, catalog.renewing.get((name, stage))),
        [_way(catalog, key) for key in catalog.pathways_by_part.get((name, stage), ())],
    )


def _way(catalog: Catalog, key: str) -> object:
    pathway = catalog.pathways[key]
    return key, catalog.parts_of(key), pathway.ordered, pathway.points, pathway.campus


def _ladder(catalog: Catalog) -> list[object]:
    return [(key, level.experience, level.requires) for key, level in catalog.levels.items()]


def _footing(catalog: Catalog) -> tuple[object, ...]:
    return tuple(catalog.campuses), catalog.year_starts


def _between(catalog: Catalog) -> tuple[object, ...]:
    return catalog.between_degrees, catalog.sharing


def _badges(catalog: Catalog) -> dict[str, Requirement]:
    return {key: badge.requires for key, badge in catalog.badges.items()}


def _badge(catalog: Catalog, key: str) -> Requirement | None:
    badge = catalog.badges.get(key)
    return badge.requires if badge else None


def _takes_away(catalog: Catalog) -> bool:
    return any(
        points < 0 for rule in catalog.earning_rules.values() for points in _amounts(rule.grants)
    )


def _amounts(grants: Grant) -> Collection[int]:
    by_score = grants.by_score.points if grants.by_score else {}
    return [
        *by_score.values(),
        *(grants.by_stage or {}).values(),
        *(grants.by_level or {}).values(),
    ]
