"""Verifying asks the rules again, and names whoever was granted something else."""

from engine import evidence, progress
from tests.engine.university import University
from tests.engine.world import START, World


def test_a_district_without_a_pack_has_no_fault(world: World) -> None:
    with world.store.session() as session:
        assert list(evidence.verify(session, "oak")) == []
        assert list(progress.verify_levels(session, "oak", now=START)) == []


def test_evidence_that_was_approved_by_hand_is_named(university: University) -> None:
    """Both currencies lack ten points, of which the first line is told; and nobody decided."""
    claim = university.submits("Ada")
    with university.store.write() as session:
        session.merge(claim).status = evidence.Status.APPROVED
    with university.store.session() as session:
        fault, undecided = evidence.verify(session, "elm")

    assert undecided.row == claim.source
    assert (undecided.expected, undecided.found) == ("an approval", "no decision")
    assert fault.participant_id == university.people["Ada"].id
    assert fault.row.startswith(f"{claim.source} ")
    assert (fault.expected, fault.found) == ("10 points", "0 points")


def test_a_level_that_was_changed_by_hand_is_named(university: University) -> None:
    university.completes("Ada", "unit", stage="learned")
    university.completes("Ada", "talk")
    with university.store.write() as session:
        place = university.place(session, "Ada")
        rows = {row.level: row for row in progress.levels_noted(session, place)}
        session.delete(rows["sophomore"])
        rows["freshman"].level = "junior"

    with university.store.session() as session:
        (fault,) = progress.verify_levels(session, "elm", now=university.now)

    assert (fault.table, fault.row) == ("level_reached", "level junior")
    assert (fault.expected, fault.found) == ("nothing", "reached")
