"""Records for tests: what somebody did, as completions, and as the items that audits look at."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from rules.audits.items import Item
from rules.catalog import Catalog
from rules.facts import Completion
from rules.scoring import Timeline, desired_lines, granted
from rules.terms import EvidenceKind, EvidenceWanted, Stage
from rules.timeline import Recorded

KINDS = {
    EvidenceWanted.STUDENT: EvidenceKind.STUDENT,
    EvidenceWanted.OWN: EvidenceKind.OWN,
    EvidenceWanted.EITHER: EvidenceKind.OWN,
    EvidenceWanted.ATTENDANCE: EvidenceKind.ATTENDANCE,
    EvidenceWanted.SYSTEM: EvidenceKind.SYSTEM,
}


def only(catalog: Catalog) -> Timeline:
    """That catalog, in force since long ago."""
    return Timeline((Recorded(1, date(2000, 1, 1), catalog),))


def did(catalog: Catalog, what: str, day: str, *, outcome: bool = False) -> Completion:
    """`activity` or `activity/stage`, done on a day with the hours that the catalog says."""
    name, _, stage = what.partition("/")
    offer = catalog.activities[name].stages[Stage(stage or "done")]
    on = date.fromisoformat(day)
    return Completion(
        source=f"evidence/{what}/{day}",
        activity=name,
        stage=Stage(stage or "done"),
        kinds=frozenset({KINDS[offer.evidence]}),
        minutes=offer.minutes,
        day=on,
        submitted_at=datetime.combine(on, time(15), UTC),
        outcome=outcome,
    )


def items_of(completions: Iterable[Completion], catalog: Catalog) -> tuple[Item, ...]:
    """Each completion with the points that were granted for it, and each pathway's bonus."""
    completions = list(completions)
    worth = granted(completions, only(catalog))
    bonuses = [
        Item(line.source, line.effective, line.experience, tags=frozenset({"pathway"}))
        for line in desired_lines(completions, only(catalog))
        if line.source.startswith("pathway/")
    ]
    return (*(_item(each, worth[each.source].points, catalog) for each in completions), *bonuses)


def _item(completion: Completion, points: int, catalog: Catalog) -> Item:
    activity = catalog.activities[completion.activity]
    return Item(
        id=completion.source,
        day=completion.day,
        points=points,
        kinds=frozenset(kind.value for kind in completion.kinds),
        tags=frozenset(activity.tags),
        minutes=completion.minutes,
        outside_minutes=completion.outside_minutes,
        activity=completion.activity,
        activity_kind=activity.kind.value,
        stage=completion.stage.value,
        campus=activity.campus or "",
        outcome=completion.outcome,
    )
