"""Ways through everything that a program may say: windows, caps, stages, order, decisions."""

from dataclasses import replace
from datetime import date

import pytest

from rules.audits import Decision, Verb
from rules.audits.items import Sharing
from rules.catalog import Catalog
from rules.facts import Conferral, Person
from rules.terms import Audience, EvidenceKind, Stage
from rules.ways import Aim, NoWay, Start, Way, Why, nearest_way
from rules.ways import way as ways
from rules.ways.following import follow
from rules.ways.linear import Least, Outcome, Program
from rules.ways.offers import Promise, offers
from rules.ways.question import Question
from rules.ways.seeking import seek
from tests.rules.cases import always, completion

TODAY = date(2026, 9, 1)
OWN, STUDENT = EvidenceKind.OWN, EvidenceKind.STUDENT


def start(catalog: Catalog, *done, **facts) -> Start:
    degrees = {key: degree.requires for key, degree in catalog.degrees.items()}
    return Start(always(catalog), TODAY, degrees, done=done, **facts)


def the_way(catalog: Catalog, degree: str = "goal", *done, **facts) -> Way:
    how = {key: facts.pop(key) for key in ("aim", "years", "liked") if key in facts}
    found = nearest_way(start(catalog, *done, **facts), degree, **how)
    assert isinstance(found, Way), found
    return found


def none(catalog: Catalog, degree: str = "goal", *done, **facts) -> Why:
    how = {key: facts.pop(key) for key in ("years", "budget") if key in facts}
    found = nearest_way(start(catalog, *done, **facts), degree, **how)
    assert isinstance(found, NoWay), found
    return found.why


def names(way: Way) -> list[str]:
    return [
        each.activity if each.stage is Stage.DONE else f"{each.activity}/{each.stage}"
        for each in way.work
    ]


def test_a_yearly_cap_makes_it_take_years(catalog):
    """
    activities:
      work: {title: Work, hours: 1, points: 10, cap: {times: 2, per: school_year}}
    degrees: {goal: {title: Goal, requires: {points: 50}}}
    """
    way = the_way(catalog)

    assert (way.years, way.cost, way.exact, way.gap) == (3, 300, True, 0)
    assert [each.points for each in way.work] == [10] * 5
    assert way.not_before == date(2028, 7, 1) <= way.finish
    assert the_way(catalog, "goal", completion("work", "2026-07-02")).years == 3
    assert the_way(catalog, "goal", completion("work", "2026-06-02")).years == 2


def test_what_was_done_this_month_fills_the_months_cap(catalog):
    """
    activities:
      work: {title: Work, hours: 1, points: 10, cap: {points: 20, per: month}}
    degrees: {goal: {title: Goal, requires: {points: 200}}}
    """
    done = [completion("work", "2026-09-01", n=n) for n in (1, 2)]
    way = the_way(catalog, "goal", *done)

    assert (way.years, len(way.work), min(each.day for each in way.work)) == (
        1, 18, date(2026, 10, 1),
    )  # fmt: skip
    assert {each.points for each in way.work} == {10}
    july = [completion("work", "2026-07-01", n=n) for n in (1, 2, 3)]
    assert len(the_way(catalog, "goal", *july, *done).work) == 16


def test_needs_within_a_window_are_met_in_one(catalog):
    """
    activities:
      work: {title: Work, hours: 1, points: 10, cap: {times: 3, per: school_year}}
    degrees:
      goal: {title: Goal, requires: {points: 50, within: {school_years: 2}}}
    """
    done = [completion("work", day, n=1) for day in ("2024-09-01", "2024-10-01", "2024-11-01")]
    way = the_way(catalog, "goal", *done)

    assert (way.years, len(way.work)) == (2, 5)
    assert the_way(catalog, "goal", replace(done[0], day=date(2025, 9, 1))).years == 2


@pytest.mark.parametrize(("first", "years"), [("2025-09-01", 2), ("2024-09-01", 3)])
def test_hours_of_years_in_a_row_count_those_that_are_there(catalog, first, years):
    """
    activities: {work: {title: Work, hours: 4, points: 1}}
    degrees:
      goal: {title: Goal, requires: {hours_per_year: 8, years: 3, consecutive: yes, by_fte: yes}}
    """
    done = [completion("work", first, n=n, minutes=240) for n in (1, 2)]
    way = the_way(catalog, "goal", *done, person=Person(fte=0.5))

    assert (way.years, len(way.work)) == (years, years)


def test_one_may_wait_for_a_degree_that_has_its_years(catalog):
    """
    activities: {work: {title: Work, hours: 1, points: 10}}
    degrees:
      first: {title: First, requires: {points: 10}}
      goal:
        title: Goal
        requires:
          all: [{degree: first}, {points: 20, since_degree: first},
                {min_school_years_since: {first: 1}}]
    """
    way = the_way(catalog)

    assert (way.years, len(way.work), list(way.conferred)) == (3, 3, ["first", "goal"])
    after = the_way(catalog, conferrals=(Conferral("first", date(2026, 8, 1)),))
    assert (after.years, len(after.work), list(after.conferred)) == (3, 2, ["goal"])


def test_when_only_time_is_missing_the_way_is_to_wait(catalog):
    """
    activities: {work: {title: Work, hours: 1, points: 10}}
    degrees:
      first: {title: First, requires: {points: 10}}
      goal: {title: Goal, requires: {min_school_years_since: {first: 1}}}
    """
    way = the_way(catalog, conferrals=(Conferral("first", date(2026, 8, 1)),))

    assert (way.work, way.finish, way.gap) == ((), date(2028, 7, 1), 0)


def test_work_of_before_a_degree_counts_up_to_its_share(catalog):
    """
    activities: {work: {title: Work, hours: 1, points: 10}}
    degrees:
      first: {title: First, requires: {points: 40}}
      goal: {title: Goal, requires: {points: 50, max_share_from: {first: 40%}}}
    """
    done = [completion("work", "2026-07-02", n=n) for n in range(4)]
    granted = (Conferral("first", date(2026, 8, 1)),)

    assert len(the_way(catalog, "goal", *done, conferrals=granted).work) == 3
    way = the_way(catalog, "goal", *done)
    assert len(way.work) == 3
    assert (way.conferred["first"], min(each.day for each in way.work)) == (
        TODAY,
        date(2026, 9, 2),
    )


def test_a_degree_for_others_is_on_nobodys_way(catalog):
    """
    activities: {work: {title: Work, hours: 1, points: 10}}
    degrees:
      led: {title: Led, requires: {points: 10}, audience: [leader]}
      goal: {title: Goal, requires: {any: [{degree: led}, {points: 30}]}}
      only: {title: Only, requires: {degree: led}}
    """
    begun = start(catalog)
    mine = {key: root for key, root in begun.degrees.items() if key != "led"}
    found = nearest_way(replace(begun, degrees=mine), "goal")

    assert isinstance(found, Way)
    assert len(found.work) == 3
    assert nearest_way(replace(begun, degrees=mine), "only") == NoWay(
        "only", Why.NEVER, blocked=("r",)
    )


def test_what_comes_after_a_requirement_comes_last(catalog):
    """
    activities:
      show: {title: Show, hours: 1, points: 5}
      plan: {title: Plan, hours: 1, points: 5}
    degrees:
      goal:
        title: Goal
        requires:
          all:
            - {collect: {id: shown, activity: show, times: 1}, after: planned}
            - {collect: {id: planned, activity: plan, times: 1}}
    """
    assert names(the_way(catalog)) == ["plan", "show"]


def test_a_stage_and_what_is_asked_before_come_first(catalog):
    """
    activities:
      late: {title: Late, hours: 1, points: 30, after: [early]}
      early:
        title: Early
        stages:
          learned: {evidence: own, hours: 1, points: 1}
          used: {evidence: student, hours: 1, points: 1}
    degrees: {goal: {title: Goal, requires: {points: 30}}}
    """
    assert names(the_way(catalog)) == ["early/learned", "early/used", "late"]
    learned = completion("early", "2026-07-02", stage=Stage.LEARNED)
    assert names(the_way(catalog, "goal", learned)) == ["early/used", "late"]


def test_pathways_and_first_times_pay_once(catalog):
    """
    activities:
      a: {title: A, hours: 1, points: 1, tags: [new]}
      b: {title: B, hours: 1, points: 1}
    rules:
      new: {match: {tags: [new]}, when: first_time, grants: 5}
      spent: {match: {activities: [b]}, grants: 2, redeemable: 9, cap: {points: 2}}
    pathways:
      both: {title: Both, parts: [a, b], points: 20}
    degrees: {goal: {title: Goal, requires: {points: 29}}}
    """
    assert names(the_way(catalog)) == ["a", "b"]
    again = the_way(catalog, "goal", completion("a", "2026-07-02"))
    assert names(again) == ["b"]
    both = [completion(each, "2026-07-02") for each in ("a", "b")]
    assert the_way(catalog, "goal", *both).work == ()
    assert len(the_way(catalog, "goal", completion("b", "2026-07-02")).work) == 1


def test_levels_are_reached_on_the_way_with_all_that_they_ask(catalog):
    """
    activities:
      work: {title: Work, hours: 2, points: 10, evidence: own}
      show: {title: Show, hours: 5, evidence: student, points: 10}
    levels:
      new: {title: New, experience: 0}
      shown: {title: Shown, experience: 10, requires: {student_evidence: 1}}
      high: {title: High, experience: 30}
    degrees:
      goal: {title: Goal, requires: {level: high}}
      easy: {title: Easy, requires: {level: shown}}
    """
    assert sorted(names(the_way(catalog))) == ["show", "work", "work"]
    shown = completion("show", "2026-07-02", kinds=frozenset({STUDENT}))
    reached = {"new": shown.day, "shown": shown.day}
    granted = {"levels": reached, "aim": Aim.ITEMS}
    assert the_way(catalog, "easy", shown, **granted).work == ()
    assert len(the_way(catalog, "goal", shown, **granted).work) == 2


def test_what_somebody_confirms_is_not_planned(catalog):
    """
    activities: {work: {title: Work, hours: 1, points: 10}}
    degrees:
      goal: {title: Goal, requires: {any: [{id: word, kind: manual}, {points: 10}]}}
      only: {title: Only, requires: {id: word, kind: manual}}
    """
    assert none(catalog, "only") is Why.BY_HAND
    confirmed = Decision(Verb.CONFIRM, node="word")
    assert the_way(catalog, "only", decisions=(confirmed,)).work == ()


def test_decisions_are_honoured(catalog):
    """
    activities:
      work: {title: Work, hours: 1, points: 10}
      other: {title: Other, hours: 3, points: 10}
    degrees:
      goal:
        title: Goal
        requires:
          all: [{id: one, points: 10, activity: other}, {id: two, collect: {count: 1}}]
    """
    done = completion("work", "2026-07-02")

    assert names(the_way(catalog, "goal", done)) == ["other"]
    waived = Decision(Verb.WAIVE, node="one")
    assert the_way(catalog, "goal", done, decisions=(waived,)).work == ()
    gone = Decision(Verb.EXCLUDE, evidence=done.source)
    assert names(the_way(catalog, "goal", done, decisions=(waived, gone))) == ["work"]


def test_shared_work_serves_twice_and_used_work_is_looked_at(catalog):
    """
    campuses: {x: {title: X}, y: {title: Y}}
    activities:
      a: {title: A, campus: x, hours: 1, points: 10}
      b: {title: B, campus: y, hours: 2, points: 10}
    degrees:
      goal:
        title: Goal
        requires:
          all:
            - {id: one, collect: {count: 2}}
            - {id: two, collect: {count: 1}}
            - {id: seen, kind: check, source: used, of: whole, distinct: campus, n: 2}
            - {id: three, collect: {count: 1}}
          id: whole
    """
    begun = start(catalog)
    alone = nearest_way(begun, "goal")
    shared = nearest_way(replace(begun, sharing=(Sharing(("one", "two")),)), "goal")

    assert isinstance(alone, Way)
    assert isinstance(shared, Way)
    assert sorted(names(alone)) == ["a", "a", "a", "b"]
    assert sorted(names(shared)) == ["a", "a", "b"]


def test_limits_of_every_sort_hold(catalog):
    """
    campuses: {x: {title: X}, y: {title: Y}}
    activities:
      a: {title: A, campus: x, hours: 1, points: 10}
      b: {title: B, campus: y, hours: 3, points: 10}
    degrees:
      points:
        title: Points
        requires: {collect: {count: 3}, limits: [{max_points: 20, where: {campuses: [x]}}]}
      each:
        title: Each
        requires:
          all: [{collect: {count: 3}, limits: [{min_each_used: campus, count: 2}]},
                {distinct: campus, n: 2}]
      count:
        title: Count
        requires: {count: 3, limits: [{max_count: 2, per: campus}]}
      wide:
        title: Wide
        requires: {all: [{distinct: campus, n: 2, mode: covers}, {span_days: 300}]}
    """
    found = {degree: sorted(names(the_way(catalog, degree))) for degree in catalog.degrees}

    assert found == {
        "points": ["a", "a", "b"],
        "each": ["a", "a", "a", "b"],
        "count": ["a", "a", "b"],
        "wide": ["a", "b"],
    }


def test_shares_and_means_are_reached(catalog):
    """
    campuses: {x: {title: X}, y: {title: Y}}
    rubrics:
      plain: {title: Plain, criteria: {clear: {title: Clear, scores: [No, Yes, Very]}}}
      hard: {title: Hard, criteria: {clear: {title: Clear, scores: [No, Yes, Very], passes: 2}}}
    activities:
      a: {title: A, campus: x, hours: 1, points: 10, rubric: plain}
      b: {title: B, campus: y, hours: 3, points: 10, rubric: hard}
    degrees:
      share: {title: Share, requires: {need: [{share_points: 2/3, where: {campuses: [y]}}]}}
      mean: {title: Mean, requires: {mean_score: 3/2}}
      spread: {title: Spread, requires: {span_days: 700}}
      years: {title: Years, requires: {distinct: school_year, n: 3}}
    """
    done = [completion("a", "2026-07-02", n=n, scores={"clear": 1}) for n in (1, 2)]

    assert names(the_way(catalog, "share", done[0])) == ["b", "b"]
    assert names(the_way(catalog, "mean", *done)) == ["b", "b"]
    assert the_way(catalog, "spread").years == 3
    assert (the_way(catalog, "years").years, len(the_way(catalog, "years").work)) == (3, 3)


def test_only_what_is_needed_is_asked_of_each_piece(catalog):
    """
    activities:
      either: {title: Either, evidence: either, hours: 1, points: 10}
    degrees:
      plain: {title: Plain, requires: {count: 3}}
      shown: {title: Shown, requires: {all: [{count: 3}, {student_evidence: 2, with_outcome: 1}]}}
      both: {title: Both, requires: {all: [{count: 1}, {own_learning: 1}, {student_evidence: 1}]}}
      free: {title: Free, requires: {all: [{count: 2}, {outside_hours: 1}]}}
    """
    plain, shown, both, free = (the_way(catalog, degree) for degree in catalog.degrees)

    assert [set(each.kinds) for each in plain.work] == [{OWN}] * 3
    assert [(set(each.kinds), each.outcome) for each in shown.work] == [
        ({STUDENT}, True), ({STUDENT}, False), ({OWN}, False),
    ]  # fmt: skip
    assert [set(each.kinds) for each in both.work] == [{OWN, STUDENT}]
    assert [each.outside for each in free.work] == [True, False]


def test_a_metric_is_planned_with_the_value_that_is_asked(catalog):
    """
    activities: {attendance: {title: Attendance, points: 1}}
    degrees:
      goal: {title: Goal, requires: {activity: attendance, min_value: 90}}
    """
    low = completion("attendance", "2026-07-02", value=89.9)
    met = completion("attendance", "2026-07-02", value=90.0)

    assert [each.value for each in the_way(catalog, "goal", low).work] == [90.0]
    assert the_way(catalog, "goal", met).work == ()


def test_the_nearest_to_her_interests_stays_in_her_campuses(catalog):
    """
    campuses: {x: {title: X}, y: {title: Y}}
    activities:
      a: {title: A, campus: x, hours: 9, points: 10, cap: {times: 2}}
      b: {title: B, campus: y, hours: 1, points: 10}
    degrees: {goal: {title: Goal, requires: {points: 30}}}
    """
    way = the_way(catalog, aim=Aim.INTEREST, liked=["x"])

    assert (sorted(names(way)), way.cost) == (["a", "a", "b"], 1)
    assert names(the_way(catalog, aim=Aim.HOURS)) == ["b", "b", "b"]


def test_a_plan_that_does_not_lead_there_is_left_aside(catalog):
    """
    campuses: {x: {title: X}, y: {title: Y, cap: {points: 40, per: school_year}}}
    activities:
      a: {title: A, campus: x, hours: 1, points: 5}
      b: {title: B, campus: y, hours: 1, points: 30}
    degrees:
      goal:
        title: Goal
        requires:
          n_of: 2
          of:
            - {collect: {points: 20}, limits: [{max_count: 1, per: campus}]}
            - {collect: {points: 20}, limits: [{max_count: 1, per: campus}]}
            - {collect: {count: 2}, limits: [{max_distinct: campus, n: 1}]}
    """
    way = the_way(catalog, aim=Aim.ITEMS)

    assert way.bound <= way.cost == len(way.work)


def test_why_there_is_no_way_is_told(catalog):
    """
    activities:
      work: {title: Work, hours: 1, points: 10, cap: {times: 1, per: school_year}}
      theirs: {title: Theirs, points: 10, audience: [leader]}
    degrees:
      never: {title: Never, requires: {activity: theirs}}
      later: {title: Later, requires: {points: 20}}
      long: {title: Long, requires: {points: 130}}
      hard: {title: Hard, requires: {points: 10}}
    """
    assert none(catalog, "never") is Why.NEVER
    assert none(catalog, "later", years=1) is Why.NOT_SO_SOON
    assert none(catalog, "long") is Why.NOT_SO_SOON
    granted = (Conferral("later", date(2026, 8, 1)),)
    assert none(catalog, "later", conferrals=granted) is Why.CONFERRED
    assert the_way(catalog, "never", person=Person(Audience.LEADER)).work


def test_what_the_program_counts_itself_is_not_planned(catalog):
    """
    activities:
      reviews: {title: Reviews, evidence: system, hours: 1, points: 50}
      work: {title: Work, hours: 2, points: 10}
    degrees: {goal: {title: Goal, requires: {points: 20}}}
    """
    assert names(the_way(catalog)) == ["work", "work"]


def test_exclusive_degrees_beside_it_keep_their_work(catalog):
    """
    activities: {work: {title: Work, hours: 1, points: 10}}
    degrees:
      goal: {title: Goal, requires: {collect: {count: 1}}}
      other: {title: Other, requires: {collect: {count: 1}}}
    """
    done = completion("work", "2026-07-02")
    begun = start(catalog, done, exclusive=True, beside=("goal", "other"))

    found = nearest_way(begun, "goal")

    assert isinstance(found, (Way, NoWay))


def test_following_nothing_confers_what_is_complete(catalog):
    """
    activities: {work: {title: Work, points: 10}}
    degrees: {goal: {title: Goal, requires: {points: 10}}}
    """
    followed = follow(start(catalog, completion("work", "2026-07-02")), [])

    assert followed.conferred == {"goal": TODAY}


def test_work_that_no_month_pays_for_is_spread_all_the_same(catalog):
    """
    campuses: {x: {title: X, cap: {points: 10, per: month}}}
    activities: {work: {title: Work, campus: x, hours: 1, points: 10}}
    degrees: {goal: {title: Goal, requires: {count: 12}}}
    """
    way = the_way(catalog)

    assert sorted(each.points for each in way.work) == [0, 0] + [10] * 10
    assert the_way(catalog, "goal", completion("work", "2026-09-01")).work[0].day.month == 10


def test_one_division_of_time_is_not_another(catalog):
    """
    activities: {work: {title: Work, hours: 1, points: 10}}
    degrees:
      first: {title: First, requires: {points: 10}}
      goal: {title: Goal, requires: {all: [{degree: first}, {points: 20, since_degree: first}]}}
    """
    begun = start(catalog)
    question = Question(
        catalog=catalog,
        record=begun.record((), TODAY),
        offers=offers(catalog, Audience.LEADER, Promise()),
        target=begun.degrees["goal"],
        key="goal",
        degrees=begun.degrees,
    )
    found, bound = seek(question, 2)
    assert found is not None
    other, same = seek(question, 2, without=[found])

    assert other is not None
    assert (found.cost, bound, other.cost, same) == (180, 180, 180, 180)
    assert (other.calendar, other.times) != (found.calendar, found.times)


def test_where_leaner_work_would_not_do_it_stays_as_it_is(catalog, monkeypatch):
    """
    activities: {work: {title: Work, evidence: either, hours: 1, points: 10}}
    degrees: {goal: {title: Goal, requires: {student_evidence: 1}}}
    """
    monkeypatch.setattr(ways, "leaned", lambda *_: [])

    assert [set(each.kinds) for each in the_way(catalog).work] == [{OWN, STUDENT}]


def test_what_the_budget_does_not_decide_is_not_called_impossible(catalog, monkeypatch):
    """
    activities: {work: {title: Work, hours: 1, points: 10}}
    degrees: {goal: {title: Goal, requires: {points: 20}}}
    """
    undecided = Least(Outcome.UNDECIDED, [], 0, 1)
    monkeypatch.setattr(Program, "least", lambda *_: undecided)

    assert none(catalog) is Why.UNDECIDED


def test_what_never_leads_there_in_any_order_is_undecided(catalog, monkeypatch):
    """
    activities: {work: {title: Work, hours: 1, points: 10}}
    degrees: {goal: {title: Goal, requires: {points: 20}}}
    """
    begun = start(catalog)
    nothing = follow(begun, [])
    monkeypatch.setattr(ways, "follow", lambda *_, **__: nothing)

    assert none(catalog, years=1) is Why.UNDECIDED


def test_degrees_on_the_way_are_conferred_in_an_order_that_can_be(catalog):
    """
    activities:
      a: {title: A, hours: 1, points: 10, tags: [t, u]}
    degrees:
      first: {title: First, requires: {points: 10}}
      second: {title: Second, requires: {all: [{degree: first}, {points: 20}]}}
      other: {title: Other, requires: {points: 30}}
      both: {title: Both, requires: {all: [{degree: first}, {degree: second}, {degree: other}]}}
      goal:
        title: Goal
        requires:
          all:
            - {degree: both}
            - {points: 20, since_degree: second}
            - {points: 10, since_degree: other}
            - {points: 30, since_degree: first}
            - {points: 0, since_degree: both}
      tags: {title: Tags, requires: {distinct: tag, n: 2}}
    """
    way = the_way(catalog)

    assert (way.cost, way.exact) == (240, True)
    assert list(way.conferred) == ["first", "second", "other", "both", "goal"]
    assert names(the_way(catalog, "tags")) == ["a", "a"]


def test_a_campus_that_is_full_is_known_before_anything_is_tried(catalog):
    """
    campuses: {x: {title: X, cap: {points: 20, per: school_year}}, y: {title: Y}}
    activities:
      a: {title: A, campus: x, hours: 1, points: 10}
      b: {title: B, campus: y, hours: 3, points: 10}
    degrees: {goal: {title: Goal, requires: {points: 40}}}
    """
    way = the_way(catalog)

    assert (sorted(names(way)), way.cost, way.bound) == (["a", "a", "b", "b"], 480, 480)


def test_nothing_is_planned_that_its_own_cap_no_longer_pays_for(catalog):
    """
    activities:
      a: {title: A, hours: 3, points: 10, once: [done]}
      b: {title: B, hours: 2, points: 10, cap: {times: 1, per: school_year}}
      c: {title: C, hours: 1, points: 10, cap: {points: 15, per: school_year}}
      d: {title: D, hours: 0.5, points: 10}
    degrees: {goal: {title: Goal, requires: {hours: 8}}}
    """
    way = the_way(catalog, aim=Aim.ITEMS)

    assert sorted(names(way)) == ["a", "b", "c", "c", "d", "d"]
