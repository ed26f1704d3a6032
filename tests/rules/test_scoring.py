"""Completions become awards: rates, bonuses, caps and pathways, each with its reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.scoring import Award, Line, Recorded, Timeline, desired_lines, granted, preview
from rules.terms import EvidenceKind, Stage, Window
from tests.rules.cases import always, completion, small
from tests.rules.sample_packs import sample

STUDENT = frozenset({EvidenceKind.STUDENT})


def said(lines):
    """Lines without what tests of rates and bonuses do not ask for."""
    return [(line.rule, line.experience, line.reason) for line in lines]


def reasons(completion, timeline):
    return [
        (award.rule, award.experience, award.reason) for award in preview(completion, (), timeline)
    ]


# -- rates ---------------------------------------------------------------------------------


def test_fixed_points_are_granted_with_everything_that_an_entry_keeps(timeline):
    """
    campuses: {steam: {title: STEAM}}
    activities: {talks: {title: Talks, campus: steam, points: 15}}
    """
    done = completion()

    assert desired_lines([done], timeline) == (
        Line(done.source, "talks", "steam", 15, 15, done.day, "granted", 1),
    )


@pytest.mark.parametrize(
    ("minutes", "points"), [(0, 0), (5, 0), (6, 1), (60, 10), (90, 15), (119, 19), (600, 100)]
)
def test_points_per_hour_round_down(minutes, points):
    catalog = small("activities: {talks: {title: T, points: {points_per_hour: 10}}}")
    done = completion(minutes=minutes)

    assert granted([done], always(catalog))[done.source].points == points
    assert reasons(done, always(catalog)) == [
        ("talks", points, "granted" if points else "no_hours")
    ]


@pytest.mark.parametrize(
    ("scores", "points", "reason"),
    [
        ({}, 0, "no_score"),
        ({"fit": 0}, 0, "score_too_low"),
        ({"fit": 1}, 0, "score_too_low"),
        ({"fit": 2}, 10, "granted"),
        ({"fit": 3}, 10, "granted"),
        ({"fit": 4}, 20, "granted"),
        ({"other": 4}, 0, "no_score"),
    ],
)
def test_points_by_score_are_those_of_the_highest_line_reached(scores, points, reason):
    catalog = small(
        """
        rubrics:
          r: {title: R, criteria: {fit: {title: F, scores: [a, b, c, d, e]}}}
        activities:
          talks:
            title: T
            rubric: r
            points: {by_score: {criterion: fit, points: {1: 0, 4: 20, 2: 10}}}
        """
    )

    assert reasons(completion(scores=scores), always(catalog)) == [("talks", points, reason)]


def test_points_by_stage_and_by_the_level_of_an_activity(timeline):
    """
    activities:
      talks: {title: T, level: easy, stages: {learned: {}, used: {}}}
      unit: {title: U, level: hard}
      free: {title: F}
    rules:
      staged: {match: {activities: [talks]}, grants: {by_stage: {used: 20}}}
      levelled: {grants: {by_level: {easy: 1, hard: 3}}}
    """
    learned, used = (completion(stage=Stage.LEARNED), completion(stage=Stage.USED))

    assert reasons(learned, timeline) == [("staged", 0, "no_points"), ("levelled", 1, "granted")]
    assert reasons(used, timeline) == [("staged", 20, "granted"), ("levelled", 1, "granted")]
    assert reasons(completion("unit"), timeline) == [("levelled", 3, "granted")]
    assert reasons(completion("free"), timeline) == [("levelled", 0, "no_points")]


def test_zero_points_are_no_line_but_have_a_reason(timeline):
    """
    activities: {talks: {title: T, points: 0}}
    """
    assert desired_lines([completion()], timeline) == ()
    assert reasons(completion(), timeline) == [("talks", 0, "granted")]


def test_redeemable_points_may_differ_from_experience(timeline):
    """
    activities: {talks: {title: T}, unit: {title: U}}
    rules:
      proud: {match: {activities: [talks]}, grants: 10, redeemable: 0}
      paid: {match: {activities: [unit]}, grants: 0, redeemable: 7}
      hourly: {match: {activities: [unit]}, grants: {points_per_hour: 10}, redeemable: 3}
    """
    lines = desired_lines([completion(), completion("unit", minutes=0)], timeline)

    assert [(line.rule, line.experience, line.redeemable) for line in lines] == [
        ("proud", 10, 0),
        ("paid", 0, 7),
    ]


def test_rules_look_only_at_what_they_match(timeline):
    """
    campuses: {steam: {title: S}}
    activities:
      talks: {title: T, campus: steam, tags: [math], level: easy}
      unit: {title: U, stages: {used: {points: 1}}}
    rules:
      by-campus: {match: {campuses: [steam]}, grants: 2}
      by-tag: {match: {tags: [math]}, grants: 3}
      by-level: {match: {levels: [easy]}, grants: 4}
      by-stage: {match: {stages: [used]}, grants: 5}
      by-kind: {match: {kinds: [student_evidence]}, grants: 6}
      by-name: {match: {activities: [unit]}, grants: 7}
    """
    talks = said(desired_lines([completion(kinds=STUDENT)], timeline))
    unit = said(desired_lines([completion("unit", stage=Stage.USED)], timeline))

    assert [rule for rule, *_ in talks] == ["by-campus", "by-tag", "by-level", "by-kind"]
    assert [rule for rule, *_ in unit] == ["unit.used", "by-stage", "by-name"]
    assert ("by-kind", 0, "other_kind") in reasons(completion(), timeline)


def test_an_activity_that_a_catalog_does_not_know_earns_nothing(timeline):
    """
    activities: {talks: {title: T, points: 5}}
    rules: {all: {grants: 5}}
    """
    gone = completion("gone")

    assert desired_lines([gone], timeline) == ()
    assert granted([gone], timeline)[gone.source].points == 0


# -- bonuses -------------------------------------------------------------------------------


def test_the_first_time_of_each_activity_earns_a_bonus(timeline):
    """
    activities: {talks: {title: T}, unit: {title: U}}
    rules: {welcome: {when: first_time, grants: 3}}
    """
    first, again = completion(day="2026-09-01"), completion(day="2026-09-02")
    other = completion("unit", "2026-09-03")

    assert [line.source for line in desired_lines([again, other, first], timeline)] == [
        first.source,
        other.source,
    ]
    assert [(a.experience, a.reason) for a in preview(again, [first], timeline)] == [
        (0, "not_first_time")
    ]


def test_student_evidence_with_an_outcome_earns_a_bonus(timeline):
    """
    activities: {talks: {title: T}}
    rules: {growth: {when: outcome, grants: 10}}
    """
    assert reasons(completion(outcome=True, kinds=STUDENT), timeline) == [("growth", 10, "outcome")]
    assert reasons(completion(outcome=True), timeline) == [("growth", 0, "no_outcome")]
    assert reasons(completion(kinds=STUDENT), timeline) == [("growth", 0, "no_outcome")]


def test_a_whole_pathway_earns_a_bonus_once_on_the_day_of_its_last_part(timeline):
    """
    campuses: {steam: {title: S}}
    activities: {talks: {title: T}, unit: {title: U}}
    pathways: {math: {title: M, campus: steam, parts: [talks, unit], points: 50}}
    """
    talks, unit = completion(day="2026-09-05"), completion("unit", "2026-09-01")
    again = completion("unit", "2026-10-01")

    assert desired_lines([talks, unit, again], timeline) == (
        Line("pathway/math", "pathway/math", "steam", 50, 50, talks.day, "pathway", 1),
    )
    assert preview(talks, [unit], timeline) == (Award("pathway/math", 50, 50, 50, "pathway"),)
    assert preview(again, [talks, unit], timeline) == ()


def test_a_pathway_without_points_is_no_line(timeline):
    """
    activities: {talks: {title: T}, unit: {title: U}}
    pathways: {math: {title: M, parts: [talks, unit]}}
    """
    assert desired_lines([completion(), completion("unit")], timeline) == ()


# -- caps ----------------------------------------------------------------------------------


def test_du_a_twelve_tools_in_a_year_are_forty_points():
    """Case DU-a: the last four say that the yearly cap cut them."""
    timeline = always(sample("deerfield"))
    tools = [completion("explore-tool", "2025-09-01", n=number) for number in range(12)]

    worth = granted(reversed(tools), timeline)
    awards = [worth[tool.source].awards[0] for tool in tools]

    assert sum(line.experience for line in desired_lines(tools, timeline)) == 40
    assert [award.experience for award in awards] == [5] * 8 + [0] * 4
    assert {(a.reason, a.cap, a.per) for a in awards[:8]} == {("granted", "", None)}
    assert {(a.reason, a.cap, a.per) for a in awards[8:]} == {
        ("capped", "cap:activity/explore-tool", Window.SCHOOL_YEAR)
    }
    assert desired_lines(tools, timeline)[-1] == Line(
        "cap/2025-26",
        "cap:activity/explore-tool",
        "",
        -20,
        -20,
        date(2025, 9, 1),
        "capped",
        1,
    )


def test_a_cap_cuts_the_latest_and_the_last_one_in_part(timeline):
    """
    activities: {talks: {title: T, points: 10, cap: {points: 25, per: school_year}}}
    """
    early, middle, late = (completion(day=f"2026-09-0{day}") for day in (1, 2, 3))
    worth = granted([late, early, middle], timeline)

    assert [worth[each.source].points for each in (early, middle, late)] == [10, 10, 5]
    assert worth[late.source].reasons == ("capped",)
    assert worth[late.source].full == 10


@pytest.mark.parametrize(
    ("per", "days", "windows"),
    [
        ("month", ["2026-09-30", "2026-10-01"], ["2026-09", "2026-10"]),
        ("school_year", ["2026-06-30", "2026-07-01"], ["2025-26", "2026-27"]),
        ("ever", ["2026-06-30", "2031-07-01"], ["ever"]),
    ],
)
def test_every_window_has_a_cap_of_its_own(per, days, windows):
    catalog = small(
        f"activities: {{talks: {{title: T, points: 10, cap: {{times: 1, per: {per}}}}}}}"
    )
    done = [completion(day=day, n=n) for day in days for n in range(3)]
    cuts = [line for line in desired_lines(done, always(catalog)) if line.reason == "capped"]

    assert [cut.source for cut in cuts] == [f"cap/{window}" for window in windows]
    assert sum(cut.experience for cut in cuts) == -10 * (len(done) - len(windows))


def test_a_cap_in_times_counts_completions_that_earn(timeline):
    """
    activities:
      talks: {title: T, points: {points_per_hour: 10}, cap: {times: 2, per: month}}
    """
    idle = completion(day="2026-09-01", minutes=0)
    done = [completion(day=f"2026-09-0{day}") for day in (2, 3, 4)]
    worth = granted([idle, *done], timeline)

    assert [worth[each.source].points for each in done] == [10, 10, 0]


def test_a_cap_in_times_also_stops_redeemable_points(timeline):
    """
    activities: {talks: {title: T}}
    rules: {paid: {grants: 0, redeemable: 7, cap: {times: 1}}}
    """
    worth = granted([completion(n=1), completion(n=2)], timeline)

    assert sum(each.redeemable for each in worth.values()) == 7


def test_a_cap_in_points_leaves_alone_what_is_only_redeemable(timeline):
    """
    activities: {talks: {title: T, points: 10, cap: {points: 10}}}
    rules: {paid: {grants: 0, redeemable: 7}}
    """
    worth = granted([completion(n=1), completion(n=2)], timeline)

    assert [(each.experience, each.redeemable) for each in worth.values()] == [(10, 17), (0, 7)]


def test_within_one_completion_the_bonus_is_cut_before_its_own_points(timeline):
    """
    activities: {talks: {title: T, points: 10, cap: {points: 12}}}
    rules: {bonus: {grants: 5}}
    """
    awards = granted([completion()], timeline)[completion().source].awards

    assert [(award.rule, award.experience) for award in awards] == [("talks", 10), ("bonus", 2)]


def test_redeemable_points_are_cut_in_the_same_part_rounded_down(timeline):
    """
    activities: {talks: {title: T}}
    rules: {half: {grants: 10, redeemable: 5, cap: {points: 17}}}
    """
    worth = granted([completion(n=1), completion(n=2)], timeline)

    assert [(each.experience, each.redeemable) for each in worth.values()] == [(10, 5), (7, 3)]


def test_a_stage_that_earns_once_earns_once(timeline):
    """
    activities:
      unit: {title: U, once: [learned], stages: {learned: {points: 15}, used: {points: 35}}}
    """
    done = [
        completion("unit", stage=stage, n=n)
        for stage in (Stage.LEARNED, Stage.USED)
        for n in (1, 2)
    ]

    assert sum(each.points for each in granted(done, timeline).values()) == 15 + 35 + 35


def test_caps_of_campus_activity_and_rule_hold_together(timeline):
    """
    campuses: {steam: {title: S, cap: {points: 50}}}
    activities:
      talks: {title: T, campus: steam, points: 10, cap: {points: 30}}
      unit: {title: U, campus: steam, points: 40}
    rules: {bonus: {match: {activities: [talks]}, grants: 10, cap: {points: 10}}}
    """
    done = [
        completion(day="2026-09-01"),
        completion(day="2026-09-02"),
        completion("unit", "2026-09-03"),
    ]
    lines = desired_lines(done, timeline)

    assert said(lines) == [
        ("talks", 10, "granted"),
        ("bonus", 10, "granted"),
        ("talks", 10, "granted"),
        ("bonus", 10, "granted"),
        ("unit", 40, "granted"),
        ("cap:rule/bonus", -10, "capped"),
        ("cap:campus/steam", -20, "capped"),
    ]
    assert [each.points for each in granted(done, timeline).values()] == [20, 10, 20]


def test_no_room_of_a_wide_cap_is_lost_to_what_a_narrow_one_cuts(timeline):
    """
    campuses: {steam: {title: S, cap: {points: 40}}}
    activities:
      talks: {title: T, campus: steam}
      unit: {title: U, campus: steam, points: 30}
    rules: {much: {match: {activities: [talks]}, grants: 30, cap: {points: 30}}}
    """
    done = [completion(n=1), completion(n=2), completion("unit", "2026-09-02")]

    assert [each.points for each in granted(done, timeline).values()] == [30, 0, 10]


def test_a_cap_over_several_campuses_cuts_each_on_its_own_line(timeline):
    """
    campuses: {a: {title: A}, b: {title: B}}
    activities: {talks: {title: T, campus: a}, unit: {title: U, campus: b}}
    rules: {all: {grants: 10, cap: {points: 10}}}
    """
    done = [completion(n=1), completion(n=2), completion("unit")]
    cuts = [line for line in desired_lines(done, timeline) if line.reason == "capped"]

    assert sorted((cut.campus, cut.experience) for cut in cuts) == [("a", -10), ("b", -10)]


# -- catalogs in force ---------------------------------------------------------------------


OLD = small("activities: {talks: {title: T, points: 10, cap: {points: 40, per: school_year}}}")
NEW = small("activities: {talks: {title: T, points: 20, cap: {points: 20, per: school_year}}}")


def test_the_catalog_recorded_last_that_applies_is_in_force():
    timeline = Timeline(
        (
            Recorded(1, date(2026, 7, 1), OLD),
            Recorded(2, date(2026, 9, 1), NEW),
            Recorded(3, date(2026, 8, 1), OLD),
        )
    )

    assert timeline.newest.number == 3
    assert [timeline.in_force(date(2026, month, 1)).number for month in (6, 7, 8, 9)] == [
        1,
        1,
        3,
        3,
    ]


def test_work_from_before_every_catalog_is_judged_by_the_first_that_applies():
    timeline = Timeline((Recorded(1, date(2026, 9, 1), NEW), Recorded(2, date(2026, 7, 1), OLD)))

    assert timeline.in_force(date(2020, 1, 1)).number == 2


def test_a_timeline_holds_a_catalog():
    with pytest.raises(ValueError, match="at least one"):
        Timeline(())


def test_each_completion_is_held_to_the_cap_of_its_own_day():
    timeline = Timeline((Recorded(1, date(2026, 7, 1), OLD), Recorded(2, date(2026, 10, 1), NEW)))
    before = [completion(day="2026-09-01", n=n) for n in (1, 2, 3)]
    after = completion(day="2026-10-01")
    worth = granted([*before, after], timeline)

    assert [worth[each.source].points for each in (*before, after)] == [10, 10, 10, 0]
    assert desired_lines([*before, after], timeline)[-1] == Line(
        "cap/2026-27", "cap:activity/talks", "", -20, -20, after.day, "capped", 2
    )


# -- previews ------------------------------------------------------------------------------


def test_a_preview_shows_what_a_cap_leaves(timeline):
    """
    activities: {talks: {title: T, points: 10, cap: {points: 15, per: month}}}
    """
    first, second = completion(day="2026-09-01"), completion(day="2026-09-02")

    assert preview(second, [first], timeline) == (
        Award("talks", 5, 5, 10, "capped", "cap:activity/talks", Window.MONTH),
    )


def test_a_preview_of_late_evidence_counts_what_later_work_loses(timeline):
    """
    activities: {talks: {title: T, points: 10, cap: {points: 15, per: month}}}
    """
    early, late = completion(day="2026-09-01"), completion(day="2026-09-02")

    assert preview(early, [late], timeline) == (
        Award("talks", 10, 10, 10, "granted"),
        Award("", -5, -5, -5, "displaced"),
    )


def test_a_preview_of_a_correction_replaces_the_old_version(timeline):
    """
    activities: {talks: {title: T, points: {points_per_hour: 10}}}
    """
    old = completion(minutes=60)

    assert preview(replace(old, minutes=120), [old], timeline) == (
        Award("talks", 20, 20, 20, "granted"),
    )


def test_a_year_of_everything_is_scored_in_no_time():
    days = [date(2025, 9, 1) + timedelta(days=n % 300) for n in range(200)]
    done = [completion("explore-tool", day, n=n) for n, day in enumerate(days)]

    assert sum(each.points for each in granted(done, always(sample("deerfield"))).values()) == 40


def test_what_earns_nothing_is_not_cut(timeline):
    """
    activities:
      talks: {title: T, points: {points_per_hour: 10}, cap: {times: 1, per: month}}
    """
    done = [completion(n=1), completion(n=2, minutes=0)]

    assert len(desired_lines(done, timeline)) == 1
    assert granted(done, timeline)[done[1].source].reasons == ("no_hours",)
