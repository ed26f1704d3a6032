"""Where everything is kept: the database, its sessions, column types and append-only guards."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import Mapper, ORMExecuteState, SessionTransaction, UOWTransaction
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session as Session
from sqlmodel import SQLModel, create_engine
from uuid_utils.compat import uuid7

from engine.errors import AppendOnly

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> uuid.UUID:
    """A UUIDv7: unique anywhere, and later ones sort behind earlier ones."""
    return uuid7()


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is refused before it is written."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its time zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def choice(words: type[StrEnum]) -> Any:
    """A column type that keeps one of these words as it is written, checked by the database."""
    return sa.Enum(
        words,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=40,
    )


_TAKES_WRITE_LOCK = "takes_write_lock"


@dataclass(frozen=True)
class Store:
    """One database; `session` to ask, `write` to change something and commit it as one act."""

    engine: Engine

    @contextmanager
    def session(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a transaction that takes SQLite's write lock at once, so that nobody reads stale.

        Commits when the block ends well, rolls everything back when it does not.
        """
        writer = self.engine.execution_options(**{_TAKES_WRITE_LOCK: True})
        with Session(writer, expire_on_commit=False) as session, session.begin():
            yield session


def open_store(url: str) -> Store:
    """Connect to SQLite (`sqlite:///file`) or PostgreSQL (`postgresql://…`)."""
    if url.startswith("sqlite"):
        return Store(_open_sqlite(url))
    return Store(create_engine(url, pool_pre_ping=True))


def _open_sqlite(url: str) -> Engine:
    file = sa.make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _tune_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # We say BEGIN ourselves; the driver would say it too late.
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=NORMAL",
        "recursive_triggers=ON",  # Else INSERT OR REPLACE would pass by the append-only triggers.
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_TAKES_WRITE_LOCK)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# -- what a session was told -----------------------------------------------------------------

_ANSWERS = "answers of this transaction, by table"
_HELD = "rows that this transaction has locked"
_AT_HAND = "rows that this transaction needs again and again"
_APART = "what this session writes is written to copies that nobody else sees"
_LOCK = {"key_share": True}
_Answer = TypeVar("_Answer")
_Row = TypeVar("_Row", bound=SQLModel)


def remembered(
    session: Session,
    about: type,
    question: tuple[object, ...],
    ask: Callable[[], _Answer],
) -> _Answer:
    """What this session was told before, unless rows of the table were written since.

    For questions about one table that an act asks several times. `about` may be any other type
    when whoever writes says by `forget` what was written on.
    """
    if session.new or session.dirty or session.deleted:
        session.flush()
    answers = session.info.setdefault(_ANSWERS, {}).setdefault(about, {})
    if question not in answers:
        answers[question] = ask()
    answer: _Answer = answers[question]
    return answer


def remember_too(
    session: Session | OrmSession,
    about: type,
    question: tuple[object, ...],
    change: Callable[[_Answer], _Answer],
) -> None:
    """Something was written that changes one answer in a way that needs no asking."""
    answers = session.info.get(_ANSWERS, {}).get(about, {})
    if question in answers:
        answers[question] = change(answers[question])


def forget(
    session: Session | OrmSession, about: type, question: tuple[object, ...] | None = None
) -> None:
    """Something was written that answers about this type, or one of them, would have to tell."""
    answers = session.info.get(_ANSWERS, {})
    if question is None:
        answers.pop(about, None)
    else:
        answers.get(about, {}).pop(question, None)


def at_hand(session: Session, row: _Row) -> _Row:
    """Keep a row until the transaction ends: a session forgets what nobody holds on to."""
    session.info.setdefault(_AT_HAND, {})[id(row)] = row
    return row


def hold(session: Session, table: type[SQLModel], key: tuple[object, ...]) -> bool:
    """Lock a row until the transaction ends; False when this transaction held it already.

    Not against rows that merely refer to it: they take a weaker lock, and two transactions that
    both had inserted one would wait for each other for ever.
    """
    held: set[tuple[object, ...]] = session.info.setdefault(_HELD, set())
    if (table, *key) in held or _holds_everything(session):
        return False
    session.get_one(table, key, with_for_update=_LOCK)
    held.add((table, *key))
    return True


def hold_row(session: Session, row: SQLModel) -> bool:
    """The same for a row that was read before: it is read again as it is now."""
    held: set[tuple[object, ...]] = session.info.setdefault(_HELD, set())
    key = (type(row), *(sa.inspect(row).identity or ()))
    if key in held or _holds_everything(session):
        return False
    session.flush()
    session.refresh(row, with_for_update=_LOCK)
    held.add(key)
    return True


def keep_apart(session: Session, *, whole: bool = False) -> None:
    """What this session writes is written to copies: nobody has to wait for it.

    The copies may be `whole`: then an act finds in them all that it looks at.
    """
    session.info[_APART] = whole


def is_apart(session: Session) -> bool:
    """Whether a session writes to copies only, so that nothing needs to be locked."""
    return _APART in session.info


def is_alone(session: Session) -> bool:
    """Whether the copies are of some people's records alone, with nobody else around them."""
    return session.info.get(_APART) is False


def _holds_everything(session: Session) -> bool:
    """Whether nobody else can write at all since this transaction began, as in SQLite."""
    if is_apart(session):
        return True
    connection = session.connection()
    alone = connection.get_execution_options().get(_TAKES_WRITE_LOCK, False)
    return bool(alone) and connection.dialect.name == "sqlite"


@event.listens_for(OrmSession, "after_flush")
def _forget_what_was_written(session: OrmSession, _context: UOWTransaction) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        forget(session, type(row))


@event.listens_for(OrmSession, "do_orm_execute")
def _forget_before_writing_or_waiting(state: ORMExecuteState) -> None:
    """Whoever held a lock that was waited for may have changed everything."""
    if not state.is_select or getattr(state.statement, "_for_update_arg", None) is not None:
        state.session.info.pop(_ANSWERS, None)


@event.listens_for(OrmSession, "after_transaction_end")
def _forget_the_transaction(session: OrmSession, transaction: SessionTransaction) -> None:
    if transaction.parent is not None and not transaction.nested:
        return  # A flush ends, and no more.
    for told in (_ANSWERS, _HELD, _AT_HAND):
        session.info.pop(told, None)


# -- looking back ------------------------------------------------------------------------------

_MOMENT = "the moment to which this session looks back"


def look_back(session: Session, to: datetime) -> None:
    """Let this session answer with what was known at a moment, and write nothing.

    What is asked of what people have (catalogs, completions, entries, enrollments, levels,
    conferrals, credentials, totals) is answered from what is only ever appended; so whatever is
    worked out from that is what was worked out then.
    """
    session.info[_MOMENT] = to


def looks_back_to(session: Session) -> datetime | None:
    """The moment to which a session looks back; None when it looks at what is."""
    moment: datetime | None = session.info.get(_MOMENT)
    return moment


@event.listens_for(OrmSession, "before_flush")
def _leave_the_past_alone(session: OrmSession, _context: UOWTransaction, _instances: Any) -> None:
    if _MOMENT in session.info and (session.new or session.dirty or session.deleted):
        raise AppendOnly("past")


# -- append-only -------------------------------------------------------------------------------

_APPEND_ONLY: set[str] = set()


def append_only(table: sa.Table) -> None:
    """Let rows of this table be added, and nothing else: in code, in bulk and by hand.

    The listeners below refuse in ordinary code; the triggers refuse everybody else.
    """
    _APPEND_ONLY.add(table.name)
    for dialect, statements in append_only_triggers(table.name).items():
        for statement in statements:
            ddl = sa.DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))


def append_only_triggers(table: str) -> dict[str, list[str]]:
    """The triggers by dialect; a migration that creates such a table runs them too."""
    sqlite = [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("update", "delete")
    ]
    function = (
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    trigger = (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
    return {"sqlite": sqlite, "postgresql": [function, trigger]}


@event.listens_for(OrmSession, "before_flush")
def _refuse_changed_rows(session: OrmSession, _context: UOWTransaction, _instances: Any) -> None:
    changed = [row for row in session.dirty if session.is_modified(row)] + list(session.deleted)
    for row in changed:
        if (name := _table_name(sa.inspect(row).mapper)) in _APPEND_ONLY:
            raise AppendOnly(name)


@event.listens_for(OrmSession, "do_orm_execute")
def _refuse_bulk_changes(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete) or state.bind_mapper is None:
        return
    if (name := _table_name(state.bind_mapper)) in _APPEND_ONLY:
        raise AppendOnly(name)


def is_append_only(table: sa.Table) -> bool:
    return table.name in _APPEND_ONLY


def _table_name(mapper: Mapper[Any]) -> str:
    return cast(sa.Table, mapper.local_table).name
