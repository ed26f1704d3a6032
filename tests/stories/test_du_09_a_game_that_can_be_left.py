"""DU-9: it is a game for those who like to play; others keep evidence and degrees."""

from engine.people import Role
from tests.stories.people import ADA, BEN, RUTH
from tests.stories.world import World


def test_without_the_game_layer_evidence_and_degrees_go_on(world: World) -> None:
    world.joins(ADA, plays=False)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "associate")
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")

    home = world.sees(ADA, "/home")

    assert "Associate of Digital Learning" in home
    assert "Freshman" not in home
    assert "10 points" not in home
    assert world.progress(ADA, "associate").audit.progress > 0
    assert "Number Talks" in world.sees(ADA, "/evidence")


def test_who_does_not_play_is_on_no_board(world: World) -> None:
    world.joins(ADA, plays=False, on_boards=True)
    world.joins(BEN, on_boards=True)
    world.joins(RUTH, Role.REVIEWER)
    for who in (ADA, BEN):
        world.completes(who, "number-talks", by=RUTH, stage="learned")

    board = world.sees(BEN, "/standings")

    assert "Ben" in board
    assert "Ada" not in board
