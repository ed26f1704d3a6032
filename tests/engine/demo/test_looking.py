"""Second looks in the demo: readers mostly agree, and what nobody may read stays unread."""

from collections import Counter
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import delete, func, select

from engine.demo import looking
from engine.demo.calendar import Calendar
from engine.demo.filling import DISTRICT
from engine.demo.telling import Teller
from engine.evidence import Decision, SecondLook, Verdict
from rules.terms import Audience, MonthDay
from tests.engine.demo.conftest import NOW

APPROVED, SENT_BACK, DECLINED = Verdict.APPROVED, Verdict.SENT_BACK, Verdict.DECLINED


@pytest.mark.parametrize(("first", "other"), [(APPROVED, SENT_BACK), (DECLINED, APPROVED)])
def test_a_second_reader_mostly_agrees(first, other):
    decision = Decision(district_id=DISTRICT, verdict=first)
    found = Counter(looking._verdict(decision, Random(n)) for n in range(200))  # noqa: S311

    assert found.keys() == {first, other}
    assert found[first] > 150


def test_what_nobody_else_may_read_stays_unread(demo_store):
    calendar = Calendar.until(NOW.date(), ZoneInfo("America/Chicago"), MonthDay())
    random = Random(3)  # noqa: S311
    teller = Teller("en", Audience.CERTIFICATED, random)
    with demo_store.write() as session:
        session.exec(delete(SecondLook))
        looking.look_twice(session, DISTRICT, [], calendar, teller, random)
        unread = select(func.count()).where(SecondLook.read_at.is_(None))
        found = session.exec(unread).one()
        session.rollback()

    assert found > 0
