"""Every table that a district owns can be sharded by district: each of its keys begins with it."""

import sqlalchemy as sa
from sqlmodel import SQLModel

from tests.house.test_tables import load_engine

SHARED = {"person", "sign_in", "sign_in_attempt", "reset_link"}
"""People and their sign-ins; a person may take part in several districts."""


def tables() -> dict[str, sa.Table]:
    load_engine()
    return dict(SQLModel.metadata.tables)


def owned() -> list[sa.Table]:
    return [table for name, table in tables().items() if name not in SHARED]


def first(columns: sa.ColumnCollection | list) -> str:
    return next(iter(columns)).name


def test_people_and_their_sign_ins_are_the_only_shared_tables() -> None:
    shared = {name for name, table in tables().items() if "district_id" not in table.columns}

    assert shared == SHARED


def test_primary_keys_begin_with_the_district() -> None:
    assert {table.name: first(table.primary_key.columns) for table in owned()} == {
        table.name: "district_id" for table in owned()
    }


def test_unique_constraints_and_unique_indexes_begin_with_the_district() -> None:
    unique = [
        (table.name, first(each.columns))
        for table in owned()
        for each in (*table.constraints, *table.indexes)
        if isinstance(each, sa.UniqueConstraint) or getattr(each, "unique", False)
    ]

    assert unique
    assert {name for name, column in unique if column != "district_id"} == set()


def test_foreign_keys_to_what_a_district_owns_begin_with_the_district() -> None:
    """On both sides, so that no row refers into another district."""
    pairs = [
        (table.name, [(each.parent.name, each.column.name) for each in key.elements])
        for table in owned()
        for key in table.foreign_key_constraints
        if key.referred_table.name not in SHARED
    ]

    assert pairs
    assert {
        name for name, columns in pairs if columns[0] != ("district_id", "district_id")
    } == set()


def test_shared_tables_refer_to_no_district() -> None:
    referred = {
        key.referred_table.name for name in SHARED for key in tables()[name].foreign_key_constraints
    }

    assert referred <= SHARED
