"""Events are kept as they happened, and wait for their reactions in the order of happening."""

import pytest

from engine.errors import AppendOnly
from engine.evidence import EvidenceApproved
from engine.outbox import Event, EventRow, announce, happened, waiting
from engine.store import new_id
from tests.engine.world import START, World


def test_an_event_is_kept_with_its_facts_and_who_did_it(world: World) -> None:
    who, piece, by = new_id(), new_id(), new_id()
    with world.store.write() as session:
        told = announce(session, EvidenceApproved("elm", who, piece), by=by, now=START)
        other = announce(session, Event("elm"), by=None, now=START)
        found = happened(session, "elm", [told.id, new_id()])

    assert list(found) == [told.id]
    row = found[told.id]
    assert (row.kind, row.by, row.at) == ("EvidenceApproved", by, START)
    assert row.facts == {"participant": str(who), "evidence": str(piece)}
    assert told.id < other.id


def test_another_district_has_not_heard_of_it(world: World) -> None:
    with world.store.write() as session:
        told = announce(session, Event("elm"), by=None, now=START)
        assert happened(session, "oak", [told.id]) == {}


def test_what_waits_is_taken_once_in_order_with_what_comes_meanwhile(world: World) -> None:
    with world.store.write() as session:
        first, second = (announce(session, Event("elm"), by=None, now=START) for _ in range(2))
        taken = []
        for each in waiting(session):
            taken.append(each)
            if len(taken) == 1:
                third = announce(session, Event("elm"), by=None, now=START)

        assert taken == [first, second, third]
        assert list(waiting(session)) == []


def test_what_happened_is_never_rewritten(world: World) -> None:
    with world.store.write() as session:
        told = announce(session, Event("elm"), by=None, now=START)
    with world.store.session() as session:
        row = session.get_one(EventRow, ("elm", told.id))
        row.kind = "Nothing"
        with pytest.raises(AppendOnly, match="event"):
            session.flush()
