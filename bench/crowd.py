"""A district of as many people as one likes: those of a model, each many times over.

The copies are whole: their entries are sealed, and what happened to them is told of them.
"""

import json
import re
import sqlite3
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from engine import catalogs, demo, reactions
from engine.integrations import LocalFiles
from engine.ledger.chain import BEFORE_THE_FIRST, seal
from engine.migrating import migrate
from engine.store import Store, open_store

PACK = Path(__file__).parents[1] / "data" / "packs" / "deerfield"
DISTRICT = "deerfield"
NOW = datetime(2026, 3, 27, 16, tzinfo=UTC)
MODELS = 120
"""How many people of the demo the others are copies of."""

_COPIED = (
    "person", "participant", "evidence", "decision", "event", "entry", "balance",
    "level_reached", "enrollment", "degree_progress", "conferral", "credential", "total",
)  # fmt: skip
_ID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

Row = tuple[Any, ...]


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
    file = f"{folder}/{people}.db"
    with store.engine.connect() as here, sqlite3.connect(file) as there:
        here.connection.driver_connection.backup(there)
        there.execute("PRAGMA synchronous=OFF")
        model = _Model(store, there)
        for number in range(1, people // model.size):
            for name, rows in model.copy(number):
                asked = ", ".join("?" * len(rows[0]))
                there.executemany(f"INSERT INTO {name} VALUES ({asked})", rows)  # noqa: S608 ours
            there.commit()
        there.execute("ANALYZE")
    return open_store(f"sqlite:///{file}")


class _Model:
    """The people that are copied, as the database has them, and their entries as sealed."""

    def __init__(self, store: Store, book: sqlite3.Connection) -> None:
        self.columns = {name: _columns(book, name) for name in _COPIED}
        self.rows = {name: self._read(book, name) for name in _COPIED}
        self.ids = {
            row[place] for name, rows in self.rows.items()
            for place in self._places(name, "id") for row in rows
        }  # fmt: skip
        self.rows["event"] = [row for row in self.rows["event"] if self._is_about_one(row)]
        self.size = len(self.rows["participant"])
        self.chains: dict[uuid.UUID, list[Mapping[str, Any]]] = defaultdict(list)
        table = SQLModel.metadata.tables["entry"]
        with store.engine.connect() as connection:
            every = sa.select(table).where(table.c.district_id == DISTRICT).order_by(table.c.seq)
            for row in connection.execute(every).mappings():
                self.chains[row["participant_id"]].append(dict(row))

    def copy(self, number: int) -> Iterator[tuple[str, list[Row]]]:
        """Everybody once more."""
        another = {each: _another(each, number) for each in self.ids}
        digests, last = self._sealed(another)
        for name, rows in self.rows.items():
            if rows:
                yield name, [self._copied(name, row, another, digests, last, number)
                             for row in rows]  # fmt: skip

    def _copied(
        self,
        name: str,
        row: Row,
        another: Mapping[str, str],
        digests: Mapping[tuple[str, int], str],
        last: Mapping[str, str],
        number: int,
    ) -> Row:
        found = [another.get(cell, cell) if isinstance(cell, str) else cell for cell in row]
        columns = self.columns[name]
        for place in self._places(name, "email"):
            found[place] = f"{number}.{found[place]}"
        for place in self._places(name, "imported_as"):
            found[place] = None
        for place in (*self._places(name, "source"), *self._places(name, "facts")):
            found[place] = _ID.sub(lambda each: _mapped(each[0], another), found[place])
        if name == "entry":
            whose, seq = row[columns["participant_id"]], row[columns["seq"]]
            found[columns["digest"]] = digests[whose, seq]
        if name == "balance":
            whose = row[columns["participant_id"]]
            found[columns["digest"]] = last.get(whose, BEFORE_THE_FIRST)
        return tuple(found)

    def _sealed(
        self, another: Mapping[str, str]
    ) -> tuple[Mapping[tuple[str, int], str], Mapping[str, str]]:
        """The digest of each copied entry, by whose it was and its place, and each one's last."""
        digests: dict[tuple[str, int], str] = {}
        last: dict[str, str] = {}
        for whose, chain in self.chains.items():
            digest = BEFORE_THE_FIRST
            for entry in chain:
                event = entry["event_id"]
                copied = entry | {
                    "participant_id": uuid.UUID(another[whose.hex]),
                    "event_id": uuid.UUID(another.get(event.hex, event.hex)),
                    "source": _ID.sub(lambda each: _mapped(each[0], another), entry["source"]),
                }
                digest = digests[whose.hex, entry["seq"]] = seal(digest, copied)
            last[whose.hex] = digest
        return digests, last

    def _read(self, book: sqlite3.Connection, name: str) -> list[Row]:
        here = " WHERE district_id = ?" if "district_id" in self.columns[name] else ""
        told = (DISTRICT,) if here else ()
        return book.execute(f"SELECT * FROM {name}{here}", told).fetchall()  # noqa: S608 ours

    def _is_about_one(self, row: Row) -> bool:
        told = json.loads(row[self.columns["event"]["facts"]])
        return told.get("participant", "").replace("-", "") in self.ids

    def _places(self, name: str, column: str) -> list[int]:
        return [self.columns[name][column]] if column in self.columns[name] else []


def _columns(book: sqlite3.Connection, name: str) -> Mapping[str, int]:
    rows = book.execute(f"PRAGMA table_info({name})")
    return {column: place for place, column, *_more in rows}


def _another(one: str, number: int) -> str:
    return f"{int(one, 16) ^ (number << 8):032x}"


def _mapped(told: str, another: Mapping[str, str]) -> str:
    found = another.get(told.replace("-", ""))
    return str(uuid.UUID(found)) if found else told
