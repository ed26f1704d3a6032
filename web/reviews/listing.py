"""The queue as a reviewer asks for it: of a school, of an activity, page by page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from flask import request, url_for

from engine import evidence
from engine.evidence import Waiting
from web import page
from web.formats import in_language

PER_PAGE = 20


@dataclass(frozen=True)
class Listing:
    """One page of the queue, and what it was filtered by."""

    rows: Sequence[Waiting]
    total: int
    """With the filters."""
    all: int
    number: int
    search: str
    school: str
    activity: str
    schools: dict[str, int]
    """How much waits, by school."""
    activities: dict[str, int]
    today: date

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def filtered(self) -> dict[str, Any]:
        asked = {"search": self.search, "school": self.school, "activity": self.activity}
        return {name: value for name, value in asked.items() if value}

    def page_url(self, number: int) -> str:
        return url_for("reviews.queue", page=number, **self.filtered)

    @classmethod
    def asked_for(cls) -> Self:
        session, me = page.session(), page.me()
        waiting = evidence.queue_counts(session, me)
        schools: Counter[str] = Counter()
        activities: Counter[str] = Counter()
        for (school, activity), n in waiting.items():
            schools[school] += n
            activities[activity] += n
        number = max(1, request.args.get("page", 1, type=int))
        search = request.args.get("search", "").strip()[:100]
        school = request.args.get("school", "")
        activity = request.args.get("activity", "")
        school = school if school in schools else ""
        activity = activity if activity in activities else ""
        asked: dict[str, Any] = {
            "school": school or None,
            "activities": [activity] if activity else None,
            "search": search,
        }
        return cls(
            rows=evidence.queue(
                session, me, limit=PER_PAGE, offset=(number - 1) * PER_PAGE, **asked
            ),
            total=evidence.queue_length(session, me, **asked),
            all=sum(waiting.values()),
            number=number,
            search=search,
            school=school,
            activity=activity,
            schools=_in_order(schools, page.catalog().schools),
            activities=_in_order(activities, page.catalog().activities),
            today=page.today(),
        )


def _in_order(counts: Mapping[str, int], named: Mapping[str, Any]) -> dict[str, int]:
    """The counts by the names that people know, as a list of names is looked through."""
    titles = {key: in_language(named[key].title) if key in named else "" for key in counts}
    return {key: counts[key] for key in sorted(counts, key=lambda key: titles[key].casefold())}
