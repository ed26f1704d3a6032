"""Whose numbers may be asked for: leaders their schools', admins all, and nobody else any."""

import pytest

from engine import people
from engine.errors import NotPermitted
from engine.people import Participant, Role, RoleGrant
from rules.terms import Audience, SchoolYear


def actor(*grants, school="cedar"):
    place = Participant(district_id="elm", person_id=None, school=school, joined_on=None)
    roles = [
        RoleGrant(district_id="elm", participant_id=place.id, role=role, school=where)
        for role, where in grants
    ]
    return people.Actor(place, tuple(roles))


def test_a_leader_asks_about_her_schools_alone():
    leader = actor((Role.SCHOOL_LEADER, "cedar"), (Role.SCHOOL_LEADER, "birch"))

    assert people.scope(leader).schools == {"cedar", "birch"}
    assert people.scope(leader, school="cedar").schools == {"cedar"}
    assert people.scope(leader, school="aspen").schools == frozenset()


def test_an_admin_asks_about_all_and_about_each():
    admin = actor((Role.DISTRICT_ADMIN, ""))

    assert people.scope(admin).schools is None
    assert people.scope(admin, school="aspen").schools == {"aspen"}


def test_nobody_else_asks():
    with pytest.raises(NotPermitted):
        people.scope(actor((Role.REVIEWER, "")))


def test_groups_are_those_who_took_part_in_the_year(world):
    world.joins("Ada", school="aspen")
    world.joins("Ben", school="birch", audience=Audience.CLASSIFIED)
    everyone, birch = people.Scope(world.district), frozenset({"birch"})
    with world.store.session() as session:
        joined = people.groups(session, everyone, SchoolYear(2025))
        before = people.groups(session, everyone, SchoolYear(2024))
        there = people.groups(session, people.Scope(world.district, birch), SchoolYear(2025))
        leaders = people.Scope(world.district, audience=Audience.LEADER)

        assert [(each.school, each.people) for each in joined] == [("aspen", 1), ("birch", 1)]
        assert list(before) == []
        assert [each.audience for each in there] == [Audience.CLASSIFIED]
        assert list(people.groups(session, leaders, SchoolYear(2025))) == []
