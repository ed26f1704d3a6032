"""BC-23: evidence may be a voice: it plays, and stands in words for who cannot hear it."""

import io
import re

from engine.people import Role
from tests import artifacts
from tests.stories.people import ADA, RUTH
from tests.stories.world import World


def test_a_voice_plays_and_is_asked_for_in_words(world: World) -> None:
    """
    activities:
      try-it: {title: Try it, evidence: own, points: 5}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    claim = world.drafts(ADA, "try-it")
    ada, here = world.browser(ADA), f"/oak/evidence/{claim.id}"
    sent = {"activity": "try-it", "stage": "done"}
    voice = (io.BytesIO(artifacts.wav()), "talk.wav")
    ada.post(here, data={**sent, "do": "add", "files": [voice]})

    refused = ada.post(here, data={**sent, "do": "submit"})
    assert "Please write what is heard or seen in “talk.wav”." in refused.text

    file = re.search(rf"{here}/files/([0-9a-f-]+)", refused.text)[1]
    ada.post(here, data={**sent, "do": "submit", f"told-{file}": "I tell how it went."})
    for who, page in ((ADA, here), (RUTH, here.replace("evidence", "reviews"))):
        shown = world.browser(who).get(page).text
        assert re.search(rf'<audio[^>]*controls[^>]*src="{here}/files/{file}"', shown)
        assert "I tell how it went." in shown
    played = world.browser(RUTH).get(
        f"{here}/files/{file}", headers={"Range": "bytes=0-3"}, buffered=True
    )
    assert (played.status_code, played.mimetype, played.data) == (206, "audio/wav", b"RIFF")
