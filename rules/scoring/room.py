"""What the caps on an activity say, and how much of each a record has filled on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.catalog import Cap, Catalog
from rules.scoring.caps import Caps
from rules.terms import Stage, window_of
from rules.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Room:
    """One cap, and what of it is used in the window of the day."""

    holds: str
    """What it is written on: `rule`, `activity` or `campus`."""
    key: str
    cap: Cap
    used: int
    """Points or times, as the cap says."""
    stage: Stage | None = None
    """The stage whose points it caps, if it is not the whole activity."""

    @property
    def most(self) -> int:
        return self.cap.points or self.cap.times or 0

    @property
    def left(self) -> int:
        return max(0, self.most - self.used)


def rooms(activity: str, filled: Caps, timeline: Timeline, day: date) -> tuple[Room, ...]:
    """Every cap that a completion of the activity on that day would be held to."""
    under = timeline.in_force(day)
    found = []
    for holds, key, cap, stage in dict.fromkeys(_caps(activity, under.catalog)):
        here = (f"cap:{holds}/{key}", window_of(day, cap.per, under.catalog.year_starts))
        used = filled.used if cap.points is not None else filled.times
        found.append(Room(holds, key, cap, used.get(here, 0), stage))
    return tuple(found)


def _caps(activity: str, catalog: Catalog) -> Iterator[tuple[str, str, Cap, Stage | None]]:
    offered = catalog.activities[activity]
    for stage in offered.stages:
        for key, _rule in catalog.rules_by_activity[activity, stage]:
            if cap := catalog.rule_caps.get(key):
                yield "rule", key, cap, stage if key not in catalog.rules else None
    if offered.cap:
        yield "activity", activity, offered.cap, None
    campus = catalog.campuses.get(offered.campus or "")
    if campus and campus.cap:
        yield "campus", offered.campus or "", campus.cap, None
