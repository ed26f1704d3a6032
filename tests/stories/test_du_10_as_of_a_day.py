"""DU-10: statements, balances, levels, degrees and boards can be seen as they stood on a day."""

import csv
from datetime import date, timedelta

from engine.people import Role
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World


def a_year(world: World) -> date:
    """Ada earns, joins the boards, is overtaken, and one approval is taken back; the first day."""
    world.joins(ADA, on_boards=True)
    world.joins(BEN, on_boards=True)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.enrolls(ADA, "cloth")
    first = world.completes(ADA, "weave", by=RUTH)
    world.completes(ADA, "weave", by=RUTH)
    day = world.today
    world.passes(days=5)
    world.undoes(DANA, first)
    for _ in range(4):
        world.completes(BEN, "weave", by=RUTH)
    return day


def test_each_page_tells_what_stood_that_day_and_offers_nothing_to_do(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 20}
    levels:
      new: {title: Newcomer, experience: 0}
      weaver: {title: Weaver, experience: 30}
    degrees:
      cloth: {title: Cloth, requires: {all: [{points: 40}, {count: 5}]}}
    """
    day = a_year(world)
    then, before = f"?as_of={day}", f"?as_of={day - timedelta(days=1)}"

    ledger = world.sees(ADA, f"/ledger{then}")
    assert "As it stood at the end of September 15, 2025." in ledger
    assert "40 lifetime points" in ledger
    assert "Weaver level" in ledger
    assert "Taken back" not in ledger
    assert "20 lifetime points" in world.sees(ADA, "/ledger")
    assert "Nothing had been approved by then." in world.sees(ADA, f"/ledger{before}")

    degree = world.sees(ADA, f"/degrees/cloth{then}")
    assert "1 of 2 requirements" in degree
    assert "Put it aside" not in degree
    assert "0 of 2 requirements" in world.sees(ADA, "/degrees/cloth")
    assert "Not taken up then." in world.sees(ADA, f"/degrees/cloth{before}")
    assert "Nothing had been taken up by then." in world.sees(ADA, f"/degrees{before}")
    assert "Cloth" in world.sees(ADA, f"/degrees{then}")

    board = world.sees(ADA, f"/standings{then}")
    assert "Shown are those who wish to be seen today." in board
    assert BEN not in board
    assert "Leave the boards" not in board
    assert BEN in world.sees(ADA, "/standings")


def test_whoever_looks_after_somebody_sees_the_same_as_she_does(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 20}
    degrees:
      cloth: {title: Cloth, requires: {points: 40}}
    """
    day = a_year(world)
    ada = identity(world, ADA)

    assert "40 lifetime points" in world.sees(DANA, f"/people/{ada}/ledger?as_of={day}")
    assert "Conferred on September 15, 2025" in world.sees(
        DANA, f"/people/{ada}/degrees/cloth?as_of={day}"
    )
    assert world.browser(RUTH).get(f"/oak/people/{ada}/ledger?as_of={day}").status_code == 403


def test_today_a_day_to_come_and_a_slip_of_the_pen_show_what_is(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 20}
    degrees:
      cloth: {title: Cloth, requires: {points: 40}}
    """
    a_year(world)
    now = world.sees(ADA, "/ledger")

    for asked in (world.today, "2999-01-01", "0001-01-01", "yesterday"):
        assert world.sees(ADA, f"/ledger?as_of={asked}") == now


def test_the_file_of_an_earlier_day_holds_the_lines_of_that_day(world: World) -> None:
    """
    activities:
      weave: {title: Weave, evidence: own, points: 20}
    degrees:
      cloth: {title: Cloth, requires: {points: 40}}
    """
    day = a_year(world)

    file = world.browser(ADA).get(f"/oak/ledger/statement.csv?as_of={day}")

    assert f"as-of-{day}" in file.headers["Content-Disposition"]
    rows = list(csv.DictReader(file.data.decode("utf-8-sig").splitlines()))
    assert [row["points"] for row in rows] == ["20", "20", "20", "20"]
    assert all(row["posted_at"].startswith(str(day)) for row in rows)


def identity(world: World, who: str) -> str:
    with world.store.session() as session:
        return str(world._actor(session, who).participant.id)
