"""The migrations lead to the very tables that the code describes, on both databases."""

import pkgutil
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

import engine
from engine.migrating import (
    NotReady,
    Shape,
    configuration,
    migrate,
    must_be_ready,
    shape,
)
from engine.migrations import FEATURES
from engine.store import Store, open_store


def test_a_new_database_has_the_tables_of_the_code(empty: Store) -> None:
    migrate(empty)
    with empty.engine.begin() as connection:
        command.check(configuration(connection))


def test_migrating_twice_changes_nothing(any_store: Store) -> None:
    migrate(any_store)

    assert shape(any_store) is Shape.READY


def test_the_first_release_can_be_taken_back(any_store: Store) -> None:
    with any_store.engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
    assert shape(any_store) is Shape.EMPTY
    migrate(any_store)


def test_a_database_is_empty_then_ready_then_somebody_elses(empty: Store) -> None:
    assert shape(empty) is Shape.EMPTY
    migrate(empty)
    assert shape(empty) is Shape.READY
    must_be_ready(empty)

    now_at(empty, "9999")
    assert shape(empty) is Shape.LATER
    for act in (must_be_ready, migrate):
        with pytest.raises(NotReady, match="of a later version of Tassel than this one: start"):
            act(empty)


def test_a_database_of_an_earlier_version_asks_for_migrating(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScriptDirectory, "get_heads", lambda _known: ["0001", "9999"])

    assert shape(any_store) is Shape.EARLIER
    with pytest.raises(NotReady, match=r"of an earlier version .* with `tassel migrate`\."):
        must_be_ready(any_store)


def test_a_database_that_is_away_is_told() -> None:
    store = open_store("postgresql+psycopg://nobody@127.0.0.1:9/tassel")

    with pytest.raises(NotReady, match=r"The database \(DATABASE_URL\) does not answer: "):
        shape(store)


def now_at(store: Store, revision: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})


@pytest.mark.parametrize("statement", ["UPDATE event SET kind = 'x'", "DELETE FROM event"])
def test_events_cannot_be_changed_by_hand(any_store: Store, statement: str) -> None:
    with any_store.engine.begin() as connection:
        connection.execute(text("INSERT INTO district VALUES ('oak', CURRENT_TIMESTAMP)"))
        connection.execute(
            text(
                "INSERT INTO event (district_id, id, kind, facts, at)"
                " VALUES ('oak', '00000000000000000000000000000001', 'E', '{}', CURRENT_TIMESTAMP)"
            )
        )
    with pytest.raises(DatabaseError, match="append-only"), any_store.engine.begin() as connection:
        connection.execute(text(statement))


def test_every_feature_with_tables_is_migrated() -> None:
    folders = [module.name for module in pkgutil.iter_modules(engine.__path__) if module.ispkg]
    with_tables = {
        name
        for name in folders
        if any(
            each.name == "tables" for each in pkgutil.iter_modules([f"{engine.__path__[0]}/{name}"])
        )
    }
    assert with_tables == set(FEATURES)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A database without tables."""
    asked = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    store = open_store(request.getfixturevalue(asked))
    yield store
    store.engine.dispose()
