"""Which people a leader or admin may list, and the page of them that was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from flask import request, url_for
from flask_babel import gettext as _

from engine import progress
from engine.people import Act, Actor, Role
from engine.progress import Order, Registered, Wanted
from web import page
from web.formats import first_up, in_language
from web.sorting import Head, Sorting
from web.wording import words

PEOPLE_PER_PAGE = 50
GONE = "gone"


@dataclass(frozen=True)
class Listing:
    """One page of the register, and what it was filtered and sorted by."""

    wanted: Wanted
    school: str
    schools: tuple[str, ...]
    """Those that can be chosen."""
    sorting: Sorting[Order]
    number: int
    total: int = 0
    rows: Sequence[Registered] = field(default=())

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PEOPLE_PER_PAGE))

    @property
    def role(self) -> str:
        """What the filter says: a role, or that somebody no longer takes part."""
        return GONE if self.wanted.gone else self.wanted.role or ""

    def address(self, **more: Any) -> dict[str, Any]:
        filters = {"search": self.wanted.search, "school": self.school, "role": self.role}
        asked = {key: value or None for key, value in filters.items()}
        return {**asked, **self.sorting.address, **more}

    def page_url(self, number: int) -> str:
        return url_for("people.directory", **self.address(page=number if number > 1 else None))

    @property
    def heads(self) -> list[Head]:
        """The heads of the table."""

        def head(label: str, order: Order, look: str = "", **how: bool) -> Head:
            return self.sorting.head(label, order, self._sorted_url, look, **how)

        return [
            head(_("Name"), Order.NAME),
            head(first_up(words("school", 1)), Order.SCHOOL),
            (_("Work"), "", None, None),
            head(_("Progress"), Order.PROGRESS, falls_first=True),
            (first_up(words("level", 1)), "", None, None),
            head(_("Since"), Order.SINCE),
        ]

    def _sorted_url(self, **sorting: str | None) -> str:
        return url_for("people.directory", **self.address(**sorting))

    @classmethod
    def asked_for(cls) -> Self:
        """What the address asks for, of the people that I may see."""
        said = request.args
        mine = _schools(page.me())
        every = tuple(key for key in page.catalog().schools if mine is None or key in mine)
        school = said.get("school", "") if said.get("school") in every else ""
        role = said.get("role", "")
        asked = cls(
            Wanted(
                schools={school} if school else mine,
                search=said.get("search", "").strip()[:100],
                role=Role(role) if role in set(Role) else None,
                gone=role == GONE,
            ),
            school,
            every,
            Sorting.from_address(Order, own=Order.NAME),
            max(1, said.get("page", 1, type=int)),
        )
        session, district = page.session(), page.district()
        return replace(
            asked,
            total=progress.register_count(session, district, asked.wanted),
            rows=progress.register(
                session,
                district,
                asked.wanted,
                order=asked.sorting.order or Order.NAME,
                falling=asked.sorting.falling,
                limit=PEOPLE_PER_PAGE,
                offset=(asked.number - 1) * PEOPLE_PER_PAGE,
            ),
        )


def level_of(row: Registered) -> str:
    """The highest level that she came to, where I may see it; nothing where she does not play."""
    if not row.place.plays or not page.me().may(Act.SEE_GAME, row.place):
        return ""
    reached = [level for key, level in page.catalog().levels.items() if key in row.levels]
    return in_language(reached[-1].title) if reached else ""


def _schools(me: Actor) -> frozenset[str] | None:
    """The schools whose people I may see; None for all of them."""
    return None if me.has(Role.DISTRICT_ADMIN) else me.schools(Role.SCHOOL_LEADER)
