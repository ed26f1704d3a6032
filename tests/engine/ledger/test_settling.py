"""Settling appends desired minus booked: nothing more, nothing twice, and nothing is rewritten."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, delete, select, update

from engine import ledger
from engine.errors import AppendOnly, NotEnoughPoints
from engine.ledger import Entry, EntryKind, Posting
from engine.outbox import Event, announce
from engine.people import Participant
from rules.scoring import Line
from rules.terms import Currency
from tests.engine.world import START, TODAY, World

SEPTEMBER = date(2025, 9, 1)


def line(source: str, points: int, *, day: int = 0, rule: str = "talk") -> Line:
    reason = "capped" if points < 0 else "granted"
    on = SEPTEMBER + timedelta(days=day)
    return Line(source, rule, "steam", points, points, on, reason, 1)


awards = st.builds(
    line,
    st.sampled_from(["evidence/a", "evidence/b", "evidence/c"]),
    st.integers(1, 9),
    day=st.integers(0, 2),
)
caps = st.builds(
    line,
    st.just("cap/2025-26"),
    st.integers(-9, -1),
    day=st.integers(0, 2),
    rule=st.just("cap:activity/talk"),
)
records = st.lists(awards | caps, max_size=6, unique_by=lambda each: (each.source, each.rule))


def settle(session: Session, place: Participant, lines: list[Line]) -> int:
    cause = announce(session, Event(place.district_id), by=None, now=START)
    return len(ledger.settle(session, place, lines, cause=cause, now=START))


def sums(session: Session, place: Participant) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = defaultdict(int)
    for each in ledger.statement(session, place):
        found[each.entry.source, each.entry.rule] += each.entry.points
    return {key: points for key, points in found.items() if points}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(records, min_size=1, max_size=5))
def test_after_any_history_the_ledger_says_what_the_rules_say_now(
    world: World, history: list[list[Line]]
) -> None:
    who = world.joins(f"Ada{len(world.people)}")
    with world.store.write() as session:
        place = world.place(session, who)
        kept: list[str] = []
        for lines in history:
            settle(session, place, lines)
            assert sums(session, place) == {
                (each.source, each.rule): each.experience for each in lines
            }
            assert settle(session, place, lines) == 0
            chain = [each.entry.digest for each in ledger.statement(session, place)]
            assert chain[: len(kept)] == kept
            kept = chain
        assert list(ledger.verify(session, world.district)) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=records, after=records)
def test_a_reversal_is_the_identity(world: World, before: list[Line], after: list[Line]) -> None:
    who = world.joins(f"Ben{len(world.people)}")
    with world.store.write() as session:
        place = world.place(session, who)
        settle(session, place, before)
        balance = ledger.balance(session, place).experience

        settle(session, place, after)
        settle(session, place, before)

        assert ledger.balance(session, place).experience == balance


def test_an_entry_names_what_caused_it_and_seals_the_one_before(world: World) -> None:
    who = world.joins("Ada")
    with world.store.write() as session:
        place = world.place(session, who)
        settle(session, place, [line("evidence/a", 5)])
        settle(session, place, [line("evidence/a", 5), line("evidence/b", 3)])

        first, second = [each.entry for each in ledger.statement(session, place)]

    assert (first.seq, second.seq) == (1, 3)
    assert first.event_id != second.event_id
    assert len({first.digest, second.digest}) == 2


def test_a_moved_cap_brings_no_points_back_and_forth(world: World) -> None:
    who = world.joins("Ada")
    with world.store.write() as session:
        place = world.place(session, who)
        settle(session, place, [line("evidence/a", 9), _cap(-4, day=0)])

        settle(session, place, [line("evidence/a", 9), _cap(-4, day=1)])
        assert len(ledger.statement(session, place)) == 2

        settle(session, place, [line("evidence/a", 9), _cap(-6, day=1)])
        entries = [each.entry for each in ledger.statement(session, place)]
    assert [each.points for each in entries] == [9, -4, -2]
    assert entries[-1].kind is EntryKind.CAP


def test_a_day_that_was_wrong_is_reversed_and_posted_anew(world: World) -> None:
    who = world.joins("Ada")
    with world.store.write() as session:
        place = world.place(session, who)
        settle(session, place, [line("evidence/a", 9, day=0)])
        settle(session, place, [line("evidence/a", 9, day=1)])

        entries = [each.entry for each in ledger.statement(session, place)]
        until_then = ledger.statement(session, place, until=SEPTEMBER)

    assert sorted(each.points for each in entries) == [-9, 9, 9]
    assert sum(each.entry.points for each in until_then) == 0


def test_what_was_spent_and_then_taken_back_is_owed(world: World) -> None:
    who = world.joins("Ada")
    with world.store.write() as session:
        place = world.place(session, who)
        settle(session, place, [line("evidence/a", 9)])
        _spend(session, place, 7)
        with pytest.raises(NotEnoughPoints) as refusal:
            _spend(session, place, 3)
        assert refusal.value.missing == 1

        settle(session, place, [])

        balance = ledger.balance(session, place)
        assert (balance.redeemable, balance.owes, balance.experience) == (-7, True, 0)
        settle(session, place, [line("evidence/a", 9)])
        assert not ledger.balance(session, place).owes


def test_what_grants_no_redeemable_points_is_no_entry_of_them(world: World) -> None:
    who = world.joins("Ada")
    with world.store.write() as session:
        place = world.place(session, who)
        settle(session, place, [line("evidence/a", 9)._replace(redeemable=0)])

        assert len(ledger.entries_of(session, place, "evidence/a")) == 1
        balance = ledger.balance(session, place)
    assert (balance.experience, balance.redeemable) == (9, 0)


def test_ordinary_code_and_bulk_statements_are_refused(world: World) -> None:
    world.earns(world.joins("Ada"), 10)
    with world.store.session() as session:
        entry = session.exec(select(Entry)).first()
        assert entry is not None
        entry.points = 11
        with pytest.raises(AppendOnly):
            session.flush()
    for statement in (update(Entry).values(points=11), delete(Entry)):
        with world.store.session() as session, pytest.raises(AppendOnly):
            session.exec(statement.where(col(Entry.seq) == 1))


@pytest.mark.parametrize("statement", ["UPDATE entry SET points = 11", "DELETE FROM entry"])
def test_sql_written_by_hand_is_refused(any_world: World, statement: str) -> None:
    any_world.earns(any_world.joins("Ada"), 10)

    refused = pytest.raises(sa.exc.DatabaseError, match="append-only")
    with refused, any_world.store.engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_what_was_earned_between_two_days(world: World) -> None:
    who = world.joins("Ada")
    with world.store.write() as session:
        place = world.place(session, who)
        settle(session, place, [line("evidence/a", 5, day=0), line("evidence/b", 3, day=2)])

        def earned(first: int, last: int) -> int:
            days = (SEPTEMBER + timedelta(days=each) for each in (first, last))
            return ledger.earned_between(session, place, *days, Currency.EXPERIENCE)

        assert (earned(0, 1), earned(0, 2), earned(1, 1)) == (5, 8, 0)


def _cap(points: int, *, day: int) -> Line:
    return line("cap/2025-26", points, day=day, rule="cap:activity/talk")


def _spend(session: Session, place: Participant, points: int) -> None:
    cause = announce(session, Event(place.district_id), by=None, now=START)
    posting = Posting(EntryKind.REDEMPTION, Currency.REDEEMABLE, -points, "redemption/x", TODAY, 1)
    ledger.post(session, place, posting, cause=cause, now=START)
