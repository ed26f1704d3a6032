"""Rehearsals: an act on copies of some rows, and what it would have written.

The copies are temporary tables of the same names, which a database looks at first. So the very
code that acts runs on them; nobody has to wait for it, and nothing is left of it but what is told.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, RowMapping
from sqlmodel import Session

from engine.store import Store, is_append_only, keep_apart

Row = RowMapping | dict[str, Any]
Whose = Callable[[str, Any], sa.ColumnElement[bool]]
"""Which rows of a table of this name are copied."""


_FOUND_BY = ("participant_id", "id", "evidence_id")
"""By what rows are asked for."""


class NotCopied(Exception):
    """A rehearsal was to write to a table that it has no copy of."""


@dataclass(frozen=True)
class Written:
    """What was written to one table."""

    table: sa.Table
    new: Sequence[Row]
    changed: Sequence[tuple[Row, Row]]
    """The key of each row, and the columns that say something else."""
    gone: Sequence[Row]
    """The key of each row."""


@contextmanager
def rehearsal(
    store: Store, tables: Sequence[sa.Table], whose: Whose, *, whole: bool = False
) -> Iterator[Session]:
    """A session in which these tables are copies of such rows; afterwards nothing was written.

    They are `whole` where the act finds in them all that it looks at.
    """
    with store.session() as session:
        keep_apart(session, whole=whole)
        connection = session.connection()
        for table in tables:
            _lay_over(connection, table, whose)
        event.listen(connection, "before_execute", _only(tables))
        yield session
        session.rollback()


def written(session: Session, tables: Iterable[sa.Table], whose: Whose) -> list[Written]:
    """What the copies say otherwise than what they were made of, in an order for writing."""
    session.flush()
    connection = session.connection()
    return [_written(connection, table, whose) for table in tables]


def write(session: Session, every: Iterable[Written]) -> None:
    """Write the same where it counts."""
    connection = session.connection()
    for each in every:
        _remove(connection, each)
        _change(connection, each)
        if each.new:
            connection.execute(sa.insert(each.table), [dict(row) for row in each.new])


def _lay_over(connection: Connection, table: sa.Table, whose: Whose) -> None:
    real = _real(table, _schema(connection))
    name, there = table.name, f"{real.schema}.{table.name}"
    run = connection.exec_driver_sql
    run(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {there} WHERE 1 = 0")  # noqa: S608 ours
    columns = [column.name for column in real.columns]
    connection.execute(
        sa.insert(table).from_select(columns, sa.select(real).where(whose(name, real)))
    )
    for column in _FOUND_BY:
        if column in table.columns:
            run(f"CREATE INDEX {name}_by_{column} ON {name} ({column})")


def _only(tables: Iterable[sa.Table]) -> Callable[..., None]:
    """Let nothing else be written."""
    names = {table.name for table in tables}

    def look(_connection: Connection, statement: Any, *_more: Any) -> None:
        if getattr(statement, "is_dml", False) and statement.table.name not in names:
            raise NotCopied(statement.table.name)

    return look


def _schema(connection: Connection) -> str:
    """Where the tables themselves are."""
    if connection.dialect.name == "sqlite":
        return "main"
    return str(connection.scalar(sa.select(sa.func.current_schema())))


@lru_cache
def _real(table: sa.Table, schema: str) -> sa.Table:
    return table.to_metadata(sa.MetaData(), schema=schema)


def _written(connection: Connection, table: sa.Table, whose: Whose) -> Written:
    real = _real(table, _schema(connection)).alias()
    keys = _keys(table)
    same = sa.and_(*(table.c[key] == real.c[key] for key in keys))
    new = sa.select(table).where(~sa.exists().where(same).correlate(table))
    gone = sa.select(*(real.c[key] for key in keys)).where(
        whose(table.name, real), ~sa.exists().where(same).correlate(real)
    )
    changed: list[tuple[Row, Row]] = []
    if not is_append_only(table):
        width = len(table.columns)
        both = sa.select(table, real).join(real, same).where(_differ(table, real))
        rows = connection.execute(both)
        changed += (_apart(table, row[:width], row[width:]) for row in rows)
    return Written(
        table,
        connection.execute(new).mappings().all(),
        changed,
        () if is_append_only(table) else connection.execute(gone).mappings().all(),
    )


def _differ(table: sa.Table, real: sa.FromClause) -> sa.ColumnElement[bool]:
    """That two rows say something else anywhere; JSON is compared as it is written."""
    return sa.or_(*(_told(each).is_distinct_from(_told(real.c[each.name])) for each in table.c))


def _told(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.cast(column, sa.Text) if isinstance(column.type, sa.JSON) else column


def _apart(table: sa.Table, now: Sequence[Any], before: Sequence[Any]) -> tuple[Row, Row]:
    names = [column.name for column in table.columns]
    said = dict(zip(names, now, strict=True))
    earlier = dict(zip(names, before, strict=True))
    key = {name: said[name] for name in _keys(table)}
    return key, {name: value for name, value in said.items() if value != earlier[name]}


def _keys(table: sa.Table) -> list[str]:
    """The columns that name a row, and whose it is."""
    return [
        column.name
        for column in table.columns
        if column.primary_key or column.name == "participant_id"
    ]


def _remove(connection: Connection, what: Written) -> None:
    if what.gone:
        connection.execute(sa.delete(what.table).where(_keyed(what)), _bound(what.gone))


def _change(connection: Connection, what: Written) -> None:
    by_columns = sorted(what.changed, key=lambda each: sorted(each[1]))
    for names, rows in groupby(by_columns, key=lambda each: sorted(each[1])):
        statement = (
            sa.update(what.table)
            .where(_keyed(what))
            .values({name: sa.bindparam(f"new_{name}") for name in names})
        )
        bound = [
            {
                **{f"of_{name}": value for name, value in key.items()},
                **{f"new_{name}": value for name, value in values.items()},
            }
            for key, values in rows
        ]
        connection.execute(statement, bound)


def _keyed(what: Written) -> sa.ColumnElement[bool]:
    columns = what.table.columns
    return sa.and_(*(columns[key] == sa.bindparam(f"of_{key}") for key in _keys(what.table)))


def _bound(keys: Iterable[Row]) -> list[dict[str, Any]]:
    return [{f"of_{name}": value for name, value in key.items()} for key in keys]
