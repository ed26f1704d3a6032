"""DU-4: own learning and student evidence: an activity says which of them it asks for."""

import pytest

from engine.errors import KindNotWanted
from tests.stories.people import ADA
from tests.stories.world import OWN, STUDENT, World

BOTH = (OWN, STUDENT)


@pytest.mark.parametrize(
    ("activity", "accepted", "refused"),
    [
        ("with-students", [(STUDENT,), BOTH], [(OWN,)]),
        ("by-yourself", [(OWN,), BOTH], [(STUDENT,)]),
        ("as-you-like", [(STUDENT,), (OWN,), BOTH], []),
        ("hand-in-hand", [BOTH], [(STUDENT,), (OWN,)]),
    ],
)
def test_each_activity_takes_the_kinds_that_it_asks_for(
    world: World, activity: str, accepted: list, refused: list
) -> None:
    """
    activities:
      with-students: {title: With students, evidence: student, points: 5}
      by-yourself: {title: By yourself, evidence: own, points: 5}
      as-you-like: {title: As you like, evidence: either, points: 5}
      hand-in-hand: {title: Hand in hand, evidence: both, points: 5}
    """
    world.joins(ADA)

    for kinds in accepted:
        assert world.submits(ADA, activity, kinds=kinds).status == "submitted"
    for kinds in refused:
        with pytest.raises(KindNotWanted):
            world.submits(ADA, activity, kinds=kinds)
