"""An oracle for ways: every plan of a few pieces is followed, and the cheapest is the answer."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations_with_replacement

from rules.badges import missing_before
from rules.catalog import Catalog
from rules.facts import Completion
from rules.scoring import granted
from rules.terms import EvidenceKind, EvidenceWanted, Stage
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
    """Whether nothing is done that only a cap keeps from earning anything."""
    own = {
        f"{key}.{stage}" if stage is not Stage.DONE else key
        for key, activity in catalog.activities.items()
        for stage in activity.stages
    }
    worth = granted([*start.done, *plan], start.timeline)
    for piece in plan:
        awards = [each for each in worth[piece.source].awards if each.rule in own]
        campus_cut = any(each.cap.startswith("cap:campus") for each in awards)
        full = sum(each.full for each in awards)
        if full and not campus_cut and not sum(each.experience for each in awards):
            return False
    return True
