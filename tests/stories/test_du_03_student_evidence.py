"""DU-3: student evidence of learning is a kind of its own."""

from engine.people import Role
from rules.audits.findings import FindingStatus
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT, World


def test_ten_own_items_leave_it_open_and_one_of_students_meets_it(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: either, points: 5}
    degrees:
      first:
        title: First degree
        requires: {all: [{count: 10}, {student_evidence: 1}]}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "first")
    for _ in range(10):
        world.completes(ADA, "try-it", by=RUTH)
    ten, students = world.progress(ADA, "first").audit.findings[1:]
    assert (ten.status, students.status) == (FindingStatus.MET, FindingStatus.OPEN)

    world.completes(ADA, "try-it", by=RUTH, kinds=[STUDENT])

    assert world.degrees(ADA) == ["first"]
