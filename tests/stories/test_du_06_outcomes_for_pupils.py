"""DU-6: an optional measure, before and after, shows what changed for pupils."""

from engine.people import Role
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import STUDENT, World


def with_course(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")


def test_twelve_to_nineteen_of_twenty_four_is_shown(world: World) -> None:
    with_course(world)
    measure = {
        "measure": "explain two ways to solve it",
        "measured_of": 24,
        "measured_before": 12,
        "measured_after": 19,
    }
    claim = world.completes(ADA, "number-talks", by=RUTH, stage="used", kinds=[STUDENT], **measure)

    assert claim.outcome
    for who, path in ((ADA, f"/evidence/{claim.id}"), (RUTH, f"/evidence/{claim.id}")):
        assert "explain two ways to solve it 12 19 of 24 students" in world.sees(who, path)


def test_no_measure_is_allowed_and_counts_as_none(world: World) -> None:
    with_course(world)

    claim = world.completes(ADA, "number-talks", by=RUTH, stage="used", kinds=[STUDENT])

    assert not claim.outcome


def test_the_report_adds_measures_up_and_counts_a_blank_as_no_measure(world: World) -> None:
    """
    activities:
      talks: {title: Number talks, evidence: student}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    told = {"measure": "explain two ways", "measured_of": 24, "measured_before": 12}
    world.completes(ADA, "talks", by=RUTH, kinds=[STUDENT], **told, measured_after=19)
    fewer = told | {"measure": "ask a question", "measured_of": 10, "measured_before": 5}
    world.completes(ADA, "talks", by=RUTH, kinds=[STUDENT], **fewer, measured_after=4)
    world.completes(ADA, "talks", by=RUTH, kinds=[STUDENT])

    seen = world.sees(DANA, "/dashboard/outcomes")

    sums = "17 students before 23 students after 34 students in all 2 measures"
    assert f"{sums} 1 pieces of student evidence without a measure" in seen
    assert "explain two ways Number talks" in seen
    assert "12 19 24" in seen
    rows = world.browser(DANA).get(f"/{world.district}/dashboard/outcomes/measures.csv").text
    assert rows.count("Number talks") == 2
