"""WL-17: a team shares the points of its work where the pack says so, and none are lost."""

import pytest

from engine import evidence
from engine.evidence import Evidence
from engine.people import Role
from tests.stories.conftest import SMALL
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import OWN, World

CARA = "Cara"
PART = {"learned": "To plan backwards.", "did": "I wrote the second lesson."}
PACK = """
activities:
  unit: {title: Unit for all, evidence: own, points: 40, team: {at_least: 1, points: shared}}
"""


@pytest.fixture
def pack() -> dict[str, str]:
    return {"pack.yaml": SMALL + PACK}


@pytest.fixture
def team(world: World) -> World:
    for name in (ADA, BEN, CARA):
        world.joins(name)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    return world


def begins(world: World) -> tuple[Evidence, list[Evidence]]:
    """Ada’s work, in which Ben and Cara write parts; all of it is handed in."""
    work = world.drafts(ADA, "unit", hours=4)
    world.asks(ADA, work, BEN, CARA)
    assert "share its points equally" in world.sees(BEN, f"/evidence/{work.id}/team")
    parts = [world.joins_team(who, work) for who in (BEN, CARA)]
    return world.hands_in(ADA, work), parts


def writes(world: World, who: str, part: Evidence, *, alone: bool = False) -> None:
    own = {"done_on": world.today, "kinds": [OWN]} if alone else {}
    world.writes(who, part, **PART, **own)
    world.hands_in(who, part)


def points(world: World) -> list[int]:
    return [world.points(each) for each in (ADA, BEN, CARA)]


def test_it_is_divided_and_the_line_says_so(team: World) -> None:
    assert "who share its points" in team.sees(ADA, "/activities/unit")
    work, (bens, caras) = begins(team)
    writes(team, BEN, bens)

    review = team.sees(RUTH, f"/reviews/{work.id}")
    assert "+14 points" in review
    assert "14 of 40 points: shared by 3" in review
    team.approves(RUTH, work)
    assert points(team) == [14, 13, 0], "Cara’s part waits for her"
    writes(team, CARA, caras)

    assert points(team) == [14, 13, 13]
    line = "13 of 40 points: shared by 3 · approved by Ruth"
    assert line in team.sees(CARA, "/ledger"), "who approved the common work"
    assert "13 of 40 points: shared by 3" in team.sees(CARA, f"/evidence/{caras.id}")
    assert "13 Ruth" in team.sees(CARA, "/transcript"), "who approved the common work"
    assert team.faults() == []
    with team.store.session() as session:
        assert list(evidence.verify(session, team.district)) == []


def test_another_policy_judges_it_anew_and_takes_it_back(team: World) -> None:
    work, parts = begins(team)
    for who, part in zip((BEN, CARA), parts, strict=True):
        writes(team, who, part)
    team.approves(RUTH, work)
    team.passes(days=1)

    full = (SMALL + PACK).replace(", points: shared}", "}").replace("2020-07-01", "2020-07-02")
    with team._act() as session:
        from engine import catalogs

        catalogs.publish(session, {"pack.yaml": full}, now=team.now)
    assert points(team) == [40, 40, 40]

    team.undoes(DANA, work)
    assert points(team) == [0, 0, 0]
    team.approves(RUTH, work)
    assert points(team) == [40, 40, 40]


def test_who_leaves_takes_nothing_along_and_leaves_nothing_behind(team: World) -> None:
    work, (bens, caras) = begins(team)
    with team._act() as session:
        by = team._actor(session, BEN)
        mine = evidence.get(session, by, bens.id)
        evidence.teams.leave(session, mine, by=by, now=team.now)
    writes(team, CARA, caras)

    team.approves(RUTH, work)
    assert points(team) == [20, 0, 20], "divided by those who are in it"

    writes(team, BEN, bens, alone=True)
    team.approves(RUTH, bens)
    assert points(team) == [20, 40, 20], "work of his own"


def test_who_leaves_afterwards_keeps_her_part_of_what_was_approved(team: World) -> None:
    work, (bens, caras) = begins(team)
    writes(team, BEN, bens)
    team.approves(RUTH, work)
    with team._act() as session:
        by = team._actor(session, CARA)
        mine = evidence.get(session, by, caras.id)
        evidence.teams.leave(session, mine, by=by, now=team.now)

    writes(team, CARA, caras, alone=True)
    team.approves(RUTH, caras)

    assert points(team) == [14, 13, 13], "leaving creates no points"
