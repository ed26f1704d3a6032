"""PD-1: learning happens anywhere: a note is kept at once, and finished whenever there is time."""

from tests.stories.people import ADA
from tests.stories.world import World


def test_a_note_waits_at_home_and_becomes_evidence(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: own, points: 5}
    """
    world.joins(ADA)
    note = world.drafts(ADA, "", kinds=(), learned="", changed="", did="How they see ten dots.")
    assert "How they see ten dots." in world.sees(ADA, "/home")
    assert "What is it about?" in world.sees(ADA, f"/evidence/{note.id}/about")

    world.says_what_about(ADA, note, "try-it")
    world.passes(days=1)
    world.writes(ADA, note, learned="To wait.", done_on=world.today)

    assert world.hands_in(ADA, note).activity == "try-it"
