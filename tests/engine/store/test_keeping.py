"""The store keeps moments whole and acts together, lets writers in turn, and never rewrites."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from engine.errors import AppendOnly
from engine.migrating import migrate
from engine.outbox import EventRow
from engine.people import District, Person
from engine.store import Instant, Store, new_id, open_store
from tests.engine.world import START


def person(**changes) -> Person:
    told = {"email": "ada@elm.example", "name": "Ada", "created_at": START, **changes}
    return Person(id=new_id(), **told)


def test_later_ids_sort_behind_earlier_ones() -> None:
    ids = [new_id() for _ in range(1000)]

    assert sorted(ids) == ids
    assert len(set(ids)) == 1000
    assert {each.version for each in ids} == {7}


# -- moments ---------------------------------------------------------------------------------


def test_a_moment_comes_back_as_the_same_moment_in_utc(any_store: Store) -> None:
    there = datetime(2026, 3, 8, 1, 30, 0, 123456, tzinfo=timezone(timedelta(hours=-6)))
    with any_store.write() as session:
        session.add(person(created_at=there))
    with any_store.session() as session:
        kept = session.exec(select(Person.created_at)).one()

    assert kept == there
    assert kept.utcoffset() == timedelta(0)


def test_moments_are_compared_across_zones(any_store: Store) -> None:
    with any_store.write() as session:
        session.add(person(created_at=START))
    east = timezone(timedelta(hours=9))
    with any_store.session() as session:
        for bound, found in ((START.astimezone(east), 1), (START + timedelta(seconds=1), 0)):
            rows = session.exec(select(Person).where(Person.created_at >= bound)).all()
            assert len(rows) == found


def test_a_moment_without_its_zone_is_refused(store: Store) -> None:
    naive = datetime(2026, 3, 8, 1, 30)  # noqa: DTZ001
    refused = pytest.raises(sa.exc.StatementError, match="without its time zone")
    with refused, store.write() as session:
        session.add(person(created_at=naive))


def test_no_moment_is_no_moment() -> None:
    dialect = sa.create_engine("sqlite://").dialect

    assert Instant().process_bind_param(None, dialect) is None
    assert Instant().process_result_value(None, dialect) is None
    assert Instant().process_result_value(START, dialect) == START.astimezone(UTC)


# -- acts ------------------------------------------------------------------------------------


def test_an_act_is_kept_whole_or_not_at_all(any_store: Store) -> None:
    def stumbles() -> None:
        with any_store.write() as session:
            session.add(person())
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumbles()
    assert people(any_store) == []

    with any_store.write() as session:
        session.add(person())
    assert people(any_store) == ["Ada"]


def test_asking_keeps_nothing(any_store: Store) -> None:
    with any_store.session() as session:
        session.add(person())
        session.flush()
    assert people(any_store) == []


def test_what_was_kept_can_be_read_after_the_act(store: Store) -> None:
    with store.write() as session:
        ada = person()
        session.add(ada)
    assert ada.name == "Ada"


def test_two_writers_take_turns_and_neither_reads_what_is_stale(store: Store) -> None:
    """Each reads a name and adds a letter to it; without turns, letters would be lost."""
    with store.write() as session:
        ada = person(name="")
        session.add(ada)
    together = Barrier(4)

    def adds(letter: str) -> None:
        together.wait()
        for _ in range(10):
            with store.write() as session:
                row = session.get_one(Person, ada.id)
                row.name += letter

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(adds, "abcd"))

    (name,) = people(store)
    assert sorted(name) == sorted("abcd" * 10)


def test_readers_do_not_wait_for_a_writer(any_store: Store) -> None:
    with any_store.write() as session:
        session.add(person())
        session.flush()
        assert people(any_store) == []


# -- append-only -----------------------------------------------------------------------------


@pytest.fixture
def event(any_store: Store) -> tuple[Store, EventRow]:
    row = EventRow(district_id="elm", id=new_id(), kind="Happened", facts={}, at=START)
    with any_store.write() as session:
        session.add(District(district_id="elm", created_at=START))
        session.flush()
        session.add(row)
    return any_store, row


def changes_it(session: Session, row: EventRow) -> None:
    session.get_one(EventRow, (row.district_id, row.id)).kind = "Changed"


def deletes_it(session: Session, row: EventRow) -> None:
    session.delete(session.get_one(EventRow, (row.district_id, row.id)))


def changes_many(session: Session, _row: EventRow) -> None:
    session.execute(sa.update(EventRow).values(kind="Changed"))


def deletes_many(session: Session, _row: EventRow) -> None:
    session.execute(sa.delete(EventRow))


@pytest.mark.parametrize("act", [changes_it, deletes_it, changes_many, deletes_many])
def test_ordinary_code_is_told_that_it_only_appends(event, act) -> None:
    store, row = event

    with pytest.raises(AppendOnly) as refusal, store.write() as session:
        act(session, row)
    assert refusal.value.table == "event"
    assert kinds(store) == ["Happened"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'Changed'",
        "DELETE FROM event",
        "INSERT INTO event SELECT * FROM event WHERE true ON CONFLICT (district_id, id)"
        " DO UPDATE SET kind = 'Changed'",
    ],
)
def test_statements_by_hand_are_refused_by_the_database(event, statement: str) -> None:
    store, _row = event

    refused = pytest.raises(sa.exc.DatabaseError, match="append-only")
    with refused, store.engine.begin() as connection:
        connection.execute(sa.text(statement))
    assert kinds(store) == ["Happened"]


def test_sqlites_own_ways_to_replace_a_row_are_refused_too(event) -> None:
    store, _row = event
    statement = {
        "sqlite": "REPLACE INTO event SELECT district_id, id, 'Changed', facts, by, at FROM event",
        "postgresql": "TRUNCATE event",
    }[store.engine.dialect.name]

    refused = pytest.raises(sa.exc.DatabaseError, match="append-only")
    with refused, store.engine.begin() as connection:
        connection.execute(sa.text(statement))
    assert kinds(store) == ["Happened"]


def test_other_tables_may_be_changed_in_bulk(event) -> None:
    store, _row = event
    with store.write() as session:
        session.add(person())
        session.flush()
        session.execute(sa.update(Person).values(name="Eve"))
        session.execute(sa.text("UPDATE person SET theme = 'dark'"))
    assert people(store) == ["Eve"]


# -- opening ---------------------------------------------------------------------------------


def test_the_folder_of_a_new_file_is_made(tmp_path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'a' / 'b' / 'tassel.db'}")
    migrate(store)
    assert people(store) == []
    store.engine.dispose()


def test_a_database_in_memory_needs_no_folder() -> None:
    store = open_store("sqlite:///:memory:")
    with store.session() as session:
        assert session.execute(sa.text("PRAGMA foreign_keys")).scalar_one() == 1
    store.engine.dispose()


def people(store: Store) -> list[str]:
    with store.session() as session:
        return list(session.exec(select(Person.name)).all())


def kinds(store: Store) -> list[str]:
    with store.session() as session:
        return list(session.exec(select(EventRow.kind)).all())
