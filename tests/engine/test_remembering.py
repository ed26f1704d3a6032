"""What a session was told is told again, until it, or somebody before a lock, wrote something."""

import pytest
from sqlmodel import func, select, update

from engine import store as stores
from engine.outbox import EventRow
from engine.people import District, Participant
from engine.store import remembered
from tests.engine.world import DISTRICT, START


@pytest.fixture
def session(world):
    """A session that has locked nothing, as every one on a database with locks of rows."""
    world.joins("Ada")
    with world.store.session() as session:
        yield session


@pytest.fixture
def asked(session):
    """Asks how many districts there are, and counts how often the database was asked."""
    times = []

    def ask():
        times.append(1)
        return session.exec(select(func.count()).select_from(District)).one()

    def answer():
        return remembered(session, District, ("count",), ask), len(times)

    return answer


def test_the_same_question_is_asked_once(asked):
    assert [asked(), asked()] == [(1, 1), (1, 1)]


def test_a_new_row_is_seen_at_once(session, asked):
    asked()
    session.add(District(district_id="oak", created_at=START))

    assert asked() == (2, 2)


def test_rows_of_another_table_change_nothing(session, asked):
    asked()
    session.add(EventRow(district_id=DISTRICT, kind="Test", facts={}, at=START))

    assert asked() == (1, 1)


def test_a_bulk_change_is_seen(session, asked):
    asked()
    session.exec(update(District).values(created_at=START))

    assert asked() == (1, 2)


def test_a_lock_may_have_been_waited_for(world, session, asked):
    asked()

    assert stores.hold(session, Participant, world.people["Ada"].key)
    assert asked() == (1, 2)
    assert not stores.hold(session, Participant, world.people["Ada"].key)
    assert asked() == (1, 2)


def test_who_holds_the_whole_database_waits_for_nobody(world):
    world.joins("Ada")
    with world.store.write() as session:
        remembered(session, District, ("count",), lambda: 7)

        assert not stores.hold(session, Participant, world.people["Ada"].key)
        assert remembered(session, District, ("count",), lambda: 1) == 7


def test_an_answer_that_nobody_asked_for_is_not_changed(session, asked):
    stores.remember_too(session, District, ("count",), lambda count: count + 1)
    assert asked() == (1, 1)

    stores.remember_too(session, District, ("count",), lambda count: count + 1)
    assert asked() == (2, 1)


def test_the_next_transaction_begins_with_nothing(world):
    world.joins("Ada")
    with world.store.session() as session:
        remembered(session, District, ("count",), lambda: 7)
        stores.hold(session, Participant, world.people["Ada"].key)
        session.rollback()

        assert remembered(session, District, ("count",), lambda: 1) == 1
        assert stores.hold(session, Participant, world.people["Ada"].key)


def test_a_savepoint_that_ends_takes_its_locks_with_it(world, session):
    with session.begin_nested() as savepoint:
        stores.hold(session, Participant, world.people["Ada"].key)
        savepoint.rollback()

    assert stores.hold(session, Participant, world.people["Ada"].key)
