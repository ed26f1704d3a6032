"""DU-5: a reflection is work, and none of it gets lost: by a second window, or by discarding."""

from tests.stories.people import ADA
from tests.stories.world import World

MINE = "We looked at ten dots, and I told them how I had seen them."
OTHER = "They began to ask each other, and two of them changed their minds."


def test_what_two_windows_wrote_in_one_field_is_there_twice(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: own, points: 5}
    """
    world.joins(ADA)
    claim = world.drafts(ADA, "try-it", did="")
    first, second = (world.opens(ADA, claim, window) for window in ("first", "second"))
    world.writes(ADA, claim, window=first, did=MINE)
    aside = world.writes(ADA, claim, window=second, did=OTHER, learned="To wait.").aside

    assert aside == {"did": OTHER}
    shown = world.sees(ADA, f"/evidence/{claim.id}")
    assert MINE in shown
    assert "To wait." in shown
    assert OTHER in [each.written["did"] for each in world.history(ADA, claim)]


def test_a_draft_that_was_discarded_by_mistake_is_brought_back(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: own, points: 5}
    """
    world.joins(ADA)
    claim = world.drafts(ADA, "try-it", did=MINE)
    world.discards(ADA, claim)
    world.passes(days=29)
    assert MINE in world.sees(ADA, "/evidence/discarded")

    answer = world.browser(ADA).post(f"/{world.district}/evidence/{claim.id}/return")

    assert answer.status_code == 303
    assert MINE in world.sees(ADA, f"/evidence/{claim.id}")
