"""Migrating: the shape that a database has, and the one that this version expects."""

from enum import Enum
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from engine.store import Store

_FOLDER = Path(__file__).parent / "migrations"


class Shape(Enum):
    """How a database stands to this version."""

    EMPTY = "no tables"
    EARLIER = "older than this version"
    READY = "what this version expects"
    LATER = "newer than this version"


class NotReady(Exception):
    """A database that this version cannot work with; says why, and what to do."""


def migrate(store: Store) -> None:
    """Bring the database to the shape that this version expects; nothing happens when it is."""
    found = shape(store)
    if found is Shape.READY:
        return
    if found is Shape.LATER:
        raise NotReady(_SENTENCES[found])
    with store.engine.begin() as connection:
        command.upgrade(configuration(connection), "head")


def must_be_ready(store: Store) -> None:
    """Refuse a database that is away, still empty, or of another version."""
    found = shape(store)
    if found is not Shape.READY:
        raise NotReady(_SENTENCES[found])


def shape(store: Store) -> Shape:
    """How the database stands to this version, by the migrations that it went through."""
    try:
        with store.engine.connect() as connection:
            taken = set(MigrationContext.configure(connection).get_current_heads())
    except DBAPIError as error:
        raise NotReady(f"The database (DATABASE_URL) does not answer: {error.orig}") from error
    known = _known()
    if not taken:
        return Shape.EMPTY
    if taken == set(known.get_heads()):
        return Shape.READY
    return (
        Shape.EARLIER
        if taken <= {each.revision for each in known.walk_revisions()}
        else Shape.LATER
    )


@cache
def _known() -> ScriptDirectory:
    """The migrations of this version: their files are read once."""
    return ScriptDirectory(str(_FOLDER))


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for this connection."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


_SENTENCES = {
    Shape.EMPTY: "The database has no tables yet: `tassel migrate` makes them, and "
    "`tassel prepare` adds the sample packs and the demo.",
    Shape.EARLIER: "The database is of an earlier version of Tassel: back it up, then bring it "
    "up to date with `tassel migrate`.",
    Shape.LATER: "The database is of a later version of Tassel than this one: start that version, "
    "or restore the backup from before the upgrade.",
}
