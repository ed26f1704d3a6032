"""Who is near a degree: the list that was asked for, and what each one still needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from flask import request, url_for
from flask_babel import gettext as _

from engine import catalogs, people, progress
from engine.progress import Near, NearOrder
from rules.audits import Finding
from rules.catalog import Catalog
from web import page, sentences
from web.dashboard.asking import Asked
from web.dashboard.attaining import NEAR
from web.dashboard.sums import degree_name, school_name
from web.formats import first_up
from web.sorting import Head, Sorting
from web.wording import words

PER_PAGE = 12
STEPS = (1, 2, 3, 5)
"""So many open requirements, at most, can be asked for."""


@dataclass(frozen=True)
class Line:
    """Somebody who pursues a degree, and the requirements that are open."""

    near: Near
    degree: str
    school: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """One page of the people who are near a degree."""

    asked: Asked
    degree: str
    most: int | None
    number: int
    total: int
    rows: Sequence[Line]
    sorting: Sorting[NearOrder]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    def address(self, **more: Any) -> dict[str, Any]:
        most = "any" if self.most is None else self.most
        asked = {**self.asked.address(), "degree": self.degree or None, "open": most}
        return {**asked, **self.sorting.address, **more}

    def page_url(self, number: int) -> str:
        return url_for("dashboard.near", **self.address(page=number))

    @property
    def heads(self) -> list[Head]:
        """The heads of the table."""

        def head(label: str, order: NearOrder, look: str = "", **how: bool) -> Head:
            return self.sorting.head(label, order, self._sorted_url, look, **how)

        return [
            head(_("Name"), NearOrder.NAME),
            head(first_up(words("school", 1)), NearOrder.SCHOOL),
            head(first_up(words("degree", 1)), NearOrder.DEGREE),
            (_("Still open"), "", None, None),
            head(_("Done"), NearOrder.DONE, "num", falls_first=True),
        ]

    def _sorted_url(self, **sorting: str | None) -> str:
        return url_for("dashboard.near", **self.address(**sorting))

    @property
    def exported(self) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
        """The list for a spreadsheet: the heads, and a row each."""
        heads = (
            _("Name"),
            first_up(words("school", 1)),
            first_up(words("degree", 1)),
            _("Requirements open"),
            _("Done"),
            _("Since"),
        )
        return heads, [
            (
                each.near.name, each.school, each.degree, each.near.open_requirements,
                round(each.near.share, 4), each.near.enrolled_on.isoformat(),
            )
            for each in self.rows
        ]  # fmt: skip

    @classmethod
    def from_address(cls, *, whole: bool = False) -> Self:
        """The page that the address asks for; `whole` for a file with everybody in it."""
        asked, degree, most = Asked.from_address(), _degree(), _most()
        sorting = Sorting.from_address(NearOrder)
        number = max(1, request.args.get("page", 1, type=int))
        session, today = page.session(), page.today()
        span = {} if whole else {"limit": PER_PAGE, "offset": (number - 1) * PER_PAGE}
        found = progress.near(
            session, asked.scope, today=today, degree=degree, open_max=most,
            order=sorting.order, falling=sorting.falling, **span,
        )  # fmt: skip
        total = progress.near_count(session, asked.scope, today=today, degree=degree, open_max=most)
        rows = [_line(each, told=not whole) for each in found]
        return cls(asked, degree, most, number, total, rows, sorting)


def still_missing(findings: Sequence[Finding], under: Catalog) -> tuple[str, ...]:
    """The topmost requirements that are open, as the district calls them."""
    found = {each.path: each for each in findings}
    root = findings[0]
    parts = [found[child] for child in root.children] if root.children else [root]
    return tuple(sentences.title(each, under) for each in parts if not each.is_met)


def _degree() -> str:
    degree = request.args.get("degree", "")
    return degree if degree in page.catalog().degrees else ""


def _most() -> int | None:
    asked = request.args.get("open", str(NEAR))
    return next((step for step in STEPS if str(step) == asked), None if asked == "any" else NEAR)


def _line(near: Near, *, told: bool) -> Line:
    missing = _missing(near) if told else ()
    return Line(near, degree_name(near.degree), school_name(near.school), missing)


def _missing(near: Near) -> tuple[str, ...]:
    place = people.participant(page.session(), page.district(), near.participant)
    under = catalogs.numbered(page.session(), page.district(), near.catalog)
    for each in progress.pursued(page.session(), place, now=page.now()):
        if each.enrollment.degree == near.degree:
            return still_missing(each.audit.findings, under)
    return ()
