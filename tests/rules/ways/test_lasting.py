"""Ways through work that counts for a time: done late, renewed in time, or done again."""

from datetime import date

import pytest

from rules.audits import Decision, Verb
from rules.ways import Why
from rules.ways.following import follow
from tests.rules.cases import completion, small
from tests.rules.ways.test_way import names, none, start, the_way

AID = """
activities:
  aid: {title: Aid, hours: 4, valid_months: 24, renewed_by: [brush-up]}
  brush-up: {title: Brush-up, hours: 1, valid_months: 12}
  talk: {title: Talk, hours: 1, points: 10, cap: {times: 2, per: school_year}}
degrees:
  goal: {title: Goal, requires: {all: [{activity: aid}, {points: %s}]}}
"""
VALID, SOON, OVER = "2026-08-15", "2024-12-15", "2024-08-15"
"""Days of first aid, seen from 1 September 2026."""


@pytest.mark.parametrize(
    ("points", "done", "work"),
    [
        (20, VALID, ["talk", "talk"]),
        (20, SOON, ["talk", "talk"]),
        (20, OVER, ["aid", "talk", "talk"]),
        (40, SOON, ["brush-up", "talk", "talk", "talk", "talk"]),
        (60, SOON, ["brush-up", "brush-up", *["talk"] * 6]),
    ],
)
def test_what_ends_on_the_way_is_renewed_by_the_least(aid, points, done, work):
    way = the_way(aid(points), "goal", completion("aid", done))

    assert sorted(names(way)) == work
    assert way.exact


def test_before_earlier_work_ends_there_is_time_to_do_the_rest(aid):
    way = the_way(aid(20), "goal", completion("aid", SOON))
    assert way.finish <= date(2026, 12, 15)


def test_what_does_not_count_for_good_is_done_late(aid):
    way = the_way(aid(60))
    first = next(each for each in way.work if each.activity == "aid")

    assert way.years == 3
    assert first.day >= date(2028, 7, 1)


def test_what_the_program_renews_is_renewed_when_it_is_followed(aid):
    done = completion("aid", SOON), completion("brush-up", "2026-08-20")
    way = the_way(aid(40), "goal", *done)

    assert sorted(names(way)) == ["talk"] * 4
    assert way.finish <= date(2027, 8, 20)
    begun = start(aid(40), *done)
    assert "goal" not in follow(begun, (), date(2027, 8, 21)).conferred


def test_what_was_accepted_need_not_be_renewed(aid):
    old = completion("aid", OVER)
    said = Decision(Verb.SUBSTITUTE, "r.1", old.source, degree="goal")

    assert names(the_way(aid(20), "goal", old, decisions=(said,))) == ["talk", "talk"]


def test_a_total_of_the_past_asks_nothing_again(catalog):
    """
    activities:
      aid: {title: Aid, hours: 4, valid_months: 24}
    degrees:
      goal: {title: Goal, requires: {hours: 8, expired_ok: yes}}
    """
    assert names(the_way(catalog, "goal", completion("aid", OVER, minutes=240))) == ["aid"]


def test_what_lasts_for_good_once_renewed_is_renewed_once(catalog):
    """
    activities:
      exam: {title: Exam, hours: 4, valid_months: 6, renewed_by: [viva]}
      viva: {title: Viva, hours: 1}
      talk: {title: Talk, hours: 1, points: 10, cap: {times: 1, per: school_year}}
    degrees:
      goal: {title: Goal, requires: {all: [{activity: exam}, {points: 30}]}}
    """
    way = the_way(catalog, "goal", completion("exam", "2026-08-01"))
    assert sorted(names(way)) == ["talk", "talk", "talk", "viva"]


def test_a_collection_of_what_expires_is_put_together_anew(catalog):
    """
    activities:
      aid: {title: Aid, hours: 4, valid_months: 24}
    degrees:
      goal: {title: Goal, requires: {collect: {count: 2, activity: aid}}}
    """
    assert names(the_way(catalog, "goal", completion("aid", OVER))) == ["aid", "aid"]
    assert names(the_way(catalog, "goal", completion("aid", VALID))) == ["aid"]


def test_what_is_impossible_is_so_without_any_end(catalog):
    """
    activities:
      aid: {title: Aid, hours: 4, valid_months: 1}
    degrees:
      goal: {title: Goal, requires: {all: [{activity: aid}, {points: 5}]}}
    """
    assert none(catalog) is Why.NEVER


@pytest.fixture
def aid():
    return lambda points: small(AID % points)
