"""What people of the demo seldom do: go for the next degree, wait for an approval, back out."""

import pickle
from random import Random
from zoneinfo import ZoneInfo

import pytest

from engine import catalogs, demo, people, progress, rewards
from engine.demo import workshops
from engine.demo.calendar import Calendar
from engine.demo.cast import cast
from engine.demo.playing import Offices, Player
from engine.demo.workshops import Script
from tests.engine.demo.conftest import NOW

DISTRICT = demo.DISTRICT
ZONE = ZoneInfo("America/Chicago")


class Willing(Random):
    """Somebody who does whatever is merely likely."""

    def random(self) -> float:
        return 0.0


@pytest.fixture
def session(demo_store):
    with demo_store.write() as session:
        yield session
        session.rollback()


@pytest.fixture
def ada(session) -> Player:
    catalog = catalogs.current(session, DISTRICT, now=NOW)
    calendar = Calendar.until(NOW.astimezone(ZONE).date(), ZONE, catalog.year_starts)
    desk = actor(session, "walt")
    character = next(cast(catalog, calendar, 1, 109))
    return Player(
        session,
        catalog,
        calendar,
        Offices([desk], desk),
        actor(session, "ada"),
        character,
        Willing(1),
    )


def actor(session, who):
    return people.acting(session, people.by_email(session, DISTRICT, f"{who}@deerfield.example"))


def test_who_has_one_degree_takes_up_the_next(session, ada):
    ada.goal = "associate"
    ada._go_on(NOW)

    assert ada.goal == "bachelor"
    taken_up = progress.enrollments(session, ada.actor.participant)
    assert "bachelor" in {each.degree for each in taken_up}


def test_who_has_the_last_degree_rests(ada):
    ada.goal = "doctor"
    ada._go_on(NOW)
    assert ada.goal is None


def test_what_needs_an_approval_waits_for_it_first(session, ada):
    asked = next(
        offer.key
        for offer in rewards.shelf(session, ada.actor, now=NOW)
        if offer.reward.approval and offer.refused is None
    )
    taken = rewards.redeem(session, asked, by=ada.actor, now=ada.calendar.opens)
    ada._serve(taken, ada.calendar.opens)

    assert taken.status is rewards.Status.HELD
    assert len(ada._steps) == 1


def test_a_few_change_their_mind(session, ada):
    asked = next(
        offer.key
        for offer in rewards.shelf(session, ada.actor, now=NOW)
        if not offer.reward.approval and offer.refused is None
    )
    taken = rewards.redeem(session, asked, by=ada.actor, now=NOW)
    ada._serve(taken, NOW)

    assert taken.status is rewards.Status.CANCELLED


def test_another_process_reads_the_script_from_its_file(session, ada, tmp_path, monkeypatch):
    """As it is done in each process of the pool, without one."""
    monkeypatch.setattr(workshops, "_here", [])
    reviewer = people.by_email(session, DISTRICT, "ruth@deerfield.example").id
    desk = people.by_email(session, DISTRICT, "walt@deerfield.example").id
    everybody = [*cast(ada.catalog, ada.calendar, 20, 109)]
    there = {each.email: people.by_email(session, DISTRICT, each.email) for each in everybody}
    idle = next(each for each in everybody if not each.days and there[each.email])
    script = Script(
        DISTRICT, 109, ada.calendar, {idle.email: there[idle.email].id}, [reviewer], desk, {},
        workshops.everything(session),
    )  # fmt: skip
    (tmp_path / "script").write_bytes(pickle.dumps(script))

    workshops._set_up(str(tmp_path / "script"))
    made = workshops._play_here([idle])

    assert made["evidence"] == []
