"""Verifying finds what somebody changed by hand with the triggers off, and names the row."""

import pytest
import sqlalchemy as sa

from engine import ledger
from tests.engine.world import World


def tamper(world: World, statement: str) -> None:
    """Change a row as only somebody with the database in hands could."""
    with world.store.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for trigger in ("entry_no_update", "entry_no_delete"):
                connection.execute(sa.text(f"DROP TRIGGER IF EXISTS {trigger}"))
        else:
            connection.execute(sa.text("ALTER TABLE entry DISABLE TRIGGER ALL"))
        connection.execute(sa.text(statement))


def faults(world: World) -> list[ledger.Fault]:
    with world.store.session() as session:
        return list(ledger.verify(session, world.district))


@pytest.fixture
def earned(any_world: World) -> World:
    any_world.joins("Ada")
    for points in (10, 20, 30):
        any_world.earns("Ada", points)
    return any_world


def test_an_honest_ledger_has_no_fault(earned: World) -> None:
    assert faults(earned) == []


@pytest.mark.parametrize(
    "change", ["points = 99", "reason = 'gift'", "source = 'x'", "effective_on = '2020-01-01'"]
)
def test_a_changed_entry_is_named(earned: World, change: str) -> None:
    tamper(earned, f"UPDATE entry SET {change} WHERE seq = 3")

    (fault,) = faults(earned)

    assert (fault.table, fault.row) == ("entry", "entry 3")
    assert fault.participant_id == earned.people["Ada"].id
    assert "entry 3" in str(fault)


def test_a_removed_entry_is_named(earned: World) -> None:
    tamper(earned, "DELETE FROM entry WHERE seq = 2")

    (fault,) = faults(earned)

    assert (fault.row, fault.found) == ("entry 2", "nothing")


@pytest.mark.parametrize("column", ["experience", "redeemable", "seq"])
def test_a_changed_balance_is_named(earned: World, column: str) -> None:
    tamper(earned, f"UPDATE balance SET {column} = 7")

    (fault,) = faults(earned)

    assert (fault.table, fault.row, fault.found) == ("balance", column, "7")


def test_a_balance_without_entries_is_named(any_world: World) -> None:
    any_world.joins("Ada")
    any_world.earns("Ada", 10)
    tamper(any_world, "DELETE FROM entry")

    (fault,) = faults(any_world)

    assert fault.table == "balance"
