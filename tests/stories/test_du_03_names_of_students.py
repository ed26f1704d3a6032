"""DU-3: a teacher is shown where her students' names stand before anybody else reads them."""

import io
import re

from engine.people import Role
from tests import artifacts
from tests.engine.checking.test_reading import pdf_of
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import STUDENT, World, words_of


def test_names_are_shown_first_and_stay_only_when_she_says_why(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: student, points: 5}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    ada = world.browser(ADA)
    ada.post("/oak/students/names", data={"names": "Rosalind Díaz\n\nHope Miller\nAmir Cole"})
    claim = world.drafts(
        ADA, "try-it", kinds=[STUDENT], did="We read.", changed="Then ROSALIND wrote. I hope so."
    )
    here, sent = f"/oak/evidence/{claim.id}", {"activity": "try-it", "stage": "done"}
    plan = (io.BytesIO(pdf_of("A plan", "for Amir and all")), "plan.pdf")
    ada.post(here, data={**sent, "do": "add", "files": [plan]})
    file = re.search(rf"{here}/files/([0-9a-f-]+)", ada.get(f"{here}/edit").text)[1]
    whole = {**sent, "do": "submit", f"consent-{file}": "given"}

    answer = ada.post(here, data=whole)

    assert answer.location == f"{here}/names"
    shown = ada.get(answer.location)
    told = words_of(shown.text)
    assert "What students showed, or what changed for them Then ROSALIND wrote." in told
    assert "“plan.pdf”, page 2 for Amir and all On your list: Amir Cole." in told
    assert "Hope Miller" not in told, "a word in small letters is a word"
    assert world.waits_for(RUTH) == 0, "nothing went out yet"

    seen = re.search(r'name="seen" value="([^"]+)"', shown.text)[1]
    nothing = ada.post(f"{here}/names", data={"seen": seen})
    assert nothing.status_code == 422
    assert "Please say why the names may stay" in nothing.text
    ada.post(here, data={**sent, "do": "save", "changed": "Then ROSALIND and Amir wrote."})
    old = ada.post(f"{here}/names", data={"seen": seen, "named": "agreed"})
    assert "It was changed since you looked." in old.text
    assert "ROSALIND and Amir" in words_of(old.text)
    assert world.waits_for(RUTH) == 0
    seen = re.search(r'name="seen" value="([^"]+)"', old.text)[1]
    ada.post(f"{here}/names", data={"seen": seen, "named": ["agreed", "others"]})

    assert world.waits_for(RUTH) == 1
    assert "Names of students stand in it, and the families agree" in world.sees(
        RUTH, f"/evidence/{claim.id}"
    )
    assert ada.get(f"{here}/names").location == f"{here}/edit", "it was asked and answered"


def test_what_has_no_name_of_hers_goes_out_at_once(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, points: 5, evidence: own}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    ada = world.browser(ADA)
    ada.post("/oak/students/names", data={"names": "Rosalind Díaz"})
    sent = {"activity": "try-it", "stage": "done", "do": "submit"}
    kept = [world.drafts(ADA, "try-it", did=text) for text in ("Rosalinda sang", "Rosalind sang")]

    before, named = (ada.post(f"/oak/evidence/{each.id}", data=sent) for each in kept)
    assert before.location == f"/oak/evidence/{kept[0].id}"
    assert named.location.endswith("/names")

    unwritten = ada.post(f"/oak/evidence/{kept[1].id}", data={**sent, "did": " "})
    assert unwritten.status_code == 422, "what is missing is said before names are looked for"
    ada.post(f"/oak/evidence/{kept[1].id}", data={**sent, "did": "We sang"})
    assert world.waits_for(RUTH) == 2


def test_a_scanned_page_is_not_taken_for_one_without_names(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, points: 5, evidence: own}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    ada = world.browser(ADA)
    ada.post("/oak/students/names", data={"names": "Rosalind Díaz"})
    claim = world.drafts(ADA, "try-it", did="We sang.")
    here, sent = f"/oak/evidence/{claim.id}", {"activity": "try-it", "stage": "done"}
    told = "All that stands on this page are words that a program has read."
    scans = [
        (pdf_of(told, "1", drawing="/Im0 Do"), "one.pdf"),
        (pdf_of("1", told, "3", drawing="/Im0 Do"), "two.pdf"),
        (artifacts.archive({"word/document.xml": b"<w><a:blip/></w>"}), "board.docx"),
    ]
    files = [(io.BytesIO(content), name) for content, name in scans]
    ada.post(here, data={**sent, "do": "add", "files": files})

    answer = ada.post(here, data={**sent, "do": "submit"})

    assert answer.location == f"{here}/names"
    shown = ada.get(answer.location).text
    assert "Please look for names yourself" in shown
    assert "Page 2 of “one.pdf” is a picture." in words_of(shown)
    assert "Pages 1 and 3 of “two.pdf” are pictures." in words_of(shown)
    assert "“board.docx” shows more than it says." in words_of(shown)
    assert world.waits_for(RUTH) == 0, "nothing went out yet"

    old = ada.post(f"{here}/names", data={"seen": "an hour ago"})
    assert "It was changed since you looked." in old.text
    seen = re.search(r'name="seen" value="([^"]+)"', shown)[1]
    ada.post(f"{here}/names", data={"seen": seen})
    assert world.waits_for(RUTH) == 1


def test_the_list_is_hers_alone(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, points: 5, evidence: own}
    """
    for who in (ADA, BEN):
        world.joins(who)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    ada, here = world.browser(ADA), "/oak/students/names"
    assert "Your list" not in world.sees(ADA, "/students/names")
    kept = ada.post(here, data={"names": "Rosalind Díaz\nAmir Cole"})
    assert kept.location == here

    assert "Rosalind Díaz" in world.sees(ADA, "/students/names")
    for who in (BEN, DANA):
        assert "Rosalind" not in world.sees(who, "/students/names")
    assert world.app.test_client().get(here).status_code == 303
    assert not any("Rosalind" in each for each in [*world.letters(ADA), *world.letters(DANA)])

    for wrong, told in (
        ("x" * 121, "One name on each line, please"),
        ("\n".join(f"Name {n}" for n in range(401)), "Please keep it to 400 names."),
    ):
        refused = ada.post(here, data={"names": wrong})
        assert refused.status_code == 422
        assert told in refused.text
    ada.post(f"{here}/removal")
    assert "Rosalind" not in world.sees(ADA, "/students/names")
