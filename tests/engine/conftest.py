"""What the engine's tests stand on: a store with all tables, and a small district in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.store import Store, open_store
from tests.engine.university import University
from tests.engine.world import World


@pytest.fixture
def store(with_tables: Callable[[Path], str], tmp_path: Path) -> Iterator[Store]:
    """A new SQLite file with all tables."""
    store = open_store(with_tables(tmp_path / "tassel.db"))
    yield store
    store.engine.dispose()


@pytest.fixture
def postgres_store(postgres_with_tables: str) -> Iterator[Store]:
    """A new PostgreSQL database with all tables."""
    store = open_store(postgres_with_tables)
    yield store
    store.engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_store(request: pytest.FixtureRequest) -> Store:
    """A new SQLite file and a new PostgreSQL database, one after the other."""
    fixture = {"sqlite": "store", "postgres": "postgres_store"}[request.param]
    store: Store = request.getfixturevalue(fixture)
    return store


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'tassel.db'}"


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


@pytest.fixture
def any_world(any_store: Store) -> World:
    """The district on SQLite, then on PostgreSQL."""
    return World(any_store)


@pytest.fixture
def university(store: Store) -> University:
    """A district in which evidence is decided, with four people."""
    return staffed(store)


@pytest.fixture
def any_university(any_store: Store) -> University:
    """The same on SQLite, then on PostgreSQL."""
    return staffed(any_store)


def staffed(store: Store) -> University:
    university = University(store)
    university.staff()
    return university
