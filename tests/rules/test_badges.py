"""Badges are earned by last stages, whole pathways and requirements; stages come in their order."""

from datetime import date

import pytest

from rules.badges import Earned, activities_behind, earned_badges, missing_before
from rules.catalog import Catalog
from rules.scoring import Recorded, Timeline
from rules.terms import Stage
from tests.rules.cases import always, completion, small

PACK = """
activities:
  talks: {title: Talks, badge: true}
  plain: {title: Plain}
  unit:
    title: Unit
    badge: true
    after: [talks]
    stages: {learned: {points: 5}, used: {points: 9}}
  late: {title: Late, stages: {used: {points: 5}}}
pathways:
  both: {title: Both, parts: [talks, unit]}
  early: {title: Early, parts: [plain, unit/learned]}
  line: {title: Line, parts: [talks, plain], ordered: true}
badges:
  keen: {title: Keen, criteria: Be keen., requires: {count: 2}}
"""
CATALOG = small(PACK)
TALKS, PLAIN = completion("talks", "2026-09-03"), completion("plain", "2026-09-02")
LEARNED = completion("unit", "2026-09-01", stage=Stage.LEARNED)
USED = completion("unit", "2026-09-04", stage=Stage.USED)


def earned(*completions, satisfied=lambda requirement, day: False, timeline=None):
    return earned_badges(completions, timeline or always(CATALOG), satisfied)


def test_the_last_stage_earns_the_badge_of_an_activity():
    assert earned(LEARNED, PLAIN) == (Earned("early", PLAIN.day, (PLAIN.source, LEARNED.source)),)
    assert earned(LEARNED, USED) == (Earned("unit", USED.day, (USED.source,)),)


def test_a_badge_is_earned_once_by_the_first_completion():
    again = completion("talks", "2026-10-01")

    assert earned(again, TALKS) == (Earned("talks", TALKS.day, (TALKS.source,)),)


def test_a_pathway_earns_its_top_badge_on_the_day_of_its_last_part():
    assert earned(USED, TALKS) == (
        Earned("talks", TALKS.day, (TALKS.source,)),
        Earned("both", USED.day, (TALKS.source, USED.source)),
        Earned("unit", USED.day, (USED.source,)),
    )


@pytest.mark.parametrize(
    ("talks", "plain", "on"),
    [
        ("2026-09-01", "2026-09-02", date(2026, 9, 2)),
        ("2026-09-01", "2026-09-01", date(2026, 9, 1)),
        ("2026-09-02", "2026-09-01", None),
    ],
)
def test_the_parts_of_an_ordered_pathway_do_not_go_back(talks, plain, on):
    found = earned(completion("talks", talks, n=2), completion("plain", plain, n=1))

    assert [each.on for each in found if each.badge == "line"] == ([on] if on else [])


def test_an_ordered_pathway_is_finished_by_doing_the_later_part_again():
    found = earned(
        completion("plain", "2026-09-01"),
        completion("talks", "2026-09-02"),
        completion("plain", "2026-09-03"),
    )

    assert [each.on for each in found if each.badge == "line"] == [date(2026, 9, 3)]


def test_a_requirement_earns_its_badge_on_the_first_day_that_meets_it():
    def since_the_second(requirement, day):
        return day >= date(2026, 9, 2)

    assert earned(PLAIN, TALKS, satisfied=since_the_second)[0] == Earned("keen", PLAIN.day)
    assert earned(LEARNED, satisfied=since_the_second) == ()
    assert earned(satisfied=since_the_second) == ()


def test_a_badge_is_earned_under_the_catalog_of_its_own_day():
    bare = small("activities: {talks: {title: Talks}}")
    timeline = Timeline(
        (Recorded(1, date(2020, 1, 1), bare), Recorded(2, date(2026, 9, 3), CATALOG))
    )
    early = completion("talks", "2026-09-02")

    assert earned(early, PLAIN, timeline=timeline) == ()
    assert [each.badge for each in earned(TALKS, timeline=timeline)] == ["talks"]


@pytest.mark.parametrize(
    ("activity", "stage", "done", "missing"),
    [
        ("talks", Stage.DONE, [], ()),
        ("unit", Stage.LEARNED, [TALKS], ()),
        ("unit", Stage.LEARNED, [], ("talks",)),
        ("unit", Stage.USED, [TALKS], ("unit/learned",)),
        ("unit", Stage.USED, [], ("talks", "unit/learned")),
        ("unit", Stage.USED, [TALKS, LEARNED], ()),
        ("late", Stage.USED, [], ()),
    ],
)
def test_some_stages_come_before_others(activity, stage, done, missing):
    assert missing_before(CATALOG, activity, stage, done) == missing


def test_what_is_waived_is_not_asked():
    waived = {"unit/learned"}

    assert missing_before(CATALOG, "unit", Stage.USED, [TALKS], waived=waived) == ()
    assert missing_before(CATALOG, "unit", Stage.USED, [], waived=waived) == ("talks",)


def test_activities_before_are_asked_with_their_last_stage():
    catalog: Catalog = small(
        """
        activities:
          unit: {title: Unit, stages: {learned: {points: 5}, used: {points: 9}}}
          lead: {title: Lead, after: [unit]}
        """
    )

    assert missing_before(catalog, "lead", Stage.DONE, [LEARNED]) == ("unit",)
    assert missing_before(catalog, "lead", Stage.DONE, [USED]) == ()


@pytest.mark.parametrize(
    ("badge", "behind"),
    [
        ("talks", {"talks"}),
        ("both", {"talks", "unit"}),
        ("keen", set()),
        ("both-ways", {"plain", "late"}),
        ("gone", set()),
    ],
)
def test_the_work_behind_a_badge_is_its_own_its_parts_or_what_it_names(badge, behind):
    named = "{activity: plain}, {activity: late}, {count: 2}"
    more = f"  both-ways: {{title: B, criteria: Do both., requires: {{all: [{named}]}}}}\n"

    assert activities_behind(badge, small(PACK + more)) == behind
