"""Program areas: given and taken back by admins, and resting once somebody has left."""

import pytest

from engine import people
from engine.errors import NotPermitted
from engine.outbox import told_of
from engine.people import Act, Actor, AreaGiven, AreaTaken, Role
from tests.engine.people.test_permits import place
from tests.engine.world import World


def test_who_has_one_writes_the_catalog_and_does_nothing_else() -> None:
    author = Actor(place(), campuses=frozenset({"steam"}))

    assert {act for act in Act if author.may(act)} == {Act.TAKE_PART, Act.WRITE_CATALOG}
    assert author.areas == {"steam"}
    gone = Actor(place(left=True), campuses=frozenset({"steam"}))
    assert not gone.areas
    assert not gone.may(Act.WRITE_CATALOG)


def test_admins_give_it_and_take_it_back_once_each(world: World) -> None:
    world.joins("Ada")
    world.joins("Dana", role=Role.DISTRICT_ADMIN)
    with world.store.write() as session:
        ada, dana = (people.acting(session, world.place(session, n)) for n in ("Ada", "Dana"))
        with pytest.raises(NotPermitted):
            people.give_area(session, ada.participant, "steam", by=ada, now=world.now)
        for act in (people.give_area, people.take_area):
            for _twice in range(2):
                act(session, ada.participant, "steam", by=dana, now=world.now)
        rows = told_of(
            session, ada.participant.district_id, ada.participant.id,
            AreaGiven, AreaTaken, by=world.now,
        )  # fmt: skip
        assert [row.kind for row in rows] == ["AreaGiven", "AreaTaken"]
        assert not people.acting(session, ada.participant).areas
