"""What somebody does next: a course, its second stage, or one of the many smaller things."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random

from rules.catalog import Activity, ActivityKind, Catalog
from rules.terms import Audience, EvidenceWanted, Stage

_OTHERS = {
    ActivityKind.SESSION: 14, ActivityKind.PRACTICE: 9, ActivityKind.OBSERVATION: 8,
    ActivityKind.READING: 6, ActivityKind.CONFERENCE: 2, ActivityKind.CREATION: 3,
    ActivityKind.SKILL: 18, ActivityKind.COACHING: 1,
}  # fmt: skip
"""How often things beside courses are done, compared with one another."""
_COURSES = 80
_RESTS = timedelta(days=10)
_PROJECT_AFTER = 4


@dataclass
class Choice:
    """One person's record as far as it decides what she does next."""

    catalog: Catalog
    audience: Audience
    favourites: tuple[str, ...]
    random: Random
    begun: set[tuple[str, Stage]] = field(default_factory=set)
    learned: dict[str, date] = field(default_factory=dict)
    used: int = 0
    times: Counter[str] = field(default_factory=Counter)

    def next(self, day: date) -> tuple[str, Stage]:
        """What is handed in on that day."""
        ripe = [key for key, since in self.learned.items() if day - since >= _RESTS]
        if ripe and self.random.random() < 0.8:
            return self.random.choice(ripe), Stage.USED
        kinds = {key: self._weight(key) for key in self._open()}
        key = self.random.choices(list(kinds), list(kinds.values()))[0]
        return key, next(iter(self.catalog.activities[key].stages))

    def begin(self, key: str, stage: Stage) -> None:
        self.begun.add((key, stage))
        self.times[key] += 1
        if stage is Stage.USED:
            self.learned.pop(key, None)

    def approved(self, key: str, stage: Stage, day: date) -> None:
        if stage is Stage.LEARNED and (key, Stage.USED) not in self.begun:
            self.learned[key] = day
        self.used += stage is Stage.USED

    def _open(self) -> Iterator[str]:
        """What she may do and has not done as often as it makes sense."""
        for key, activity in self.catalog.activities.items():
            stage = next(iter(activity.stages))
            if activity.audience and self.audience not in activity.audience:
                continue
            if activity.stages[stage].evidence is EvidenceWanted.SYSTEM or activity.after:
                continue
            if not activity.stages[stage].asks_in_words:
                continue
            if stage is Stage.DONE or (key, stage) not in self.begun:
                yield key

    def _weight(self, key: str) -> float:
        activity = self.catalog.activities[key]
        if activity.reviewers > 1:
            ready = self.used >= _PROJECT_AFTER and not self.times[key]
            return 6.0 if ready else 0.0
        if activity.kind is ActivityKind.COURSE or Stage.LEARNED in activity.stages:
            return self._course_weight(activity)
        tried = self.times[key]
        limit = activity.cap.times if activity.cap and activity.cap.times else 10
        return _OTHERS.get(activity.kind, 1) / (1 + 3 * (tried >= limit))

    def _course_weight(self, activity: Activity) -> float:
        return _COURSES / self._courses * (4 if activity.campus in self.favourites else 0.6)

    @cached_property
    def _courses(self) -> int:
        return sum(each.kind is ActivityKind.COURSE for each in self.catalog.activities.values())
