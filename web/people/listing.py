"""Which people a leader or admin may list, and the page of them that was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from flask import request, url_for

from engine import people
from engine.people import Actor, Participant, Person, Role
from web import page

PEOPLE_PER_PAGE = 50


@dataclass(frozen=True)
class Listing:
    """One page of the directory, and what it was filtered by."""

    rows: Sequence[tuple[Participant, Person]]
    total: int
    number: int
    search: str
    school: str
    schools: tuple[str, ...]
    """Those that can be chosen."""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PEOPLE_PER_PAGE))

    def page_url(self, number: int) -> str:
        search, school = self.search or None, self.school or None
        return url_for("people.directory", page=number, search=search, school=school)

    @classmethod
    def asked_for(cls) -> Self:
        """What the address asks for, of the people that I may see."""
        search = request.args.get("search", "").strip()[:100]
        number = max(1, request.args.get("page", 1, type=int))
        mine = _schools(page.me())
        every = tuple(key for key in page.catalog().schools if mine is None or key in mine)
        school = request.args.get("school", "")
        chosen = {school} if school in every else mine
        session, district = page.session(), page.district()
        return cls(
            rows=people.directory(
                session,
                district,
                schools=chosen,
                search=search,
                limit=PEOPLE_PER_PAGE,
                offset=(number - 1) * PEOPLE_PER_PAGE,
            ),
            total=people.head_count(session, district, schools=chosen, search=search),
            number=number,
            search=search,
            school=school if school in every else "",
            schools=every,
        )


def _schools(me: Actor) -> frozenset[str] | None:
    """The schools whose people I may see; None for all of them."""
    return None if me.has(Role.DISTRICT_ADMIN) else me.schools(Role.SCHOOL_LEADER)
