"""People have one address and one place in a district; an admin always remains."""

from datetime import timedelta

import pytest

from engine import people
from engine.errors import AddressTaken, LastAdmin, NotFound, NotPermitted
from engine.people import Act, Role
from engine.store import new_id
from rules.terms import Audience
from tests.engine.instant import at_once, refusals
from tests.engine.world import START, TODAY, World

DAY = timedelta(days=1)
ADMIN = Role.DISTRICT_ADMIN


def test_an_address_is_one_persons_however_it_is_written(world: World) -> None:
    with world.store.write() as session:
        person = people.add_person(session, email=" Ada@Elm.example ", name=" Ada ", now=START)
        assert (person.email, person.name) == ("ada@elm.example", "Ada")
        with pytest.raises(AddressTaken):
            people.add_person(session, email="ADA@elm.example", name="Eve", now=START)


def test_a_district_is_opened_once(world: World) -> None:
    with world.store.write() as session:
        first = people.open_district(session, "oak", now=START)
        again = people.open_district(session, "oak", now=START + DAY)

        assert again is first
        assert again.created_at == START
        assert people.districts(session) == ["elm", "oak"]


def test_joining_twice_is_joining_once(world: World) -> None:
    with world.store.write() as session:
        person = people.add_person(session, email="ada@elm.example", name="Ada", now=START)
        place = people.join(session, person, "elm", on=TODAY, school="aspen", fte=0.5)
        again = people.join(session, person, "elm", on=TODAY, school="birch")

    assert (again.id, again.school, again.fte) == (place.id, "aspen", 0.5)


def test_one_person_takes_part_in_two_districts_as_two_participants(world: World) -> None:
    with world.store.write() as session:
        people.open_district(session, "oak", now=START)
        person = people.add_person(session, email="ada@elm.example", name="Ada", now=START)
        elm, oak = (people.join(session, person, each, on=TODAY) for each in ("elm", "oak"))

        assert elm.id != oak.id
        assert people.places(session, person) == [elm, oak]
        assert people.actor(session, person, "oak").participant == oak
        assert people.actor(session, person, "ash") is None
        assert people.person_of(session, oak) == person
        assert people.by_email(session, "oak", " ADA@elm.example") == oak
        assert people.by_email(session, "ash", "ada@elm.example") is None
        with pytest.raises(NotFound, match="participant"):
            people.participant(session, "elm", oak.id)


def test_what_one_chooses_is_kept_and_nothing_else(world: World) -> None:
    world.joins("Ada")
    with world.store.write() as session:
        place = world.place(session, "Ada")
        people.choose(session, place, plays=False, alias="Ace", school="birch")
        person = people.person_of(session, place)
        people.prefer(session, person, language="es", theme="dark", email="eve@elm.example")

    with world.store.session() as session:
        place = world.place(session, "Ada")
        person = people.person_of(session, place)
    assert (place.plays, place.alias, place.school) == (False, "Ace", "")
    assert (person.language, person.theme, person.email) == ("es", "dark", "ada@elm.example")


# -- finding ---------------------------------------------------------------------------------


def test_the_directory_is_by_name_in_pages_and_finds_parts_of_names(world: World) -> None:
    for name, school in (("Bea Berg", "aspen"), ("ada Abel", "birch"), ("Cy 100% Cox", "aspen")):
        world.joins(name.replace(" ", "_"), school=school)
        with world.store.write() as session:
            place = world.place(session, name.replace(" ", "_"))
            people.prefer(session, people.person_of(session, place), name=name)

    def listed(**which) -> list[str]:
        with world.store.session() as session:
            return [person.name for _, person in people.directory(session, "elm", **which)]

    assert listed() == ["ada Abel", "Bea Berg", "Cy 100% Cox"]
    assert listed(limit=1, offset=1) == ["Bea Berg"]
    assert listed(schools=["aspen"]) == ["Bea Berg", "Cy 100% Cox"]
    assert listed(search="BE a") == ["ada Abel", "Bea Berg"]
    assert listed(search="%") == ["Cy 100% Cox"]
    assert listed(schools=[], search="a") == []
    with world.store.session() as session:
        assert people.head_count(session, "elm", search="be") == 2
        ids = [place.id for place in people.everybody(session, "elm")]
        assert people.names(session, "elm", [ids[0], new_id()]).keys() == {ids[0]}
        assert people.names(session, "oak", ids) == {}
        assert ids == sorted(ids)


# -- roles -----------------------------------------------------------------------------------


def test_a_role_is_given_and_taken_by_an_admin(world: World) -> None:
    world.joins("Dana", role=ADMIN)
    world.joins("Ada", audience=Audience.CLASSIFIED)
    gives(world, "Ada", Role.REVIEWER, by="Dana", school="aspen")
    gives(world, "Ada", Role.REVIEWER, by="Dana", school="aspen")
    assert may(world, "Ada", Act.REVIEW)

    with pytest.raises(NotPermitted):
        gives(world, "Ada", ADMIN, by="Ada")
    with pytest.raises(NotPermitted):
        takes(world, "Ada", Role.REVIEWER, by="Ada")

    for _ in range(2):
        takes(world, "Ada", Role.REVIEWER, by="Dana", school="aspen")
    assert not may(world, "Ada", Act.REVIEW)


def test_the_last_admin_stays(world: World) -> None:
    world.joins("Dana", role=ADMIN)
    with pytest.raises(LastAdmin):
        takes(world, "Dana", ADMIN, by="Dana")

    world.joins("Dora", role=ADMIN)
    takes(world, "Dana", ADMIN, by="Dana")
    assert not may(world, "Dana", Act.ADMINISTER)


def test_an_admin_who_left_is_no_admin_who_remains(world: World) -> None:
    world.joins("Dana", role=ADMIN)
    world.joins("Dora", role=ADMIN)
    with world.store.write() as session:
        world.place(session, "Dora").left_on = TODAY

    with pytest.raises(LastAdmin):
        takes(world, "Dana", ADMIN, by="Dana")


def test_two_admins_never_leave_the_district_without_one(any_world: World) -> None:
    for name in ("Dana", "Dora"):
        any_world.joins(name, role=ADMIN)

    answers = at_once(
        lambda: takes(any_world, "Dana", ADMIN, by="Dora"),
        lambda: takes(any_world, "Dora", ADMIN, by="Dana"),
    )

    assert len(refusals(answers)) == 1
    assert [may(any_world, name, Act.ADMINISTER) for name in ("Dana", "Dora")].count(True) == 1


def test_who_gave_which_role_to_whom_is_kept(world):
    world.joins("Ada")
    world.joins("Dana", role=ADMIN)
    gives(world, "Ada", Role.REVIEWER, by="Dana", school="aspen")
    gives(world, "Ada", Role.REVIEWER, by="Dana", school="aspen")
    takes(world, "Ada", Role.REVIEWER, by="Dana", school="aspen")
    takes(world, "Ada", Role.REVIEWER, by="Dana", school="aspen")

    with world.store.session() as session:
        dana, ada = world.actor(session, "Dana"), world.actor(session, "Ada")
        found = people.role_changes(session, dana, ada.participant, now=world.now)
        begun = people.role_changes(session, dana, dana.participant, now=world.now)
        with pytest.raises(NotPermitted):
            people.role_changes(session, ada, ada.participant, now=world.now)
    assert [(each.given, each.role, each.school, each.by) for each in found] == [
        (False, Role.REVIEWER, "aspen", "Dana"), (True, Role.REVIEWER, "aspen", "Dana"),
    ]  # fmt: skip
    assert [(each.role, each.by) for each in begun] == [(Role.DISTRICT_ADMIN, "")]


def gives(world: World, who: str, role: Role, *, by: str, school: str = "") -> None:
    with world.store.write() as session:
        admin, place = world.actor(session, by), world.place(session, who)
        people.grant_role(session, place, role, school=school, by=admin, now=world.now)


def takes(world: World, who: str, role: Role, *, by: str, school: str = "") -> None:
    with world.store.write() as session:
        admin, place = world.actor(session, by), world.place(session, who)
        people.take_role(session, place, role, school=school, by=admin, now=world.now)


def may(world: World, who: str, act: Act) -> bool:
    with world.store.session() as session:
        return world.actor(session, who).may(act)
