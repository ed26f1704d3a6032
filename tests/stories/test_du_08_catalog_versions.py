"""DU-8: rules change between the years of a degree, and nobody has to follow them who will not."""

import pytest

from engine.errors import TooLateToGoBack
from engine.people import Role
from engine.progress import Nearer, nearer
from tests.stories.conftest import SMALL
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT, World

ACTIVITIES = """
activities:
  try-it: {title: Try it, evidence: either, points: 25}
"""
SLOWER = "first: {title: First, requires: {all: [{points: 100}, {student_evidence: 2}]}}"
SECOND = "second: {title: Second, requires: {all: [{degree: first}, {points: 25}]}}"
QUICKER = "first: {title: First, requires: {all: [{points: 50}, {student_evidence: 1}]}}"
OTHERWISE = "first: {title: First, requires: {all: [{points: 100}, {own_learning: 1}]}}"


def a_later_catalog(world: World, *degrees: str) -> None:
    text = SMALL + ACTIVITIES + "degrees:\n" + "".join(f"  {each}\n" for each in degrees)
    world.publishes({"pack.yaml": text}, applies_from=world.today)


@pytest.fixture
def pack() -> dict[str, str]:
    """What is asked when Ada begins."""
    return {"pack.yaml": SMALL + ACTIVITIES + "degrees:\n" + f"  {SLOWER}\n  {SECOND}\n"}


@pytest.fixture
def enrolled(world: World) -> World:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "first")
    world.enrolls(ADA, "second")
    return world


def test_each_version_is_shown_with_the_own_progress_in_it(enrolled: World) -> None:
    enrolled.completes(ADA, "try-it", by=RUTH, kinds=[STUDENT])
    a_later_catalog(enrolled, SLOWER)
    assert enrolled.versions(ADA, "first").newer == ()

    a_later_catalog(enrolled, QUICKER)
    a_later_catalog(enrolled, OTHERWISE)
    found = enrolled.versions(ADA, "first")

    assert [each.catalog for each in found.newer] == [3, 4]
    told = [float(each.audit.progress) for each in (found.mine, *found.newer)]
    assert told == [0.375, 0.75, 0.125]
    assert [nearer(found.mine, each) for each in found.newer] == [Nearer.NEWER, Nearer.MINE]
    assert found.is_offered


def test_switching_gives_exactly_what_was_promised(enrolled: World) -> None:
    enrolled.completes(ADA, "try-it", by=RUTH, kinds=[STUDENT])
    a_later_catalog(enrolled, OTHERWISE)
    promised = enrolled.versions(ADA, "first").newer[0]

    enrolled.switches(ADA, "first", to=promised.catalog)

    for degree in ("first", "second"):
        assert enrolled.progress(ADA, degree).audit.findings == promised.audits[degree].findings
    assert enrolled.degrees(ADA) == []
    assert enrolled.progress(ADA, "first").enrollment.catalog == promised.catalog
    assert enrolled.faults() == []


def test_what_is_conferred_at_once_was_promised_too(enrolled: World) -> None:
    for _ in range(2):
        enrolled.completes(ADA, "try-it", by=RUTH, kinds=[STUDENT])
    a_later_catalog(enrolled, QUICKER, SECOND)
    promised = enrolled.versions(ADA, "first").newer[0]
    assert promised.confers == ("first", "second")
    assert enrolled.degrees(ADA) == []

    enrolled.switches(ADA, "first", to=promised.catalog)

    assert enrolled.degrees(ADA) == ["first", "second"]
    assert enrolled.progress(ADA, "first").audit.findings == promised.audit.findings
    assert "First" in enrolled.letters(ADA)[-2]


@pytest.mark.parametrize("days", [0, 30])
def test_a_switch_is_undone_within_thirty_days(enrolled: World, days: int) -> None:
    enrolled.completes(ADA, "try-it", by=RUTH, kinds=[STUDENT])
    before = enrolled.progress(ADA, "first").audit.findings
    a_later_catalog(enrolled, OTHERWISE)
    enrolled.switches(ADA, "first", to=2)
    assert enrolled.progress(ADA, "first").audit.findings != before

    enrolled.passes(days=days)
    enrolled.goes_back(ADA, "first")

    assert enrolled.progress(ADA, "first").audit.findings == before
    assert enrolled.progress(ADA, "first").enrollment.catalog == 1
    assert enrolled.faults() == []


def test_after_thirty_days_the_chosen_version_stays(enrolled: World) -> None:
    a_later_catalog(enrolled, OTHERWISE)
    enrolled.switches(ADA, "first", to=2)

    enrolled.passes(days=31)
    with pytest.raises(TooLateToGoBack):
        enrolled.goes_back(ADA, "first")
    assert enrolled.progress(ADA, "first").enrollment.catalog == 2


def test_who_began_goes_on_when_a_degree_is_no_longer_offered(enrolled: World) -> None:
    a_later_catalog(enrolled, "other: {title: Other, requires: {points: 5}}")
    found = enrolled.versions(ADA, "first")
    assert (found.newer, found.is_offered) == ((), False)

    for _ in range(4):
        enrolled.completes(ADA, "try-it", by=RUTH, kinds=[STUDENT])
    assert enrolled.degrees(ADA) == ["first", "second"]
