"""Colleagues whom one may ask, found by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from flask import request

from engine import people
from engine.people import Participant, Person
from web import page
from web.teams import Team

_MOST = 8


@dataclass(frozen=True)
class Found:
    """Who has these letters in her name, without those who were asked already."""

    search: str
    rows: Sequence[tuple[Participant, Person]]

    @classmethod
    def asked_for(cls, team: Team) -> Self:
        search = request.args.get("search", "").strip()[:100]
        there = {team.began.id, *(each.id for each in team.others if each.is_in or each.is_asked)}
        return cls(search, matching(search, there))


def matching(search: str, there: set[UUID]) -> Sequence[tuple[Participant, Person]]:
    """The first few who take part, without those who are there already."""
    if len(search) < 2:
        return []
    found = people.directory(
        page.session(), page.district(), search=search, limit=_MOST + len(there)
    )
    able = [each for each in found if each[0].id not in there and each[0].left_on is None]
    return able[:_MOST]
