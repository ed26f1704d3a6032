"""Gatherings: who sets one up, what a code is worth, and that being there counts once."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine import evidence, gatherings
from engine.errors import (
    AlreadyAttended,
    CheckInNotOpen,
    NotAnAttendance,
    NotFound,
    NotPermitted,
    Refusal,
    TimesOutside,
    TooManyCodes,
)
from engine.gatherings import Gathering, Plan
from engine.store import Store
from rules.terms import Stage
from tests.engine.instant import at_once, refusals
from tests.engine.university import PACK, University

HOUR = timedelta(hours=1)


@pytest.fixture
def elm(store: Store) -> University:
    university = University(store)
    university.staff()
    return university


def plan(elm: University, leader: str = "Ruth", **more: Any) -> Plan:
    with elm.store.session() as session:
        place = elm.place(session, leader)
    usual = Plan("walk", Stage.DONE, place, elm.now, elm.now + HOUR, elm.now + HOUR, 60, "Gym")
    return replace(usual, **more)


def sets_up(elm: University, by: str = "Ruth", leader: str = "", **more: Any) -> Gathering:
    planned = plan(elm, leader or by, **more)
    with elm.act() as session:
        return gatherings.set_up(session, planned, by=elm.actor(session, by), now=elm.now)


def does(elm: University, act: Callable[..., Any], found: Gathering, *more: Any, by: str) -> Any:
    with elm.act() as session:
        gathering = session.get_one(Gathering, (found.district_id, found.id))
        facts = {"by": elm.actor(session, by)}
        if act not in (gatherings.call_off, gatherings.strike):
            facts["now"] = elm.now
        return act(session, gathering, *more, **facts)


@pytest.mark.parametrize(
    ("by", "leader", "more", "refusal"),
    [
        ("Ada", "", {}, NotPermitted),
        ("Ruth", "Rob", {}, NotPermitted),
        ("Ruth", "", {"activity": "talk"}, NotAnAttendance),
        ("Ruth", "", {"minutes": 5, "ends_at": None}, TimesOutside),
    ],
)
def test_what_cannot_be_set_up(
    elm: University, by: str, leader: str, more: dict[str, Any], refusal: type[Refusal]
) -> None:
    if more.get("ends_at", 0) is None:
        more = {**more, "ends_at": elm.now - HOUR}
    with pytest.raises(refusal):
        sets_up(elm, by, leader, **more)


def test_a_code_is_found_however_it_is_written_and_guessing_is_slow(
    elm: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs = iter("BCDFGH" * 2 + "JKMNPQ")
    monkeypatch.setattr(secrets, "choice", lambda _signs: next(signs))
    first, second = sets_up(elm), sets_up(elm)
    assert (first.code, second.code) == ("BCDFGH", "JKMNPQ"), "each has a code of its own"

    def asks(said: str, **who: str) -> Gathering | None:
        with elm.act() as session:
            return gatherings.by_code(session, elm.district, said, now=elm.now, **who)

    found = asks("bcd-fgh", who="Ada", network="school")
    assert found is not None
    assert found.id == first.id
    for _ in range(8):
        assert asks("XXXXXX", who="Ada") is None
    with pytest.raises(TooManyCodes):
        asks("BCDFGH", who="Ada")
    assert asks("BCDFGH", who="Rob") is not None
    elm.tick(minutes=15)
    assert asks("BCDFGH", who="Ada") is not None


@pytest.mark.parametrize("waits", [False, True])
def test_pressing_twice_at_the_same_instant_counts_once(any_store: Store, waits: bool) -> None:
    elm = University(any_store)
    elm.staff()
    elm.joins("Ben")
    found = sets_up(elm, waits=waits)
    press = [
        lambda who=who: does(elm, gatherings.check_in, found, by=who)
        for who in ("Ada", "Ada", "Ben", "Ben")
    ]
    assert refusals(at_once(*press)) == []
    if waits:
        with elm.store.session() as session:
            ids = [elm.place(session, who).id for who in ("Ada", "Ben")]
        confirm = [lambda: does(elm, gatherings.confirm, found, ids, by="Ruth")] * 2
        assert sum(at_once(*confirm)) == 2
    assert (elm.experience("Ada"), elm.experience("Ben")) == (4, 4)
    assert elm.wrong() == []


def test_what_can_change_once_somebody_was_there(elm: University) -> None:
    found = sets_up(elm)
    later = plan(elm, place="Library", closes_at=elm.now + 2 * HOUR)
    does(elm, gatherings.change, found, later, by="Ruth")
    with pytest.raises(NotPermitted):
        does(elm, gatherings.change, found, plan(elm, "Rob"), by="Ruth")
    does(elm, gatherings.change, found, plan(elm, "Rob"), by="Dana")
    does(elm, gatherings.check_in, found, by="Ada")

    with pytest.raises(AlreadyAttended):
        does(elm, gatherings.change, found, plan(elm, "Rob", minutes=90), by="Dana")
    with pytest.raises(AlreadyAttended):
        does(elm, gatherings.call_off, found, by="Rob")
    does(elm, gatherings.change, found, plan(elm, "Rob", place="Hall"), by="Rob")
    does(elm, gatherings.close, found, by="Rob")
    with elm.store.session() as session:
        kept = gatherings.get(session, elm.actor(session, "Rob"), found.id)
        assert (kept.place, kept.closes_at) == ("Hall", elm.now)


def test_one_that_is_called_off_is_gone(elm: University) -> None:
    found = sets_up(elm)
    with pytest.raises(NotPermitted):
        does(elm, gatherings.call_off, found, by="Rob")
    does(elm, gatherings.call_off, found, by="Dana")
    with elm.store.session() as session, pytest.raises(NotFound):
        gatherings.get(session, elm.actor(session, "Dana"), found.id)


def test_a_name_is_taken_off_only_while_it_waits(elm: University) -> None:
    found = sets_up(elm, waits=True)
    does(elm, gatherings.check_in, found, by="Ada")
    with elm.store.session() as session:
        ada = elm.place(session, "Ada")
    does(elm, gatherings.write_down, found, [ada], by="Ruth")
    assert elm.experience("Ada") == 4, "written down is confirmed"
    assert does(elm, gatherings.write_down, found, [ada], by="Ruth") == []
    assert does(elm, gatherings.confirm, found, [ada.id, uuid.uuid4()], by="Ruth") == 0
    for who in (ada.id, uuid.uuid4()):
        with pytest.raises(NotFound):
            does(elm, gatherings.strike, found, who, by="Ruth")


def test_nobody_is_written_down_before_it_begins(elm: University) -> None:
    later = elm.now + 2 * HOUR
    found = sets_up(elm, begins_at=later, ends_at=later + HOUR, closes_at=later + HOUR)
    with elm.store.session() as session:
        ada = elm.place(session, "Ada")
        assert isinstance(gatherings.closed(session, found, now=elm.now), CheckInNotOpen)
    with pytest.raises(CheckInNotOpen):
        does(elm, gatherings.write_down, found, [ada], by="Ruth")


def test_what_is_near_and_what_waits_is_due(elm: University) -> None:
    found = sets_up(elm, waits=True)
    does(elm, gatherings.check_in, found, by="Ada")
    elm.tick(days=2)
    with elm.store.session() as session:
        ruth, rob, dana = (elm.actor(session, who) for who in ("Ruth", "Rob", "Dana"))
        assert [(each.id, n) for each, n in gatherings.due(session, ruth, now=elm.now)] == [
            (found.id, 1)
        ]
        assert gatherings.due(session, dana, now=elm.now) == []
        assert [n for _each, n in gatherings.led(session, ruth)] == [1]
        counts = [gatherings.led_count(session, each) for each in (ruth, rob, dana)]
        assert counts == [1, 0, 1]


def test_being_there_judges_nobody(store: Store) -> None:
    """Who led a workshop is reviewed by those who came to it."""
    terms = "review: {answer_school_days: 5, reciprocal_days: 10}"
    elm = University(store, {"pack.yaml": PACK.replace("review: {answer_school_days: 5}", terms)})
    elm.staff()
    does(elm, gatherings.check_in, sets_up(elm), by="Rob")
    essay = elm.submits("Ruth")
    with store.session() as session:
        assert evidence.conflict(session, essay, elm.actor(session, "Rob")) is None


def test_a_gathering_is_open_to_guests_only_where_it_says_so(elm: University) -> None:
    found = sets_up(elm)
    guest = {"email": "kim@far.example", "name": "Kim", "language": "en", "network": "x"}
    with pytest.raises(NotPermitted), elm.act() as session:
        gatherings.greet(session, found, now=elm.now, **guest)
