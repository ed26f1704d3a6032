"""An oracle for ways: every plan of a few pieces is followed, and the cheapest is the answer."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations_with_replacement
from math import ceil

from rules.badges import missing_before
from rules.catalog import Catalog
from rules.facts import Completion
from rules.scoring import caps_filled
from rules.terms import EvidenceKind, EvidenceWanted, Stage, window_of
from rules.ways.following import Start, follow

Part = tuple[str, Stage]
KINDS = {
    EvidenceWanted.STUDENT: {EvidenceKind.STUDENT},
    EvidenceWanted.OWN: {EvidenceKind.OWN},
    EvidenceWanted.EITHER: {EvidenceKind.STUDENT, EvidenceKind.OWN},
    EvidenceWanted.BOTH: {EvidenceKind.STUDENT, EvidenceKind.OWN},
    EvidenceWanted.ATTENDANCE: {EvidenceKind.ATTENDANCE},
}
Cost = Callable[[Sequence[Completion]], tuple[int, ...]]


def cheapest(start: Start, degree: str, most: int, cost: Cost) -> tuple[int, ...] | None:
    """The least cost of any plan of up to so many pieces of work within this school year."""
    found = [cost(plan) for plan in plans(start, most) if degree in follow(start, plan).conferred]
    return min(found, default=None)


def plans(start: Start, most: int) -> Iterator[list[Completion]]:
    """Everything that the person could do, in an order that is allowed."""
    catalog = start.timeline.newest.catalog
    parts = [
        (key, stage)
        for key, activity in catalog.activities.items()
        if not activity.audience or start.person.audience in activity.audience
        for stage, offer in activity.stages.items()
        if offer.evidence is not EvidenceWanted.SYSTEM
    ]
    for number in range(most + 1):
        for chosen in combinations_with_replacement(parts, number):
            plan = in_order(catalog, chosen, start)
            if plan is not None and every_piece_pays(catalog, plan, start):
                yield plan


def in_order(catalog: Catalog, chosen: Sequence[Part], start: Start) -> list[Completion] | None:
    """The same work, each piece after what has to come before it; None if that is missing."""
    waiting, plan = list(chosen), []
    while waiting:
        ready = next(
            (part for part in waiting if not missing_before(catalog, *part, [*start.done, *plan])),
            None,
        )
        if ready is None:
            return None
        waiting.remove(ready)
        plan.append(work(catalog, ready, start.today + timedelta(days=len(plan)), len(plan)))
    return plan


def work(catalog: Catalog, part: Part, day: date, number: int) -> Completion:
    activity = catalog.activities[part[0]]
    kinds = frozenset(KINDS[activity.stages[part[1]].evidence])
    rubric = catalog.rubrics[activity.rubric].criteria if activity.rubric else {}
    return Completion(
        source=f"tried/{number}",
        activity=part[0],
        stage=part[1],
        kinds=kinds,
        minutes=activity.stages[part[1]].minutes,
        day=day,
        submitted_at=datetime(2030, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        scores={key: criterion.passes for key, criterion in rubric.items()},
        outcome=EvidenceKind.STUDENT in kinds,
    )


def every_piece_pays(catalog: Catalog, plan: Sequence[Completion], start: Start) -> bool:
    """Whether nothing is done more often than its own cap, or its activity's, would pay for."""
    filled = caps_filled(start.done, start.timeline)
    for (key, stage), number in Counter((each.activity, each.stage) for each in plan).items():
        offer = catalog.activities[key].stages[stage]
        each = offer.points.points if offer.points else 0
        carried = key if stage is Stage.DONE else f"{key}.{stage}"
        caps = {
            f"cap:activity/{key}": catalog.activities[key].cap,
            f"cap:rule/{carried}": catalog.rule_caps.get(carried),
        }
        for name, cap in caps.items():
            if cap and each:
                here = (name, window_of(start.today, cap.per, catalog.year_starts))
                if cap.times and number > cap.times - filled.times.get(here, 0):
                    return False
                if cap.points and number > ceil((cap.points - filled.used.get(here, 0)) / each):
                    return False
    return True
