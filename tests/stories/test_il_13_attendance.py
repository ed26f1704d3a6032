"""IL-13: who was there need not write anything: the code, or a signed sheet, is the evidence."""

import re

from engine.people import Role
from rules.terms import Audience
from tests.stories.gathered import at, checks_in, gathers, page_of, posts, reads
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World


def test_checking_in_is_all_that_one_has_to_do(world: World) -> None:
    """
    activities:
      workshop: {title: Workshop, evidence: attendance, hours: 1.5, points: 10, badge: yes}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    code = gathers(world, RUTH, "workshop")

    at(world, minutes=5)
    assert "You are in" in checks_in(world, ADA, code).text
    assert (world.points(ADA), world.badges(ADA)) == (10, {"workshop"})
    assert "You are in" in checks_in(world, ADA, code).text, "a second time is no slip"
    assert world.points(ADA) == 10
    here = world.browser(ADA).get(f"/{world.district}/here/{code}").text
    assert "It counts for you, with 1 h 30 min." in here
    there = re.search(r"/evidence/[0-9a-f-]{36}", here)
    assert there
    assert "Noted at the gathering" in world.sees(ADA, there[0])


def test_it_closes_to_the_second_and_says_whom_to_ask(world: World) -> None:
    """
    activities:
      workshop: {title: Workshop, evidence: attendance, points: 10}
    """
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    code = gathers(world, RUTH, "workshop", closes="15:20")

    at(world, minutes=-31)
    assert "One can check in from September 15, 2025 at 2:30" in reads(
        checks_in(world, ADA, code).text
    )
    at(world, minutes=19, seconds=59)
    assert "You are in" in checks_in(world, ADA, code).text
    at(world, minutes=20)
    late = checks_in(world, BEN, code)

    assert late.status_code == 409
    assert "closed on September 15, 2025 at 3:20" in reads(late.text)
    assert "Ask Ruth, who can still write you down." in reads(late.text)
    assert (world.points(ADA), world.points(BEN)) == (10, 0)


def test_it_may_wait_for_whoever_leads(world: World) -> None:
    """
    activities:
      workshop: {title: Workshop, evidence: attendance, points: 10}
    """
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    code = gathers(world, RUTH, "workshop", waits="y")
    at(world, minutes=1)
    assert "Ruth confirms who was there" in reads(checks_in(world, ADA, code).text)
    checks_in(world, BEN, code)
    assert world.points(ADA) == 0
    assert "2 people to confirm." in world.sees(RUTH, "/home")

    where, ruth = page_of(world, RUTH), world.browser(RUTH)
    with world.store.session() as session:
        ada, ben = (str(world.place(session, who).id) for who in (ADA, BEN))
    posts(ruth, f"{where}/struck", who=ben)
    posts(ruth, f"{where}/confirmed", who=[ada])

    assert (world.points(ADA), world.points(BEN)) == (10, 0)


def test_a_signed_sheet_is_keyed_in_as_one_act(world: World) -> None:
    """
    activities:
      workshop: {title: Workshop, evidence: attendance, points: 10, audience: [certificated]}
    """
    world.joins(ADA)
    world.joins(BEN, audience=Audience.CLASSIFIED)
    world.joins("Nora")
    world.joins(DANA, Role.DISTRICT_ADMIN)
    gathers(world, DANA, "workshop")
    at(world, hours=3)
    where, dana = f"{page_of(world, DANA)}/list", world.browser(DANA)
    pasted = "1. ada@staff.example\nBen\nNora\nnora@staff.example\nNorra"

    read = reads(posts(dana, where, do="read", text=pasted).text)
    assert "2 people are written down Ada" in read
    assert "Norra Did you mean “Nora”?" in read
    assert "Ben This is meant for other staff." in read
    assert world.points(ADA) == 0, "nothing is written before it was seen"

    with world.store.session() as session:
        who = [str(world.place(session, each).id) for each in (ADA, "Nora")]
    for _ in range(2):
        posts(dana, where, do="write", who=who)
    assert (world.points(ADA), world.points("Nora"), world.points(BEN)) == (10, 10, 0)


def test_an_admin_names_who_leads(world: World) -> None:
    """
    activities:
      workshop: {title: Workshop, evidence: attendance, points: 10}
    """
    world.joins(ADA)
    world.joins(BEN)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    code = gathers(world, DANA, "workshop", leader="ben@staff.example")
    at(world, minutes=1)
    checks_in(world, ADA, code)

    assert "with Ben" in reads(world.sees(ADA, f"/here/{code}"))
    assert "Ada" in world.sees(BEN, page_of(world, BEN).removeprefix(f"/{world.district}"))
    own = checks_in(world, BEN, code)
    assert own.status_code == 403
    assert world.points(BEN) == 0, "nobody vouches for herself"


def test_leading_is_credited_once_somebody_came(world: World) -> None:
    """
    activities:
      workshop: {title: Workshop, evidence: attendance, points: 10, leading_counts_as: led}
      led: {title: Led a workshop, evidence: system, points: 15, badge: yes}
    """
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    code = gathers(world, RUTH, "workshop")
    at(world, minutes=1)
    assert world.points(RUTH) == 0
    for who in (ADA, BEN):
        checks_in(world, who, code)

    assert (world.points(RUTH), world.badges(RUTH)) == (15, {"led"})
    assert world.faults() == []
