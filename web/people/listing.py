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
    order: Order
    falling: bool
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

    def page_url(self, number: int) -> str:
        return self._url(number=number)

    def sorted_by(self, order: Order) -> tuple[str, str | None]:
        """The address that sorts by it, the other way round where it does already; and how."""
        here = order is self.order
        falling = not self.falling if here else order is Order.PROGRESS
        state = ("descending" if self.falling else "ascending") if here else None
        return self._url(order=order, falling=falling), state

    def heads(self) -> list[tuple[str, str, str | None, str | None]]:
        """The heads of the table."""
        sorting = (
            (_("Name"), Order.NAME),
            (first_up(words("school", 1)), Order.SCHOOL),
            (_("Work"), None),
            (_("Progress"), Order.PROGRESS),
            (first_up(words("level", 1)), None),
            (_("Since"), Order.SINCE),
        )
        return [
            (label, "", *(self.sorted_by(order) if order else (None, None)))
            for label, order in sorting
        ]

    def _url(self, *, number: int = 1, order: Order | None = None, falling: bool = False) -> str:
        order, falling = (self.order, self.falling) if order is None else (order, falling)
        asked: dict[str, Any] = {
            "search": self.wanted.search or None,
            "school": self.school or None,
            "role": self.role or None,
            "sort": order if order is not Order.NAME else None,
            "falling": "yes" if falling else None,
            "page": number if number > 1 else None,
        }
        return url_for("people.directory", **asked)

    @classmethod
    def asked_for(cls) -> Self:
        """What the address asks for, of the people that I may see."""
        said = request.args
        mine = _schools(page.me())
        every = tuple(key for key in page.catalog().schools if mine is None or key in mine)
        school = said.get("school", "") if said.get("school") in every else ""
        role, sort = said.get("role", ""), said.get("sort", "")
        asked = cls(
            Wanted(
                schools={school} if school else mine,
                search=said.get("search", "").strip()[:100],
                role=Role(role) if role in set(Role) else None,
                gone=role == GONE,
            ),
            school,
            every,
            Order(sort) if sort in set(Order) else Order.NAME,
            said.get("falling") == "yes",
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
                order=asked.order,
                falling=asked.falling,
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
