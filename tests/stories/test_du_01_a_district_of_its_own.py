"""DU-1: a platform of the district's own, with its own name, colours, catalog and words."""

import pytest

from engine.people import Role
from tests.rules.sample_packs import written
from tests.stories.people import ADA, RUTH
from tests.stories.world import World

PAGES = (
    "/home",
    "/activities",
    "/evidence",
    "/degrees",
    "/rewards",
    "/ledger",
    "/badges",
    "/credentials",
)


@pytest.fixture
def deerfield(world: World) -> World:
    world.publishes(written("worlds-of-learning"))
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    return world


def test_every_page_carries_the_districts_own_name(deerfield: World) -> None:
    for path in PAGES:
        assert "Deerfield University" in deerfield.sees(ADA, path), path


def test_no_word_of_another_district_leaks(deerfield: World) -> None:
    for path in PAGES:
        seen = deerfield.sees(ADA, path)
        assert "Worlds" not in seen, path
        assert "Kahoot" not in seen, path


def test_mail_is_signed_by_the_district(deerfield: World) -> None:
    deerfield.completes(ADA, "explore-tool", by=RUTH)

    (letter,) = deerfield.letters(ADA)
    assert letter.split("\n-- \n")[0].strip().endswith("Deerfield University")


def test_another_districts_pages_are_closed_to_her(deerfield: World) -> None:
    assert deerfield.browser(ADA).get("/worlds/home").status_code == 403
