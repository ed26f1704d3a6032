"""Which badges a record has earned, when and by what; and what has to be done before a stage."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.catalog import Catalog
from rules.facts import Completion
from rules.requirements import Requirement
from rules.scoring.pathways import finished_pathways
from rules.terms import Stage
from rules.timeline import Timeline

Satisfied = Callable[[Requirement, date], bool]
"""Whether the record, as it was on a day, meets a requirement."""


@dataclass(frozen=True, slots=True)
class Earned:
    """A badge that a record has earned."""

    badge: str
    on: date
    because: tuple[str, ...] = ()
    """The sources of the completions that earned it; empty when a requirement did."""


def earned_badges(
    completions: Iterable[Completion],
    timeline: Timeline,
    satisfied: Satisfied,
    known: Mapping[str, date] | None = None,
) -> tuple[Earned, ...]:
    """Every badge that was earned, each once, by the day and then by its name.

    `known` holds the days of badges that stand already; they are not looked for anew.
    """
    record = sorted(completions, key=lambda each: each.order)
    found: dict[str, Earned] = {}
    for earned in (
        *_for_activities(record, timeline),
        *_for_pathways(record, timeline),
        *_for_requirements(record, timeline, satisfied, known or {}),
    ):
        found.setdefault(earned.badge, earned)
    return tuple(sorted(found.values(), key=lambda each: (each.on, each.badge)))


def activities_behind(badge: str, catalog: Catalog) -> frozenset[str]:
    """The activities that a badge is for by name: its own, its parts, or those it requires."""
    if badge in catalog.activities:
        return frozenset({badge})
    if badge in catalog.pathways:
        return frozenset(activity for activity, _stage in catalog.parts_of(badge))
    written = catalog.badges.get(badge)
    wheres = (where for node in written.requires.walk() for where in node.wheres) if written else ()
    return frozenset(name for where in wheres for name in where.activities or ())


def badges_held(
    completions: Iterable[Completion],
    timeline: Timeline,
    satisfied: Satisfied,
    known: Mapping[str, date] | None = None,
) -> frozenset[str]:
    """The keys of the same badges; nobody has to look for the day on which each was earned."""
    record = sorted(completions, key=lambda each: each.order)
    return frozenset(
        (
            *(each.badge for each in _for_activities(record, timeline)),
            *(each.badge for each in _for_pathways(record, timeline)),
            *(key for key, _asked, _on in _met(_days(record), timeline, satisfied, known or {})),
        )
    )


def missing_before(
    catalog: Catalog,
    activity: str,
    stage: Stage,
    completions: Iterable[Completion],
    *,
    waived: Collection[str] = (),
) -> tuple[str, ...]:
    """What has to be completed before this stage, written as the parts of pathways are.

    `number-talks/learned` comes before `number-talks/used`; activities under `after` are asked
    with their last stage. What is waived, by the same writing, is not asked.
    """
    done = {(each.activity, each.stage) for each in completions}
    return tuple(
        name
        for name, part in asked_before(catalog, activity, stage)
        if part not in done and name not in waived
    )


def asked_before(
    catalog: Catalog, activity: str, stage: Stage
) -> Iterator[tuple[str, tuple[str, Stage]]]:
    offered = catalog.activities[activity]
    for other in offered.after:
        yield other, (other, catalog.activities[other].last_stage)
    if stage is Stage.USED and Stage.LEARNED in offered.stages:
        yield f"{activity}/{Stage.LEARNED}", (activity, Stage.LEARNED)


def _for_activities(record: Sequence[Completion], timeline: Timeline) -> Iterator[Earned]:
    for completion in record:
        activity = timeline.in_force(completion.day).catalog.activities.get(completion.activity)
        if activity and activity.badge and completion.stage is activity.last_stage:
            yield Earned(completion.activity, completion.day, (completion.source,))


def _for_pathways(record: Sequence[Completion], timeline: Timeline) -> Iterator[Earned]:
    for done in finished_pathways(record, timeline):
        yield Earned(done.pathway, done.on, done.because)


def _for_requirements(
    record: Sequence[Completion],
    timeline: Timeline,
    satisfied: Satisfied,
    known: Mapping[str, date],
) -> Iterator[Earned]:
    """Written badges, on the first day of the record on which their requirement was met."""
    days = _days(record)
    for key, asked, on in _met(days, timeline, satisfied, known):
        yield Earned(key, on or _first_met(asked, days, satisfied))


def _met(
    days: Sequence[date], timeline: Timeline, satisfied: Satisfied, known: Mapping[str, date]
) -> Iterator[tuple[str, Requirement, date | None]]:
    """Written badges whose requirement is met, with their day if they stand already.

    One that stands already stays while what was asked for it then is met, unless a catalog was
    published to recompute. That work grows old or expires takes no badge away.
    """
    if not days:
        return
    for key, badge in timeline.in_force(days[-1]).catalog.badges.items():
        if satisfied(badge.requires, days[-1]):
            yield key, badge.requires, known.get(key)
    for key, day in known.items():
        badges = timeline.judging(day, days[-1]).catalog.badges
        if key in badges and any(
            satisfied(badges[key].requires, each)
            for each in days_asked(badges[key].requires, timeline, day, days[-1])
        ):
            yield key, badges[key].requires, day


def days_asked(
    requirement: Requirement, timeline: Timeline, earned_on: date, last: date
) -> tuple[date, ...]:
    """The days on any of which what a standing badge asks has to be met.

    That is the last day of the record, and for what may age also the day on which it was earned.
    """
    ages = requirement.ages or any(each.catalog.renewing for each in timeline.recorded)
    return (last, earned_on) if ages else (last,)


def _days(record: Sequence[Completion]) -> Sequence[date]:
    return sorted({completion.day for completion in record})


def _first_met(requirement: Requirement, days: Sequence[date], satisfied: Satisfied) -> date:
    last = len(days) - 1
    return days[bisect_left(days, True, hi=last, key=lambda day: satisfied(requirement, day))]
