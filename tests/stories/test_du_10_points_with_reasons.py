"""DU-10: approved evidence earns points, each with its reason, rule and reviewer."""

from engine.people import Role
from tests.stories.people import ADA, RUTH
from tests.stories.world import World


def test_every_entry_names_its_evidence_rule_and_catalog(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)

    claim = world.completes(ADA, "number-talks", by=RUTH, stage="learned")

    (entry,) = world.statement(ADA)
    assert (entry.points, entry.rule, entry.reason) == (10, "number-talks.learned", "granted")
    assert (entry.source, entry.catalog) == (f"evidence/{claim.id}", 1)
    seen = world.sees(ADA, "/ledger")
    assert "Number Talks" in seen
    assert "Ruth" in seen


def test_a_cap_is_filled_and_says_so(world: World) -> None:
    """Case DU-a: twelve times the same small thing in one year."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)

    for _ in range(12):
        world.completes(ADA, "explore-tool", by=RUTH)

    assert world.points(ADA) == sum(entry.points for entry in world.statement(ADA)) == 40
    assert {entry.reason for entry in world.statement(ADA)} == {"granted", "capped"}
    assert "at most 40 points" in world.sees(ADA, "/ledger")
    lately = world.sees(ADA, "/home").split("Lately")[1]
    assert lately.count("+5, the cap takes 5 · Sep 15, 2025 0") == 4
    assert lately.count("Granted · Sep 15, 2025 +5") == 1


def test_an_approval_that_is_undone_leaves_nothing(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER, Role.DISTRICT_ADMIN)
    claim = world.completes(ADA, "number-talks", by=RUTH, stage="learned")

    world.undoes(RUTH, claim)

    assert world.points(ADA) == world.redeemable(ADA) == 0
    assert [entry.points for entry in world.statement(ADA)] == [10, -10]
    assert world.faults() == []
