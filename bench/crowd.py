"""A district of as many people as one likes: the demo's, each many times over."""

import sqlite3
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from engine import catalogs, demo, reactions
from engine.integrations import LocalFiles
from engine.migrating import migrate
from engine.store import Store, open_store

PACK = Path(__file__).parents[1] / "data" / "packs" / "deerfield"
DISTRICT = "deerfield"
NOW = datetime(2026, 3, 27, 16, tzinfo=UTC)
MODELS = 120
"""How many people of the demo the others are copies of."""

_COPIED = (
    "person", "participant", "balance", "evidence", "decision", "entry", "level_reached",
    "enrollment", "degree_progress", "conferral", "credential", "total",
)  # fmt: skip
_IDS = ("participant_id", "person_id", "evidence_id")
"""Columns that name what is copied too."""
_LOT = 20
"""How many copies of everybody are written at a time."""


def modelled(folder: Path) -> Store:
    """The demo with so many people as the others are copies of."""
    store = open_store(f"sqlite:///{folder}/crowd.db")
    migrate(store)
    with store.write() as session, tempfile.TemporaryDirectory() as files:
        catalogs.publish(session, catalogs.read_folder(PACK), now=NOW)
        reactions.follow(session, now=NOW)
        demo.fill(session, LocalFiles(Path(files)), now=NOW, size=MODELS)
    return store


def crowd(store: Store, folder: Path, people: int) -> Store:
    """A copy of this store in which everybody stands so often that they are so many people."""
    with store.engine.connect() as here, sqlite3.connect(f"{folder}/{people}.db") as there:
        here.connection.driver_connection.backup(there)
    larger = open_store(f"sqlite:///{folder}/{people}.db")
    with larger.engine.begin() as connection:
        models = {name: _rows(connection, name) for name in _COPIED}
        for first in range(1, people // MODELS, _LOT):
            copies = range(first, min(first + _LOT, people // MODELS))
            for name, rows in models.items():
                new = [_copy(row, number) for number in copies for row in rows]
                if new:
                    connection.execute(sa.insert(SQLModel.metadata.tables[name]), new)
        connection.exec_driver_sql("ANALYZE")
    return larger


def _rows(connection: sa.Connection, name: str) -> list[dict[str, Any]]:
    table = SQLModel.metadata.tables[name]
    rows = connection.execute(sa.select(table)).mappings()
    return [dict(row) for row in rows if row.get("district_id", DISTRICT) == DISTRICT]


def _copy(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {key: value for key, value in _changed(row, number)}


def _changed(row: Mapping[str, Any], number: int) -> Iterator[tuple[str, Any]]:
    for key, value in row.items():
        if (key in _IDS or key == "id") and value is not None:
            yield key, _another(value, number)
        elif key == "email":
            yield key, f"{number}.{value}"
        elif key == "imported_as":
            yield key, None
        elif key == "source" and value.startswith("evidence/"):
            yield key, f"evidence/{_another(uuid.UUID(value[9:]), number)}"
        else:
            yield key, value


def _another(one: uuid.UUID, number: int) -> uuid.UUID:
    return uuid.UUID(int=one.int ^ (number << 8))
