"""IL-3: a list approves many at once: looked at first, given as one act, undone as one act."""

import io
import re
from typing import Any

from engine.people import Role
from tests.stories.gathered import posts, reads
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World


def _address(world: World) -> str:
    return f"/{world.district}/reviews/many"


def _reads(world: World, who: str, text: str, **more: Any) -> str:
    told = {"activity": "", **more}
    return posts(world.browser(who), _address(world), do="read", text=text, **told).text


def _approves(world: World, who: str, text: str, **more: Any) -> str:
    """Somebody looks at a list, and approves whatever it means."""
    pieces = re.findall(r'name="piece" value="([^"]+)"', _reads(world, who, text, **more))
    told = {"activity": "", "piece": pieces, **more}
    return posts(world.browser(who), _address(world), do="approve", text=text, **told).text


def _batch(page: str) -> str:
    found = re.search(r'href="([^"]+/reviews/many/[0-9a-f-]{36})/undo"', page)
    assert found, reads(page)
    return found[1]


def _undoes(world: World, who: str, batch: str, **more: str) -> str:
    client = world.browser(who)
    asked = client.get(f"{batch}/undo").text
    shown = re.search(r'name="shown"[^>]*value="([^"]*)"', asked)
    assert shown, reads(asked)
    return reads(posts(client, f"{batch}/undo", shown=shown[1], **more).text)


def test_names_approve_what_waits_and_say_what_is_left_out(world: World) -> None:
    """
    activities:
      visit: {title: Visit, evidence: own, points: 10, badge: yes}
      essay: {title: Essay, evidence: own, points: 5, rubric: clear}
      talk: {title: Talk, evidence: own, points: 5, reviewers: 2}
    rubrics:
      clear: {title: Clear, criteria: {c: {title: C, scores: ["no", "yes"]}}}
    schools: {elm: {title: Elm}, oak: {title: Oak}}
    """
    for who in (ADA, BEN, "Nora"):
        world.joins(who, school="elm")
    world.joins("Quinn", school="oak")
    world.joins(DANA, Role.DISTRICT_ADMIN)
    ruth = world.joins(RUTH, Role.REVIEWER, school="elm")
    for who in (ADA, BEN, RUTH):
        world.submits(who, "visit")
    world.submits(ADA, "essay")
    world.submits(ADA, "talk")
    many = "Ada\nben@staff.example\nNora\nRuth\nBenn"

    page = _reads(world, ruth, many, activity="visit/done")
    said = reads(page)
    assert page.count('name="piece"') == 2
    assert "+10 Visit" in said, "what it brings: points and a badge"
    assert "Nora Nothing of this waits for a review." in said
    assert "Ruth Your own evidence is decided by somebody else." in said
    assert "Benn Nobody is called so. Did you mean “Ben”?" in said
    sheet = "email,activity\nada@staff.example,essay\nada@staff.example,talk\nada@staff.example,x"
    said = reads(_reads(world, ruth, sheet))
    assert "A rubric is to be scored" in said
    assert "Several reviewers read this one" in said
    assert "There is no activity “x”." in said
    assert (world.points(ADA), world.points(BEN)) == (0, 0)

    _approves(world, ruth, many, activity="visit/done")
    assert (world.points(ADA), world.points(BEN), world.points(RUTH)) == (10, 10, 0)
    assert world.badges(ADA) == {"visit"}


def test_one_press_undoes_all_and_shows_what_follows_first(world: World) -> None:
    """
    activities:
      visit: {title: Visit, evidence: own, points: 10, badge: yes}
    """
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    for who in (ADA, BEN):
        world.submits(who, "visit")
    batch = _batch(_approves(world, RUTH, "Ada\nBen", activity="visit/done"))

    asked = reads(world.browser(RUTH).get(f"{batch}/undo").text)
    assert "Lifetime points: 0 instead of 10." in asked
    assert "The badge “Visit” is revoked until it is earned again." in asked
    assert world.points(ADA) == 10, "a rehearsal changes nothing"

    assert "2 approvals are taken back" in _undoes(world, RUTH, batch)
    assert (world.points(ADA), world.points(BEN), world.badges(ADA)) == (0, 0, set())
    assert world.waits_for(RUTH) == 2
    assert "Ruth undid this on" in reads(world.browser(DANA).get(batch).text)
    assert world.faults() == []

    later = _batch(_approves(world, RUTH, "Ada\nBen", activity="visit/done"))
    world.passes(hours=1)
    assert "Nothing here can be undone together" in reads(
        world.browser(RUTH).get(f"{later}/undo").text
    )
    assert "2 approvals are taken back" in _undoes(world, DANA, later, note="The wrong list.")
    assert any("The wrong list." in letter for letter in world.letters(ADA))


def test_a_sheet_takes_in_attendance_of_which_nothing_waits(world: World) -> None:
    """
    activities:
      workshop: {title: Workshop, evidence: attendance, hours: 2, points: 10}
      visit: {title: Visit, evidence: own, points: 5}
      bus: {title: Bus, evidence: attendance, points: 5, audience: [classified]}
    """
    world.joins(ADA)
    world.joins(BEN)
    world.joins(RUTH, Role.REVIEWER)
    world.submits(BEN, "visit")
    sheet = (
        "e-mail,activity,date\n"
        "ada@staff.example,Workshop,2025-09-12\n"
        "ben@staff.example,Workshop,2025-09-12\n"
        "ben@staff.example,Visit,\n"
        "ben@staff.example,Visit,\n"
        "ada@staff.example,Workshop,\n"
        "ada@staff.example,Bus,2025-09-12\n"
    )
    said = reads(_reads(world, RUTH, sheet))
    assert "3 pieces would be approved" in said
    assert "attendance, taken in" in said
    assert "This is meant for other staff." in said
    assert "It says the same as line 4." in said
    assert "Nothing of this waits for a review." in said

    _approves(world, RUTH, sheet)
    assert (world.points(ADA), world.points(BEN)) == (10, 15)
    said = reads(_reads(world, RUTH, sheet))
    assert "It counts already." in said
    assert "No line of the list approves anything." in said


def test_what_cannot_be_is_listed_and_a_second_time_awards_nothing(world: World) -> None:
    """
    activities:
      workshop: {title: Workshop, evidence: attendance, hours: 2, points: 10}
    """
    world.joins(RUTH, Role.REVIEWER)
    staff = [world.joins(f"T{n}") for n in range(6)]
    lines = [f"{who.lower()}@staff.example,workshop,2025-09-{1 + n:02d}"
             for n in range(4) for who in staff]  # fmt: skip
    bad = ["nobody@staff.example,workshop,2025-09-01", "t1@staff.example,wrkshp,2025-09-01",
           "t1@staff.example,workshop,2030-01-01", "t1@staff.example,workshop,soon"]  # fmt: skip
    sheet = "\n".join(["email,activity,day", *lines, *bad])

    answer = world.browser(RUTH).post(
        _address(world),
        data={"do": "read", "activity": "", "file": (io.BytesIO(sheet.encode()), "list.csv")},
    )
    assert "4 lines are left out" in reads(answer.text)
    assert "24 pieces are approved, as one act." in reads(_approves(world, RUTH, sheet))
    assert "No line of the list approves anything." in reads(_reads(world, RUTH, sheet))
    assert sum(world.points(who) for who in staff) == 240
