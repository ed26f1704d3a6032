"""An invitation gives a place and a link to a first password; whoever has one just joins."""

from datetime import timedelta

import pytest

from engine import people
from engine.errors import AddressTaken, LinkNotValid, NotPermitted
from engine.people import Role
from tests.engine.world import START, TODAY, World

PASSWORD = "correct horse battery"
DAY = timedelta(days=1)
EVA = {"email": " Eva@elm.example", "name": "Eva"}


def invites(world: World, *, by=None, district="elm", **facts):
    with world.store.write() as session:
        asked = {**EVA, "on": TODAY, "now": START, **facts}
        return people.invite(session, district, by=by, **asked)


def test_an_invitation_is_a_place_and_a_way_to_a_first_password(world: World) -> None:
    invited = invites(world, school="aspen", job="Grade 4", fte=0.5, language="es")

    assert (invited.place.school, invited.place.job, invited.place.fte) == ("aspen", "Grade 4", 0.5)
    assert (invited.person.email, invited.person.language) == ("eva@elm.example", "es")
    with world.store.write() as session:
        later = START + 13 * DAY
        assert people.asked_by_link(session, invited.token, now=later).name == "Eva"
        people.reset_password(session, invited.token, PASSWORD, now=later)
        assert people.sign_in(session, "eva@elm.example", PASSWORD, now=later)
        with pytest.raises(LinkNotValid):
            people.asked_by_link(session, invited.token, now=later)


def test_it_ends_after_two_weeks_and_can_be_sent_again(world: World) -> None:
    world.joins("Dana", role=Role.DISTRICT_ADMIN)
    invited = invites(world)
    late = START + 15 * DAY
    with world.store.write() as session:
        with pytest.raises(LinkNotValid):
            people.asked_by_link(session, invited.token, now=late)
        by = people.acting(session, world.people["Dana"])
        again = people.invite_again(session, invited.place, by=by, now=late)

        assert people.asked_by_link(session, again.token, now=late).name == "Eva"


def test_who_signs_in_elsewhere_joins_with_what_she_has(world: World) -> None:
    first = invites(world)
    with world.store.write() as session:
        people.reset_password(session, first.token, PASSWORD, now=START)
        people.open_district(session, "oak", now=START)
    second = invites(world, district="oak", name="Somebody else", language="es")

    assert second.token is None
    assert (second.person.name, second.person.language) == ("Eva", "en")
    assert second.place.district_id == "oak"


def test_whoever_is_here_is_not_invited_twice(world: World) -> None:
    invites(world)
    with pytest.raises(AddressTaken):
        invites(world, email="EVA@elm.example")


def test_inviting_is_for_admins(world: World) -> None:
    world.joins("Lee", role=Role.SCHOOL_LEADER)
    invited = invites(world)
    with world.store.write() as session:
        by = people.acting(session, world.people["Lee"])
        with pytest.raises(NotPermitted):
            people.invite(session, "elm", **EVA, on=TODAY, now=START, by=by)
        with pytest.raises(NotPermitted):
            people.invite_again(session, invited.place, by=by, now=START)
