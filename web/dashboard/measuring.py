"""Every measure of the school year as a list: sorted by a column's head, page by page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from flask import request, url_for
from flask_babel import gettext as _

from engine.evidence import Outcome
from web.dashboard.sums import Sums, activity_name, school_name
from web.formats import first_up
from web.sorting import Head, Sorting
from web.wording import words

PER_PAGE = 50


class Order(StrEnum):
    """The columns by which measures are sorted."""

    MEASURE = "measure"
    ACTIVITY = "activity"
    SCHOOL = "school"
    DAY = "day"
    BEFORE = "before"
    AFTER = "after"
    STUDENTS = "students"


_BY: Mapping[Order, Callable[[Outcome], Any]] = {
    Order.MEASURE: lambda each: each.measure.casefold(),
    Order.ACTIVITY: lambda each: activity_name(each.activity).casefold(),
    Order.SCHOOL: lambda each: school_name(each.school).casefold(),
    Order.DAY: lambda each: each.done_on,
    Order.BEFORE: lambda each: each.before,
    Order.AFTER: lambda each: each.after,
    Order.STUDENTS: lambda each: each.of,
}


@dataclass(frozen=True)
class Measures:
    """One page of the measures; the latest first, where nothing else is asked for."""

    sums: Sums
    sorting: Sorting[Order]
    number: int

    @classmethod
    def from_address(cls, sums: Sums) -> Self:
        number = max(1, request.args.get("page", 1, type=int))
        return cls(sums, Sorting.from_address(Order), number)

    @property
    def pages(self) -> int:
        return -(-len(self.sums.outcomes) // PER_PAGE)

    @property
    def rows(self) -> Sequence[Outcome]:
        first = (self.number - 1) * PER_PAGE
        return self._sorted()[first : first + PER_PAGE]

    def page_url(self, number: int) -> str:
        return url_for("dashboard.outcomes", **self._address(page=number))

    @property
    def heads(self) -> list[Head]:
        """The heads of the table."""

        def head(label: str, order: Order, look: str = "", **how: bool) -> Head:
            return self.sorting.head(label, order, self._sorted_url, look, **how)

        return [
            head(_("What was counted"), Order.MEASURE),
            head(first_up(words("activity", 1)), Order.ACTIVITY),
            head(first_up(words("school", 1)), Order.SCHOOL),
            head(_("Day"), Order.DAY, falls_first=True),
            head(_("Before"), Order.BEFORE, "num", falls_first=True),
            head(_("After"), Order.AFTER, "num", falls_first=True),
            head(_("Students"), Order.STUDENTS, "num", falls_first=True),
        ]

    def _sorted(self) -> Sequence[Outcome]:
        """Among equals the latest first, as they come."""
        if self.sorting.order is None:
            return self.sums.outcomes
        by = _BY[self.sorting.order]
        return sorted(self.sums.outcomes, key=by, reverse=self.sorting.falling)

    def _address(self, **more: Any) -> dict[str, Any]:
        return {**self.sums.asked.address(), **self.sorting.address, **more}

    def _sorted_url(self, **sorting: str | None) -> str:
        return url_for("dashboard.outcomes", **self._address(**sorting))
