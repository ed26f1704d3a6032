"""WL-4: an admin builds a degree with three nested requirements in the browser, publishes it, and
a teacher earns it; no file is edited."""

from engine.people import Role
from tests.stories.building import Builder
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import OWN, STUDENT, World


def test_a_degree_is_built_tried_published_and_earned(world: World) -> None:
    """
    campuses: {steam: {title: STEAM}}
    activities:
      number-talks:
        title: Number Talks
        campus: steam
        stages: {learned: {evidence: own, hours: 1.5}, used: {evidence: student, hours: 3}}
    """
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    dana = Builder(world, DANA, draft="Next year", degree="Reading Guide")

    dana.looks("all[0]")
    dana.presses("keep", asked="hours", n="1", title_en="An hour")
    dana.looks()
    dana.presses("add", what="group_any")
    dana.looks("all[1].any[1]")
    dana.presses("wrap", **{"as": "all"})
    dana.looks("all[1].any[1]")
    read = dana.adds("courses", n="1", where_campuses=["steam"])

    assert "Either 1 piece of student evidence, or all of these" in read
    assert dana.written == {
        "all": [
            {"title": "An hour", "hours": "1"},
            {
                "any": [
                    {"student_evidence": "1"},
                    {"all": [{"own_learning": "1"}, {"courses": "1", "campus": "steam"}]},
                ]
            },
        ]
    }
    tried = dana.looks(person=str(place_of(world, ADA)))
    assert "Ada, today and under this draft Complete" in tried

    dana.publishes()
    world.enrolls(ADA, dana.key)

    assert world.degrees(ADA) == [dana.key]
    assert "Reading Guide" in world.sees(ADA, f"/degrees/{dana.key}")


def test_whoever_has_less_sees_what_is_still_to_come(world: World) -> None:
    """
    campuses: {steam: {title: STEAM}}
    activities:
      number-talks:
        title: Number Talks
        campus: steam
        stages: {learned: {evidence: own, hours: 1.5}, used: {evidence: student, hours: 3}}
    """
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(ADA)
    dana = Builder(world, DANA, draft="Next year", degree="Reading Guide")
    dana.looks("all[0]")
    dana.presses("keep", asked="student_evidence", n="1")
    dana.publishes()
    world.enrolls(ADA, dana.key)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned", kinds=(OWN,))
    assert world.degrees(ADA) == []
    assert "1 piece of student evidence to go." in world.sees(ADA, f"/degrees/{dana.key}")

    world.completes(ADA, "number-talks", by=RUTH, stage="used", kinds=(STUDENT,))
    assert world.degrees(ADA) == [dana.key]


def place_of(world: World, who: str) -> object:
    with world.store.session() as session:
        return world._actor(session, who).participant.id
