"""IL-14: the program is for all staff; a degree that a role cannot complete is named.

BC-1 asks for the same: access for everyone.
"""

from engine.people import Role
from rules.concerns import About, Concern, concerns, placed
from rules.pack import read_pack
from rules.terms import Audience
from tests.rules.sample_packs import written
from tests.stories.people import ADA, RUTH
from tests.stories.world import World

OPERATIONS = """
campuses:
  operations: {title: {en: Operations, es: Servicios}}
activities:
  safe-kitchen:
    title: {en: A Safe Kitchen, es: Una cocina segura}
    campus: operations
    evidence: own
    hours: 3
    points: 25
    once: [done]
    audience: [classified]
  route-check:
    title: {en: Routes by the Clock, es: Rutas a tiempo}
    campus: operations
    evidence: own
    hours: 2
    points: 20
    once: [done]
    audience: [certificated, leader]
degrees:
  keeper:
    title: {en: Keeper of the House, es: Guardia de la casa}
    requires:
      all:
        - {title: {en: Forty points, es: Cuarenta puntos}, points: 40}
        - title: {en: Something in Operations, es: Algo en Servicios}
          count: 1
          campus: operations
"""
"""Beside Deerfield's own program; everything in it is invented."""


def pack() -> dict[str, str]:
    return written("deerfield") | {"operations.yaml": OPERATIONS}


def out_of_reach(files: dict[str, str]) -> list[Concern]:
    """Beside these a seventh campus makes “three of the six campuses” stale, which is told too."""
    return [each for each in concerns(read_pack(files)) if each.about is About.REACH]


def test_removing_the_only_activity_for_classified_staff_names_them_and_the_requirement():
    whole = pack()
    assert out_of_reach(whole) == []

    start, end = OPERATIONS.index("  safe-kitchen:"), OPERATIONS.index("  route-check:")
    less = whole | {"operations.yaml": OPERATIONS[:start] + OPERATIONS[end:]}
    ((found, place),) = placed(out_of_reach(less), less)

    assert found.reach is not None
    assert found.reach.audience is Audience.CLASSIFIED
    assert (place.file, str(place)) == ("operations.yaml", "degrees.keeper.requires.all[1]")
    assert "Something in Operations" in less["operations.yaml"].splitlines()[place.line - 1]
    assert found.message.in_("en") == (
        "Classified staff can never reach the degree “Keeper of the House”: “Something in "
        "Operations” (degrees.keeper.requires.all[1]) asks for a piece of work, and nothing that "
        "counts there is open to them."
    )
    assert found.suggestion.in_("en") == (
        "Open “Routes by the Clock” to classified staff, or let something else count there."
    )
    assert found.message.in_("es").startswith("El personal de apoyo nunca puede alcanzar")


def test_with_it_somebody_of_the_classified_staff_completes_the_degree(world: World):
    world.publishes(pack())
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA, audience=Audience.CLASSIFIED)
    world.enrolls(ADA, "keeper")

    world.completes(ADA, "safe-kitchen", by=RUTH)
    world.completes(ADA, "peer-observation", by=RUTH)

    assert world.degrees(ADA) == ["keeper"]
