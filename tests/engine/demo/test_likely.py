"""The demo could be a district: who works where, when things happen, and what a card is worth."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import select

from engine import catalogs, evidence, ledger, outbox, people, rewards
from engine.demo.calendar import Calendar, is_school_day
from engine.demo.cast import cast
from engine.demo.content import content
from engine.demo.filling import _Demo
from engine.demo.named import ADMIN, DESK, LEADER, REVIEWER, TEACHER
from engine.evidence import Decision, Evidence, Status
from engine.integrations import LocalFiles
from engine.people import Person
from engine.rewards import Redemption
from rules.terms import Audience, Currency, MonthDay
from tests.engine.demo.conftest import NOW

ZONE = ZoneInfo("America/Chicago")


def everybody(store):
    with store.session() as session:
        catalog = catalogs.current(session, "deerfield", now=NOW)
    calendar = Calendar.until(NOW.date(), ZONE, MonthDay())
    taken = [(LEADER.school, LEADER.job)]
    return list(cast(catalog, calendar, 474, 109, taken))


def test_a_school_has_one_principal_and_middle_schools_have_no_first_grade(demo_store):
    words, people_of = content(), everybody(demo_store)
    held = Counter((each.school, each.job) for each in people_of if each.job in words.once)
    held[LEADER.school, LEADER.job] += 1

    assert set(held.values()) == {1}
    assert {job for _, job in held} == set(words.once)
    in_middle = {each.job for each in people_of if each.school in words.middle_schools}
    assert in_middle.isdisjoint(words.grades)
    assert any(each.audience is Audience.LEADER for each in people_of)


def test_adas_answers_come_on_school_days_and_not_all_as_soon(demo_store):
    with demo_store.session() as session:
        ada = people.by_email(session, "deerfield", TEACHER.email)
        found = session.exec(
            select(Evidence, Decision)
            .join(Decision, Decision.evidence_id == Evidence.id)
            .where(Evidence.participant_id == ada.id, Evidence.status == Status.APPROVED)
        ).all()
    days = [(claim.submitted_at, decision.at.astimezone(ZONE).date()) for claim, decision in found]

    assert len({day - sent.astimezone(ZONE).date() for sent, day in days}) > 2
    assert all(is_school_day(day) for _, day in days)


def test_adas_piece_waits_with_ruth_first(demo_store):
    with demo_store.session() as session:
        ada = people.by_email(session, "deerfield", TEACHER.email)
        [claim] = evidence.mine(session, ada, statuses=[Status.SUBMITTED])
        assert evidence.held_by(session, claim)[0] == REVIEWER.name


def test_nobody_redeems_at_night(demo_store):
    with demo_store.session() as session:
        moments = [each.astimezone(ZONE) for each in session.exec(select(Redemption.requested_at))]

    assert all(6 <= moment.hour < 19 for moment in moments)


def test_who_saved_long_enough_has_a_card_that_is_reported(demo_store, tmp_path):
    with demo_store.write() as session:
        demo = _Demo(session, LocalFiles(tmp_path / "files"), NOW, 109)
        savers = everybody(demo_store)[:3]
        emails = [*(each.email for each in savers), DESK.email]
        for email in emails:
            place = people.by_email(session, "deerfield", email)
            demo.actors[email] = people.acting(session, place)
        for email in emails[:1]:
            _saves(session, demo.actors[email].participant, 900, demo.calendar.closes)
        demo.hand_out_gift_cards([*savers, replace(savers[0], left_on=NOW.date())])

    with demo_store.session() as session:
        admin = people.acting(session, people.by_email(session, "deerfield", ADMIN.email))
        lines = rewards.taxable(session, admin, NOW.year)
        who = session.exec(select(Person.name).where(Person.email == savers[0].email)).one()
    assert who in [line.name for line in lines]


def _saves(session, place, points, closes):
    moment = closes - timedelta(days=1)
    cause = outbox.announce(session, outbox.Event("deerfield"), by=None, now=moment)
    for currency in Currency:
        posting = ledger.Posting(
            ledger.EntryKind.ADJUSTMENT, currency, points, "test", moment.date(), 1
        )
        ledger.post(session, place, posting, cause=cause, now=moment)


def test_nobody_works_on_thanksgiving_or_the_friday_after():
    days = {day: is_school_day(date(2026, 11, day)) for day in (19, 20, 25, 26, 27, 30)}
    assert [day for day, works in days.items() if not works] == [26, 27]
