"""From completions to the record that audits look at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.audits.items import Decision, Item, Record
from rules.catalog import Activity, Catalog
from rules.facts import Completion, Conferral, Person
from rules.scoring import Scored, scored
from rules.scoring.pathways import Finished
from rules.terms import EvidenceKind, Stage
from rules.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Work:
    """Completions as what they come to in points, and as the items that audits look at."""

    scored: Scored
    items: tuple[Item, ...]


def work_of(completions: Iterable[Completion], timeline: Timeline) -> Work:
    """The part of a record that follows from completions and catalogs alone."""
    completions = list(completions)
    found, renewed = scored(completions, timeline), _renewed(completions, timeline)
    items = (
        *(
            item_of(each, timeline, _worth(each, found), renewed.get(each.source, _NOTHING))
            for each in completions
        ),
        *map(_bonus, found.finished),
    )
    return Work(found, items)


def record_of(
    completions: Iterable[Completion],
    timeline: Timeline,
    *,
    as_of: date,
    work: Work | None = None,
    person: Person | None = None,
    conferrals: Iterable[Conferral] = (),
    levels: Mapping[str, date] | None = None,
    decisions: Iterable[Decision] = (),
    catalog: Catalog | None = None,
) -> Record:
    """What degrees are audited on.

    Each completion is described as the catalog in force on its day writes its activity; points
    are those granted after caps. `work` is both, where it is known already. Levels and campuses
    are those of `catalog`, the one that the participant is judged by (the one in force that day
    unless said). `levels` holds the days on which levels were reached; without it they follow from
    the experience on the record.
    """
    items = (work or work_of(completions, timeline)).items
    catalog = catalog or timeline.in_force(as_of).catalog
    past = sorted((item for item in items if item.day <= as_of), key=lambda item: item.order)
    thresholds = {key: level.experience for key, level in catalog.levels.items()}
    return Record(
        as_of=as_of,
        items=items,
        person=person or Person(),
        year_starts=catalog.year_starts,
        decisions=tuple(decisions),
        conferrals=tuple(conferrals),
        experience=sum(item.points for item in past),
        levels=dict(_reached(catalog, past)) if levels is None else levels,
        thresholds=thresholds,
        campuses=tuple(catalog.campuses),
    )


def item_of(
    completion: Completion,
    timeline: Timeline,
    points: int,
    renews: frozenset[str] = frozenset(),
) -> Item:
    """A completion as an item of so many points, which renews these others.

    Its categories are its campus and its activity's tags. Its score is the total of its rubric
    scores, so that a mean compares whole reviews.
    """
    activity = timeline.in_force(completion.day).catalog.activities.get(completion.activity)
    scores = completion.scores.values()
    return Item(
        id=completion.source,
        day=completion.day,
        points=points,
        kinds=frozenset(kind.value for kind in completion.kinds),
        categories=_categories(activity),
        tags=frozenset(activity.tags) if activity else frozenset(),
        score=sum(scores) if scores else None,
        expires=activity.valid_until(completion.day) if activity else None,
        renews=renews,
        minutes=completion.minutes,
        outside_minutes=completion.outside_minutes,
        activity=completion.activity,
        activity_kind=activity.kind.value if activity else "",
        stage=completion.stage.value,
        campus=(activity.campus or "") if activity else "",
        audiences=frozenset(each.value for each in activity.audience) if activity else frozenset(),
        outcome=completion.outcome,
        value=completion.value,
    )


_NOTHING: frozenset[str] = frozenset()


def _renewed(completions: Sequence[Completion], timeline: Timeline) -> Mapping[str, frozenset[str]]:
    """What each completion renews: everything dated by its day of what it is a renewal of.

    That is the same stage of an activity that expires, done again, and what the catalog in force
    on its day lets it renew.
    """
    if not any(each.catalog.renewing for each in timeline.recorded):
        return {}
    by_part: dict[tuple[str, Stage], list[Completion]] = defaultdict(list)
    for each in completions:
        by_part[each.activity, each.stage].append(each)
    return {
        renewal.source: frozenset(
            each.source
            for part in _renewable(renewal, timeline)
            for each in by_part.get(part, ())
            if each.day <= renewal.day and each.source != renewal.source
        )
        for renewal in completions
    }


def _renewable(renewal: Completion, timeline: Timeline) -> Iterable[tuple[str, Stage]]:
    catalog = timeline.in_force(renewal.day).catalog
    return catalog.renewing.get((renewal.activity, renewal.stage), ())


def _worth(completion: Completion, found: Scored) -> int:
    return max(found.points.get(completion.source, 0), 0)


def _categories(activity: Activity | None) -> frozenset[str]:
    if activity is None:
        return frozenset()
    campus = (activity.campus,) if activity.campus else ()
    return frozenset((*campus, *activity.tags))


def _bonus(done: Finished) -> Item:
    """What a finished pathway adds to the points: no piece of work."""
    campus = done.written.campus or ""
    return Item(
        id=f"pathway/{done.pathway}",
        day=done.on,
        points=done.written.points,
        kinds=frozenset({EvidenceKind.SYSTEM.value}),
        categories=frozenset({campus} if campus else ()),
        tags=frozenset({"pathway"}),
        campus=campus,
        is_work=False,
    )


def _reached(catalog: Catalog, past: Iterable[Item]) -> Iterator[tuple[str, date]]:
    """The day on which the points first reached each level that asks for nothing else."""
    past = list(past)
    first = past[0].day if past else date.min
    for key, level in catalog.levels.items():
        if level.requires is not None:
            return
        if level.experience == 0:
            yield key, first
        sum_ = 0
        for item in past:
            sum_ += item.points
            if sum_ >= level.experience > 0:
                yield key, item.day
                break
