"""DU-3: student evidence of learning is a kind of its own."""

import io
import re

from engine.people import Role
from rules.audits.findings import FindingStatus
from tests import artifacts
from tests.stories.people import ADA, RUTH
from tests.stories.world import STUDENT, World


def test_ten_own_items_leave_it_open_and_one_of_students_meets_it(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: either, points: 5}
    degrees:
      first:
        title: First degree
        requires: {all: [{count: 10}, {student_evidence: 1}]}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "first")
    for _ in range(10):
        world.completes(ADA, "try-it", by=RUTH)
    ten, students = world.progress(ADA, "first").audit.findings[1:]
    assert (ten.status, students.status) == (FindingStatus.MET, FindingStatus.OPEN)

    world.completes(ADA, "try-it", by=RUTH, kinds=[STUDENT])

    assert world.degrees(ADA) == ["first"]


def test_a_childs_work_is_shown_with_consent_and_not_a_day_longer(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: student, points: 5}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    claim = world.drafts(ADA, "try-it", kinds=[STUDENT])
    ada, here = world.browser(ADA), f"/oak/evidence/{claim.id}"
    sent = {"activity": "try-it", "stage": "done"}
    photo = (io.BytesIO(artifacts.photo_with_a_place()), "board.jpg")
    ada.post(here, data={**sent, "do": "add", "files": [photo]})

    refused = ada.post(here, data={**sent, "do": "submit"})
    assert "Please say whether there is consent for “board.jpg”." in refused.text
    file = re.search(rf"{here}/files/([0-9a-f-]+)", refused.text)[1]
    ada.post(here, data={**sent, "do": "submit", f"consent-{file}": "given"})
    ruth = world.browser(RUTH)
    seen = ruth.get(f"{here}/files/{file}", buffered=True)
    assert seen.mimetype == "image/jpeg"
    assert b"GPS" not in seen.data
    world.approves(RUTH, claim)

    ada.post(f"{here}/files/{file}/consent")

    assert ruth.get(f"{here}/files/{file}").status_code == 404
    assert ada.get(f"{here}/files/{file}").status_code == 404
    assert world.points(ADA) == 5
