"""What the engine's tests stand on: a store with all tables, and a small district in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from engine.store import Store, open_store
from tests.engine.world import World


def filled(url: str) -> Iterator[Store]:
    store = open_store(url)
    SQLModel.metadata.create_all(store.engine)
    yield store
    store.engine.dispose()


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    """A new SQLite file."""
    yield from filled(sqlite_url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A new SQLite file and a new PostgreSQL database, one after the other."""
    fixture = {"sqlite": "sqlite_url", "postgres": "postgres_url"}[request.param]
    yield from filled(request.getfixturevalue(fixture))


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
