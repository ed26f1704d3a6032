"""WT-2: learning is more than sitting in sessions: many kinds of activities, found by kind."""

import pytest

from rules.catalog import ActivityKind
from tests.rules.sample_packs import NAMES, sample
from tests.stories.people import ADA
from tests.stories.world import World


def test_sessions_are_one_of_eight_kinds_or_more() -> None:
    used = {each.kind for name in NAMES for each in sample(name).activities.values()}
    deerfield = {each.kind for each in sample("deerfield").activities.values()}

    assert used == set(ActivityKind)
    assert ActivityKind.SESSION in deerfield
    assert len(deerfield) >= 8


@pytest.mark.parametrize("kind", ["observation", "session"])
def test_the_list_is_narrowed_to_a_kind(world: World, kind: str) -> None:
    world.joins(ADA)
    every = world.sees(ADA, "/activities")
    found = world.sees(ADA, f"/activities?kind={kind}")

    own = {
        each.title.in_("en"): each.kind.value == kind
        for each in sample("deerfield").activities.values()
        if not each.audience
    }
    assert [title for title, fits in own.items() if fits and title not in found] == []
    assert "Book Study" in every
    assert "Book Study" not in found
