"""Switching to another version of a degree: what is refused, and what is kept of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import progress, replay
from engine.errors import (
    AlreadyConferred,
    AppendOnly,
    ConferredSince,
    NoSuchVersion,
    NotFound,
    NotPermitted,
    OtherAudience,
    PromiseChanged,
    SameVersion,
)
from engine.people import Role
from engine.progress import Nearer, Switch, nearer
from rules.audits import AuditStatus
from tests.engine.university import University

BEGIN = """
pack: {format: tassel-pack/1, title: Elm, catalog_year: 2025-26, applies_from: 2025-07-01}
district: {id: elm, name: Elm Schools, university: Elm University}
activities: {talk: {title: Talk, points: 10}}
"""
FIRST = "degrees: {a: {title: A, requires: {points: 30}}, b: {title: B, requires: {count: 9}}}"
RENAMED = "degrees: {a: {title: Called otherwise, requires: {points: 30}}}"
HARDER = "degrees: {a: {title: A, requires: {points: 50}}}"
EASIER = "degrees: {a: {title: A, requires: {points: 20}}}"
FOR_OTHERS = "degrees: {a: {title: A, audience: [classified], requires: {points: 5}}}"
ELSEWHERE = "degrees: {other: {title: Other, requires: {points: 5}}}"


@pytest.fixture
def elm(store) -> University:
    elm = University(store, {"pack.yaml": BEGIN + FIRST})
    elm.joins("Ada")
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.enrolls("Ada", "a")
    return elm


def switches(elm: University, to: int, **how) -> Switch:
    with elm.act() as session:
        ada = elm.actor(session, "Ada")
        return progress.switch(session, "a", to, by=ada, now=elm.tick(), **how)


def goes_back(elm: University) -> Switch:
    with elm.act() as session:
        return progress.undo_switch(session, "a", by=elm.actor(session, "Ada"), now=elm.tick())


def versions(elm: University, degree: str = "a") -> progress.Versions:
    with elm.store.session() as session:
        return progress.versions(session, elm.place(session, "Ada"), degree, now=elm.now)


def standing(elm: University) -> tuple[int, list[tuple[int, int, int | None]]]:
    with elm.store.session() as session:
        rows = progress.switches(session, elm.place(session, "Ada"), "a")
        told = [(row.from_catalog, row.to_catalog, row.undoes) for row in rows]
    return versions(elm).mine.catalog, told


def faults(elm: University) -> list[str]:
    with elm.store.session() as session:
        return [str(each) for each in progress.verify_switches(session, "elm")]


def test_only_later_versions_that_ask_otherwise_and_are_for_her_are_there(elm):
    for pack in (RENAMED, HARDER, EASIER, HARDER, FOR_OTHERS, ELSEWHERE, FIRST):
        elm.publishes(BEGIN + pack)
    elm.publishes(BEGIN + EASIER, applies_from=elm.now.date().replace(year=2027))

    found = versions(elm)
    assert [each.catalog for each in found.newer] == [4, 5]
    assert found.is_offered
    assert found.of(5).degree.requires.need[0].points == 50
    assert found.of(2) is None


def test_a_version_for_others_is_no_longer_offered_to_her(elm):
    elm.publishes(BEGIN + FOR_OTHERS)

    assert not versions(elm).is_offered


@pytest.mark.parametrize(
    ("pack", "to", "refusal"),
    [
        (HARDER, 1, SameVersion),
        (RENAMED, 2, SameVersion),
        (FOR_OTHERS, 2, OtherAudience),
        (ELSEWHERE, 2, NoSuchVersion),
        (HARDER, 3, NoSuchVersion),
    ],
)
def test_what_is_no_other_version_for_her_is_refused(elm, pack, to, refusal):
    elm.publishes(BEGIN + pack)

    with pytest.raises(refusal):
        switches(elm, to)
    assert standing(elm) == (1, [])


def test_an_earlier_version_is_none_to_switch_to(elm):
    elm.publishes(BEGIN + HARDER)
    switches(elm, 2)

    with pytest.raises(NoSuchVersion):
        switches(elm, 1)


def test_nobody_switches_what_she_does_not_pursue(elm):
    elm.publishes(BEGIN + HARDER)
    with elm.act() as session:
        progress.leave(session, "a", by=elm.actor(session, "Ada"), now=elm.tick())

    for act in (lambda: switches(elm, 2), lambda: goes_back(elm), lambda: versions(elm, "b")):
        with pytest.raises(NotFound):
            act()


def test_who_has_left_the_district_switches_nothing(elm):
    elm.publishes(BEGIN + HARDER)
    elm.leaves("Ada")

    for act in (lambda: switches(elm, 2), lambda: goes_back(elm)):
        with pytest.raises(NotPermitted):
            act()


def test_a_promise_that_is_no_longer_true_does_nothing(elm):
    elm.publishes(BEGIN + HARDER)
    promised = versions(elm).of(2).promise
    elm.tick(days=1)
    assert versions(elm).of(2).promise == promised
    elm.completes("Ada")

    with pytest.raises(PromiseChanged):
        switches(elm, 2, promised=promised)
    assert standing(elm) == (1, [])
    switches(elm, 2, promised=versions(elm).of(2).promise)
    assert standing(elm) == (2, [(1, 2, None)])


def test_a_conferred_degree_is_not_switched(elm):
    elm.publishes(BEGIN + HARDER)
    elm.completes("Ada")
    elm.completes("Ada")
    elm.completes("Ada", on=elm.now.date())
    assert elm.degrees("Ada") == ["a"]

    for act in (lambda: switches(elm, 2), lambda: goes_back(elm)):
        with pytest.raises(AlreadyConferred):
            act()


def test_switches_are_taken_back_one_after_the_other(elm):
    elm.publishes(BEGIN + HARDER)
    elm.publishes(BEGIN + EASIER)
    switches(elm, 2)
    switches(elm, 3)

    goes_back(elm)
    goes_back(elm)

    assert standing(elm) == (1, [(1, 2, None), (2, 3, None), (3, 2, 2), (2, 1, 1)])
    with pytest.raises(NotFound):
        goes_back(elm)
    switches(elm, 3)
    assert standing(elm)[0] == 3
    assert faults(elm) == []


def test_the_calendar_of_the_district_counts(elm):
    elm.publishes(BEGIN + HARDER)
    row = switches(elm, 2)

    assert progress.last_day_to_go_back(row.switched_on).isoformat() == "2026-04-01"
    with elm.store.session() as session:
        found = progress.standing_switch(session, elm.place(session, "Ada"), "a")
    assert (found.seq, found.switched_by) == (1, elm.people["Ada"].id)


EXCLUSIVE = """
between_degrees: exclusive
degrees:
  a: {title: A, requires: %s}
  b: {title: B, requires: {all: [{collect: {count: 1}}, {count: 1}]}}
"""


def test_what_was_conferred_since_holds_the_version_that_it_counts_on(store):
    """By the former version the one piece of work would do more for the other degree."""
    elm = University(store, {"pack.yaml": BEGIN + EXCLUSIVE % "{collect: {count: 1}}"})
    elm.joins("Ada")
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.enrolls("Ada", "a")
    elm.enrolls("Ada", "b")
    elm.publishes(BEGIN + EXCLUSIVE % "{points: 900}")
    switches(elm, 2)
    elm.completes("Ada")
    assert elm.degrees("Ada") == ["b"]

    with pytest.raises(ConferredSince) as refused:
        goes_back(elm)
    assert refused.value.degree == "b"
    assert standing(elm)[0] == 2
    with elm.store.session() as session:
        assert progress.questioned(session, "elm") == []


COLLECTS = "degrees: {a: {title: A, requires: {all: [%s, {points: 900}]}}}"
TWO = "{collect: {count: 1}}, {collect: {count: 2}}"
ONE = "{collect: {count: 3}}"


def uses(elm: University) -> object:
    with elm.store.session() as session:
        (pursued,) = progress.pursued(session, elm.place(session, "Ada"), now=elm.now)
        return pursued.audit.uses


def test_going_back_brings_back_what_served_what_and_every_pin(store):
    elm = University(store, {"pack.yaml": BEGIN + COLLECTS % TWO})
    elm.joins("Ada")
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.enrolls("Ada", "a")
    claims = [elm.completes("Ada") for _ in range(3)]
    with elm.act() as session:
        ada = elm.actor(session, "Ada")
        progress.pin(session, "a", "r.1", claims[2].source, by=ada, now=elm.tick())
    elm.publishes(BEGIN + COLLECTS % ONE)
    before = uses(elm)
    assert before["r.1"] == (claims[2].source,)

    promised = versions(elm).of(2)
    switches(elm, 2)
    assert uses(elm) == promised.audit.uses != before

    goes_back(elm)
    assert uses(elm) == before


def test_going_back_brings_back_what_only_history_explains(store):
    """The later work came first, and has served the first requirement ever since."""
    elm = University(store, {"pack.yaml": BEGIN + COLLECTS % TWO})
    elm.joins("Ada")
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.enrolls("Ada", "a")
    day = elm.now.date()
    for ago in (0, 9, 5):
        elm.completes("Ada", on=day - timedelta(days=ago))
    elm.publishes(BEGIN + COLLECTS % ONE)
    before = uses(elm)

    switches(elm, 2)
    goes_back(elm)
    assert uses(elm) == before


def test_a_row_of_a_switch_stays_as_it_was_written(elm):
    elm.publishes(BEGIN + HARDER)
    switches(elm, 2)

    with pytest.raises(AppendOnly), elm.store.write() as session:
        session.execute(sa.update(Switch).values(to_catalog=1))


def test_verifying_names_what_is_not_as_it_was_announced(elm):
    elm.publishes(BEGIN + HARDER)
    switches(elm, 2)
    assert faults(elm) == []
    with elm.store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE enrollment SET catalog = 1"))

    (fault,) = faults(elm)
    assert "catalog 2" in fault
    with elm.store.engine.begin() as connection:
        connection.execute(sa.text("DROP TRIGGER switch_no_update"))
        connection.execute(sa.text("UPDATE switch SET from_catalog = 2"))
    assert any("from_catalog" in each for each in faults(elm))


def test_a_replay_goes_by_the_version_that_was_switched_to(elm):
    elm.publishes(BEGIN + HARDER)
    elm.completes("Ada")
    with elm.store.session() as session:
        earlier = replay.waiting(session, "elm", now=elm.now)
    with elm.store.write() as session:
        replay.keep(session, replay.work_out(session, "elm", earlier, now=elm.now))
    switches(elm, 2)

    with elm.store.write() as session:
        assert replay.waiting(session, "elm", now=elm.now) == [elm.people["Ada"].id]
        done = replay.finish(session, "elm", now=elm.now)
    assert (done.broken, done.differences, done.renewed) == ((), (), {})


def test_what_is_not_proved_is_not_called_nearer(elm):
    elm.publishes(BEGIN + HARDER)
    elm.completes("Ada")
    found = versions(elm)
    mine, newer = found.mine, found.newer[0]
    assert nearer(mine, newer) is Nearer.MINE
    assert nearer(mine, mine) is Nearer.ALIKE
    vague = replace(newer, audit=replace(newer.audit, exact=False))
    assert nearer(mine, vague) is Nearer.UNSURE
    done = replace(vague, audit=replace(vague.audit, status=AuditStatus.COMPLETE))
    assert nearer(mine, done) is Nearer.NEWER
    assert nearer(newer, mine) is Nearer.NEWER


def test_what_was_put_aside_is_taken_up_again_though_it_is_offered_no_longer(elm):
    with elm.act() as session:
        progress.leave(session, "a", by=elm.actor(session, "Ada"), now=elm.tick())
    elm.publishes(BEGIN + ELSEWHERE)
    with elm.store.session() as session:
        ((key, degree),) = progress.put_aside(session, elm.place(session, "Ada"))
    assert (key, degree.title.in_("en")) == ("a", "A")

    elm.enrolls("Ada", "a")
    assert versions(elm).mine.catalog == 1
    with elm.store.session() as session:
        assert progress.put_aside(session, elm.place(session, "Ada")) == []
    with pytest.raises(NotFound):
        elm.enrolls("Ada", "b")
