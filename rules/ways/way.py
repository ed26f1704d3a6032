"""The nearest way to a degree: a plan of the least hours or work that, followed, confers it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict

from rules.audits.lasting import lasting
from rules.audits.plans import plan_of
from rules.catalog import Bonus, Catalog
from rules.facts import Completion
from rules.requirements import Kind, laid_out
from rules.scoring import caps_filled, granted
from rules.scoring.pathways import finished_pathways
from rules.terms import Stage
from rules.ways.answers import Moved, NoWay, Planned, Way, Why
from rules.ways.earning import Past
from rules.ways.following import Followed, Start, follow
from rules.ways.leaning import leaned
from rules.ways.linear import BUDGET
from rules.ways.moving import moves
from rules.ways.offers import MINUTES_UNWRITTEN, Part, Promise, highest_value, offers
from rules.ways.question import Aim, Found, Question
from rules.ways.scheduling import scheduled
from rules.ways.seeking import is_possible, seek
from rules.ways.toward import toward

YEARS_MAX = 12
"""How many school years are looked ahead."""
_FAILED_MAX = 6
"""How many plans that do not lead there are left aside before it is called undecided."""


def nearest_way(
    start: Start,
    degree: str,
    *,
    aim: Aim = Aim.HOURS,
    liked: Collection[str] = (),
    years: int | None = None,
    budget: int = BUDGET,
) -> Way | NoWay:
    """The plan that costs the least within the fewest school years, or within so many.

    `start.degrees` holds the degree and those on the way that are open to the person. Work is
    taken to show what its activity asks and just to pass; points for measured outcomes are not
    counted on.
    """
    question = _question(start, degree, liked)
    if question.record.conferred(degree) is not None:
        return NoWay(degree, Why.CONFERRED)
    start = _only(start, (degree, *question.on_the_way))
    if not is_possible(question, budget):
        return NoWay(degree, Why.NEVER, blocked=_blocked(question, budget))
    undecided = False
    for school_years in _ahead(years):
        answer = _within(start, question, school_years, aim, budget)
        if isinstance(answer, Way) or answer.why is Why.BY_HAND:
            return answer
        undecided = undecided or answer.why is Why.UNDECIDED
    return NoWay(degree, Why.UNDECIDED if undecided else Why.NOT_SO_SOON)


def _within(start: Start, question: Question, years: int, aim: Aim, budget: int) -> Way | NoWay:
    """A plan that takes so many school years; one that does not lead there is left aside."""
    failed: list[Found] = []
    least: int | None = None
    while len(failed) < _FAILED_MAX:
        found, bound = seek(question, years, aim, budget, failed)
        least = bound if least is None else least
        if found is None:
            break
        if found.by_hand:
            return NoWay(question.key, Why.BY_HAND, found.by_hand)
        way = _tried(start, question, replace(found, bound=least or 0), aim)
        if way is not None:
            return way
        failed.append(found)
    return NoWay(question.key, Why.NOT_SO_SOON if least is None else Why.UNDECIDED)


def _blocked(question: Question, budget: int) -> tuple[str, ...]:
    """The requirements right below the root that can never be met, whatever else is done."""
    root = laid_out(question.target, tuple(question.catalog.campuses))
    parts = root.of if root.kind is Kind.ALL else (root,)
    alone = {part.id: toward(root, part.id, ()) for part in parts}
    return tuple(
        path
        for path, tree in alone.items()
        if not is_possible(replace(question, target=tree), budget)
    )


def _only(start: Start, degrees: Collection[str]) -> Start:
    """With no other degrees than these, and those that may use work up for themselves."""
    kept = {*degrees, *(start.beside if start.exclusive else ())}
    return replace(start, degrees={key: root for key, root in start.degrees.items() if key in kept})


def _ahead(years: int | None) -> Sequence[int]:
    return range(1, YEARS_MAX + 1) if years is None else range(years, years + 1)


def _question(start: Start, degree: str, liked: Collection[str]) -> Question:
    catalog = start.timeline.in_force(start.today).catalog
    promise = Promise(value=highest_value(start.degrees.values()))
    return Question(
        catalog=catalog,
        record=start.record(start.done, start.today),
        offers=offers(catalog, start.person.audience, promise),
        target=start.degrees[degree],
        key=degree,
        degrees=start.degrees,
        past=_past(start, catalog),
        sharing=start.sharing,
        liked=frozenset(liked),
        within_caps=True,
        unwritten=MINUTES_UNWRITTEN,
    )


def _past(start: Start, catalog: Catalog) -> Past:
    rules = catalog.earning_rules
    return Past(
        done=frozenset((each.activity, each.stage) for each in start.done),
        filled=caps_filled(start.done, start.timeline),
        paid_first=frozenset(
            (key, each.activity)
            for each in start.done
            for key, _ in catalog.rules_by_activity.get((each.activity, each.stage), ())
            if rules[key].when is Bonus.FIRST_TIME
        ),
        pathways=frozenset(each.pathway for each in finished_pathways(start.done, start.timeline)),
    )


# -- trying it -------------------------------------------------------------------------------------


def _tried(start: Start, question: Question, found: Found, aim: Aim) -> Way | None:
    """The plan as it was followed, if it leads there."""
    degree = question.key
    until = found.calendar.first_day(found.calendar.years - 1)
    later = _later(question)
    for spread in _spreads(start, found, question, later):
        work = scheduled(found, question, later, **spread)
        followed = follow(start, work, until)
        if degree in followed.conferred:
            break
    else:
        return None
    lean = _leaned(start, question, work, until, followed)
    if degree in (after := follow(start, lean, until)).conferred:
        work, followed = lean, after
    return _way(start, question, found, aim, work, followed)


class _Spread(TypedDict, total=False):
    """How work is spread over the last school year."""

    late: bool
    until: date


def _spreads(
    start: Start, found: Found, question: Question, later: Mapping[Part, int]
) -> Iterator[_Spread]:
    """From its beginning, up to its end, or up to a day on which earlier work would expire."""
    yield {}
    yield {"late": True}
    year = found.calendar.years - 1
    first, last = found.calendar.first_day(year), found.calendar.school_year(year).last
    work = scheduled(found, question, later)
    record = start.record([*start.done, *work], last)
    ends = {each.until for each in lasting(record).values() if first <= each.until < last}
    for day in sorted(ends, reverse=True):
        yield {"until": day}


def _leaned(
    start: Start,
    question: Question,
    work: Sequence[Completion],
    until: date,
    followed: Followed,
) -> list[Completion]:
    """The work without what the plan does not need of it, conferring on the same days."""
    days = frozenset(followed.conferred.values())

    def complete(tried: Sequence[Completion]) -> bool:
        return question.key in follow(start, tried, until, only=days).conferred

    wanted = [
        question.catalog.activities[each.activity].stages[each.stage].evidence for each in work
    ]
    return leaned(work, wanted, complete)


def _later(question: Question) -> dict[Part, int]:
    """Work that does not count for good comes late, and what serves what comes after others."""
    expiring = (each.part for each in question.offers if each.expires(question.catalog))
    later: dict[Part, int] = dict.fromkeys(expiring, 1)
    trees = {key: question.degrees[key] for key in (*question.on_the_way, question.key)}
    items = {
        offer.part: offer.item("/".join(offer.part), question.record.as_of, question.timeline)
        for offer in question.offers
    }
    for key, tree in trees.items():
        plan = plan_of({key: tree}, replace(question.record, items=tuple(items.values())))
        for node in plan.nodes:
            if node.rule.after:
                for place in node.subtree:
                    for item in plan.nodes[place].items:
                        part = (item.activity, Stage(item.stage))
                        later[part] = later.get(part, 0) + 1
    return later


def _way(
    start: Start,
    question: Question,
    found: Found,
    aim: Aim,
    work: Sequence[Completion],
    followed: Followed,
) -> Way:
    points = {source: each.points for source, each in granted(
        [*start.done, *work], start.timeline
    ).items()}  # fmt: skip
    moved = moves(start, question.key, work)
    needed = {question.key, *question.on_the_way} & followed.conferred.keys()
    return Way(
        degree=question.key,
        aim=aim,
        work=tuple(
            _planned(each, points[each.source], moved[place]) for place, each in enumerate(work)
        ),
        conferred={key: day for key, day in followed.conferred.items() if key in needed},
        years=found.calendar.years,
        not_before=found.calendar.first_day(found.calendar.years - 1),
        cost=found.cost,
        bound=found.bound,
    )


def _planned(work: Completion, points: int, moved: tuple[Moved, ...]) -> Planned:
    return Planned(
        activity=work.activity,
        stage=work.stage,
        day=work.day,
        minutes=work.minutes,
        points=points,
        kinds=work.kinds,
        outcome=work.outcome,
        outside=bool(work.outside_minutes),
        value=work.value,
        moves=moved,
    )
