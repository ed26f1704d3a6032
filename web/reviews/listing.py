"""The queue as a reviewer asks for it, page by page: of a school, a campus, an activity, a tag."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from flask import request, url_for
from flask_babel import gettext as _

from engine import evidence, people
from engine.evidence import Hold, QueueOrder, Taking, Waiting
from rules.catalog import Activity
from web import page
from web.formats import in_language
from web.reviews.asked import Asked
from web.sorting import Head, Sorting

PER_PAGE = 20


@dataclass(frozen=True)
class Listing:
    """One page of the queue, and what it was filtered by."""

    rows: Sequence[Waiting]
    taken: Mapping[uuid.UUID, Sequence[Taking]]
    """Who has them, by the evidence's id; what nobody has is left out."""
    names: Mapping[uuid.UUID, str]
    total: int
    """With the filters."""
    all: int
    """What I can decide on, without filters."""
    elsewhere: int
    """What others have just now."""
    number: int
    asked: Asked
    schools: dict[str, int]
    """How much waits, by school."""
    campuses: dict[str, int]
    tags: dict[str, int]
    activities: dict[str, int]
    sorting: Sorting[QueueOrder]
    today: date

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def filtered(self) -> dict[str, Any]:
        return self.asked.address

    @property
    def here(self) -> dict[str, Any]:
        """This very page, as it stands in addresses."""
        number = {"page": self.number} if self.number > 1 else {}
        return {**self.filtered, **self.sorting.address, **number}

    def page_url(self, number: int) -> str:
        return url_for("reviews.queue", page=number, **self.filtered, **self.sorting.address)

    @property
    def heads(self) -> list[Head]:
        """The heads of the table."""

        def head(label: str, order: QueueOrder) -> Head:
            return self.sorting.head(label, order, self._sorted_url)

        return [
            (_("Evidence"), "", None, None),
            head(_("From"), QueueOrder.NAME),
            head(_("Waits since"), QueueOrder.SINCE),
            head(_("Answer by"), QueueOrder.PROMISED),
            (_("Who has it"), "", None, None),
        ]

    def _sorted_url(self, **sorting: Any) -> str:
        return url_for("reviews.queue", **self.filtered, **sorting)

    def mine(self, row: Waiting) -> Taking | None:
        """My own taking of it."""
        me = page.me().participant.id
        return next((each for each in self.taken.get(row.claim.id, ()) if each.by == me), None)

    @classmethod
    def asked_for(cls) -> Self:
        session, me, catalog = page.session(), page.me(), page.catalog()
        asked = Asked.from_address()
        waiting = evidence.queue_counts(session, me, hold=asked.hold)
        mine = waiting
        if asked.hold is not Hold.FREE:
            mine = evidence.queue_counts(session, me)
        schools: Counter[str] = Counter()
        activities: Counter[str] = Counter()
        for (school, activity), n in waiting.items():
            if school is not None:
                schools[school] += n
            activities[activity] += n
        asked = replace(
            asked,
            school=asked.school if asked.school in schools else "",
            activity=asked.activity if asked.activity in activities else "",
        )
        number = max(1, request.args.get("page", 1, type=int))
        sorting = Sorting.from_address(QueueOrder, own=QueueOrder.PROMISED)
        rows = evidence.queue(
            session, me, limit=PER_PAGE, offset=(number - 1) * PER_PAGE,
            order=sorting.order or QueueOrder.PROMISED, falling=sorting.falling, **asked.which,
        )  # fmt: skip
        taken = evidence.taken_by(session, me, [row.claim for row in rows])
        return cls(
            rows=rows,
            taken=taken,
            names=people.names(
                session, page.district(), {each.by for some in taken.values() for each in some}
            ),
            total=evidence.queue_length(session, me, **asked.which),
            all=sum(mine.values()),
            elsewhere=evidence.queue_length(session, me, hold=Hold.OTHERS),
            number=number,
            asked=asked,
            schools=_in_order(schools, catalog.schools),
            campuses=_in_order(_summed(activities, _campuses), catalog.campuses),
            tags=dict(sorted(_summed(activities, _tags).items())),
            activities=_in_order(activities, catalog.activities),
            sorting=sorting,
            today=page.today(),
        )


def _summed(
    activities: Mapping[str, int], of: Callable[[Activity], Iterable[str]]
) -> Mapping[str, int]:
    """How much waits by something that activities have."""
    found: Counter[str] = Counter()
    for key, n in activities.items():
        if activity := page.catalog().activities.get(key):
            found.update(dict.fromkeys(of(activity), n))
    return found


def _campuses(activity: Activity) -> Iterable[str]:
    return [activity.campus] if activity.campus else []


def _tags(activity: Activity) -> Iterable[str]:
    return activity.tags


def _in_order(counts: Mapping[str, int], named: Mapping[str, Any]) -> dict[str, int]:
    """The counts by the names that people know, as a list of names is looked through."""
    titles = {key: in_language(named[key].title) if key in named else "" for key in counts}
    return {key: counts[key] for key in sorted(counts, key=lambda key: titles[key].casefold())}
