"""DU-3: a teacher hides faces and names in a picture for good, with and without scripts."""

import io
import re

from PIL import Image

from engine import jobs
from engine.people import Role
from tests import artifacts
from tests.stories.people import ADA, BEN, RUTH
from tests.stories.world import STUDENT, World

SENT = {"activity": "try-it", "stage": "done"}


def photo() -> bytes:
    """A dark face in the upper left of a light room."""
    picture = Image.new("RGB", (160, 120), (230, 230, 230))
    picture.paste((40, 10, 10), (0, 0, 10, 20))
    return artifacts.saved(picture, "PNG")


def adds(ada, here: str, content: bytes, name: str = "board.png") -> str:
    ada.post(here, data={**SENT, "do": "add", "files": [(io.BytesIO(content), name)]})
    return re.findall(rf"{here}/files/[0-9a-f-]{{36}}", ada.get(f"{here}/edit").text)[-1]


def test_what_is_blurred_is_gone_for_everybody(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: student, points: 5}
    """
    for who in (ADA, BEN):
        world.joins(who)
    world.joins(RUTH, Role.REVIEWER)
    claim = world.drafts(ADA, "try-it", kinds=[STUDENT])
    ada, here = world.browser(ADA), f"/oak/evidence/{claim.id}"
    file = adds(ada, here, photo())
    former = ada.get(file, buffered=True).data
    assert f"{file}/blur" in ada.get(f"{here}/edit").text
    shown = ada.get(f"{file}/blur").text
    assert shown.count('name="cell"') == 8 * 6
    assert ada.get(f"{file}/blur?squares=small").text.count('name="cell"') == 24 * 18

    nothing = ada.post(f"{file}/blur", data={"cell": ["x", "1"]})
    assert nothing.status_code == 422
    assert "Please tick the squares" in nothing.text
    done = ada.post(f"{file}/blur", data={"cell": ["0-0", "1-0"], "squares": "large"})
    assert done.location == f"{file}/blur?squares=large"
    assert "is deleted within two days" in ada.get(done.location).text

    after = Image.open(io.BytesIO(ada.get(file, buffered=True).data)).convert("RGB")
    face = after.crop((0, 0, 40, 20))
    assert len(face.getcolors()) == 2, "one color and its shade"
    assert after.getpixel((100, 100)) == (230, 230, 230)
    files = world.app.extensions["house"].integrations.files
    lying = [each for each in files.folder.rglob("*") if each.is_file()]
    assert former in [each.read_bytes() for each in lying]
    jobs.forget_files(world.store, files, now=world.now.replace(year=2060))
    lying = [each.read_bytes() for each in files.folder.rglob("*") if each.is_file()]
    assert lying == [ada.get(file, buffered=True).data], "the original bytes are let go"

    assert world.browser(BEN).post(f"{file}/blur", data={"cell": "0-0"}).status_code == 404
    consent = f"consent-{file.rpartition('/')[2]}"
    ada.post(here, data={**SENT, "do": "submit", consent: "given"})
    assert world.browser(RUTH).get(f"{file}/blur").status_code == 403
    assert ada.get(f"{file}/blur").location == f"{here}/edit", "what waits stays as it is"
    assert ada.post(f"{file}/blur", data={"cell": "0-0"}).status_code == 303


def test_the_same_picture_elsewhere_stays_and_is_told(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: own, points: 5}
    """
    world.joins(ADA)
    ada = world.browser(ADA)
    claims = [world.drafts(ADA, "try-it") for _ in range(2)]
    one, other = (adds(ada, f"/oak/evidence/{each.id}", photo()) for each in claims)

    assert "The same picture stands beside “Try it” too." in ada.get(f"{one}/blur").text
    done = ada.post(f"{one}/blur", data={"cell": "0-0"}, follow_redirects=True)
    assert "Beside your other evidence the same picture stays as it was." in done.text

    pictures = [ada.get(each, buffered=True).data for each in (one, other)]
    assert pictures[0] != pictures[1]
    assert Image.open(io.BytesIO(pictures[1])).convert("RGB").getpixel((0, 0)) == (40, 10, 10)
    files = world.app.extensions["house"].integrations.files
    jobs.forget_files(world.store, files, now=world.now.replace(year=2060))
    assert ada.get(other, buffered=True).data == pictures[1]

    for each in files.folder.rglob("*"):
        if each.is_file():
            each.unlink()
    assert ada.get(f"{one}/blur").status_code == 404
