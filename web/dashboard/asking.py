"""What a dashboard is asked about: which school, which school year, whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from flask import request

from engine import catalogs, people
from engine.people import Role, Scope
from rules.terms import Audience, SchoolYear, school_years
from web import page

YEARS_SHOWN = 6


@dataclass(frozen=True)
class Asked:
    """The filters of a dashboard as they stand in the address, and what can be chosen."""

    school: str
    audience: Audience | None
    year: SchoolYear
    schools: tuple[str, ...]
    years: tuple[SchoolYear, ...]
    scope: Scope

    @property
    def whole_district(self) -> bool:
        return self.scope.schools is None

    @property
    def is_now(self) -> bool:
        """Whether the school year is the present one."""
        return self.year == self.years[0]

    def address(self, **more: Any) -> Mapping[str, Any]:
        """The filters for an address; what is not chosen is left out."""
        year = None if self.is_now else str(self.year)
        return {"school": self.school or None, "year": year, "audience": self.audience, **more}

    @classmethod
    def from_address(cls) -> Self:
        """What the address asks for; what it may not ask for is passed over."""
        mine = people.scope(page.me()).schools
        schools = tuple(key for key in page.catalog().schools if mine is None or key in mine)
        years = _years()
        named = {str(year): year for year in years}
        asked = request.args
        school = asked.get("school", "") if asked.get("school") in schools else ""
        audience = Audience(asked["audience"]) if asked.get("audience") in set(Audience) else None
        return cls(
            school=school,
            audience=audience,
            year=named.get(asked.get("year", ""), years[0]),
            schools=schools,
            years=years,
            scope=people.scope(page.me(), school=school, audience=audience),
        )


def leads_one_school() -> str:
    """The one school that I look after; nothing for admins and for leaders of several."""
    mine = page.me().schools(Role.SCHOOL_LEADER) or frozenset()
    return next(iter(mine)) if len(mine) == 1 and not page.me().has(Role.DISTRICT_ADMIN) else ""


def _years() -> tuple[SchoolYear, ...]:
    """School years since the first catalog, the present one first."""
    recorded = catalogs.timeline(page.session(), page.district()).recorded
    first = min(min(each.applies_from for each in recorded), page.today())
    every = list(school_years(first, page.today(), page.catalog().year_starts))
    return tuple(reversed(every[-YEARS_SHOWN:]))
