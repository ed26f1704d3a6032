"""Statements by the day that entries count for, and what caused them."""

from datetime import date

import pytest

from engine import ledger, outbox
from engine.errors import NotFound


@pytest.fixture(autouse=True)
def _earned(world):
    world.joins("Ada")
    world.joins("Ben")
    world.earns("Ada", 30, on=date(2026, 2, 2))
    world.earns("Ada", 10, on=date(2025, 9, 1))  # told later, done earlier


def test_lines_stand_by_the_day_that_they_count_for(world):
    with world.store.session() as session:
        lines = ledger.statement_by_day(session, world.people["Ada"])

    assert [(line.entry.effective_on.month, line.entry.points, line.after) for line in lines] == [
        (9, 10, 10),
        (2, 30, 40),
    ]


def test_an_entry_is_found_by_its_number_by_its_owner_alone(world):
    with world.store.session() as session:
        assert ledger.entry(session, world.people["Ada"], 3).points == 10
        with pytest.raises(NotFound):
            ledger.entry(session, world.people["Ben"], 3)


def test_what_caused_an_entry_is_kept(world):
    with world.store.session() as session:
        entry = ledger.entry(session, world.people["Ada"], 1)
        found = outbox.happened(session, world.district, [entry.event_id])
        assert outbox.happened(session, "elsewhere", [entry.event_id]) == {}

    assert (found[entry.event_id].kind, found[entry.event_id].by) == ("Event", None)
