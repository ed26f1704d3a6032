"""Hours outside contract time, person by person: a list to sort, to print and to take along."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from flask import request, url_for
from flask_babel import gettext as _

from engine import evidence
from engine.evidence import Extra, ExtraOrder
from web import page
from web.dashboard.asking import Asked
from web.dashboard.sums import school_name
from web.formats import first_up
from web.sorting import Head, Sorting
from web.wording import words

PER_PAGE = 100


@dataclass(frozen=True)
class Extras:
    """One page of the list; whoever had most stands first, where nothing else is asked for."""

    asked: Asked
    sorting: Sorting[ExtraOrder]
    number: int

    @classmethod
    def from_address(cls) -> Self:
        number = max(1, request.args.get("page", 1, type=int))
        return cls(Asked.from_address(), Sorting.from_address(ExtraOrder), number)

    @cached_property
    def everybody(self) -> Sequence[Extra]:
        order, falling = self.sorting.order or ExtraOrder.HOURS, self.sorting.falling
        return evidence.extra_hours(
            page.session(), self.asked.scope, self.asked.year,
            order=order, falling=falling or self.sorting.order is None,
        )  # fmt: skip

    @property
    def rows(self) -> Sequence[Extra]:
        first = (self.number - 1) * PER_PAGE
        return self.everybody[first : first + PER_PAGE]

    @property
    def pages(self) -> int:
        return -(-len(self.everybody) // PER_PAGE)

    @property
    def minutes(self) -> int:
        """All of them together."""
        return sum(each.minutes for each in self.everybody)

    def page_url(self, number: int) -> str:
        return url_for("dashboard.extra_hours", **self._address(page=number))

    @property
    def heads(self) -> list[Head]:
        """The heads of the table."""

        def head(label: str, order: ExtraOrder, look: str = "", **how: bool) -> Head:
            return self.sorting.head(label, order, self._sorted_url, look, **how)

        return [
            head(_("Name"), ExtraOrder.NAME),
            head(first_up(words("school", 1)), ExtraOrder.SCHOOL),
            head(_("Pieces of evidence"), ExtraOrder.PIECES, "num", falls_first=True),
            head(_("Outside contract"), ExtraOrder.HOURS, "num", falls_first=True),
        ]

    @property
    def exported(self) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
        """The list for a spreadsheet; hours are numbers there."""
        heads = (
            _("Name"),
            first_up(words("school", 1)),
            _("Pieces of evidence"),
            _("Hours outside contract time"),
        )
        return heads, [
            (each.name, school_name(each.school), each.pieces, round(each.minutes / 60, 2))
            for each in self.everybody
        ]

    def _address(self, **more: Any) -> dict[str, Any]:
        return {**self.asked.address(), **self.sorting.address, **more}

    def _sorted_url(self, **sorting: str | None) -> str:
        return url_for("dashboard.extra_hours", **self._address(**sorting))
