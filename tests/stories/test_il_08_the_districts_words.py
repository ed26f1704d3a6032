"""IL-8: a district calls things what it likes, on every screen and in every letter."""

import re

from engine.people import Role
from tests.rules.sample_packs import written
from tests.stories.people import ADA, RUTH
from tests.stories.world import World

PAWS = """
words:
  point:
    one: {en: paw, es: huella}
    other: {en: paws, es: huellas}
"""
PAGES = (
    "/home", "/activities", "/activities/number-talks", "/evidence", "/degrees", "/rewards",
    "/ledger", "/badges", "/credentials", "/standings", "/settings",
)  # fmt: skip


def with_paws(world: World) -> None:
    """Deerfield's pack, as a district writes it that says paws: in its own sentences, too."""
    files = {
        name: re.sub(r"\bpoints\b(?!:)", "paws", re.sub(r"\bpuntos\b", "huellas", text))
        for name, text in written("deerfield").items()
    }
    world.publishes({**files, "words.yaml": PAWS}, applies_from=world.today)
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)


def test_no_screen_says_points_when_the_district_says_paws(world: World) -> None:
    with_paws(world)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")

    for path in PAGES:
        said = re.findall(r".{40}\bpoints?\b.{20}", world.sees(ADA, path), re.IGNORECASE)
        assert said == [], path
    assert "10 lifetime paws" in world.sees(ADA, "/home")


def test_letters_say_paws_too(world: World) -> None:
    with_paws(world)

    world.completes(ADA, "number-talks", by=RUTH, stage="learned")

    (letter,) = world.letters(ADA)
    assert "10 paws" in letter
    assert "point" not in letter


def test_in_spanish_as_well(world: World) -> None:
    with_paws(world)
    world.joins("Eva", language="es")
    world.completes("Eva", "number-talks", by=RUTH, stage="learned")

    assert "10 huellas" in world.sees("Eva", "/home")
    assert "10 huellas" in world.letters("Eva")[0]
