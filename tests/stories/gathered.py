"""What people do around a gathering, in their browsers."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.stories.world import START, World


def gathers(world: World, who: str, activity: str, **more: Any) -> str:
    """Somebody sets up a gathering from 15:00 to 16:00 on the first day; its code."""
    told = {"activity": f"{activity}/done", "day": START.date().isoformat(), "place": "Library"}
    times = {"begins": "15:00", "ends": "16:00"}
    answer = world.browser(who).post(
        f"/{world.district}/gatherings/new", data={**told, **times, **more}, follow_redirects=True
    )
    assert answer.status_code == 200, answer.text
    found = re.search(r"Its code is (\w{6})", answer.text)
    assert found, answer.text
    return found[1]


def page_of(world: World, who: str) -> str:
    """The address of the gathering that somebody set up last."""
    listed = world.browser(who).get(f"/{world.district}/gatherings").text
    found = re.search(rf"/{world.district}/gatherings/[0-9a-f-]{{36}}", listed)
    assert found
    return found[0]


def checks_in(world: World, who: str, code: str) -> TestResponse:
    return world.browser(who).post(f"/{world.district}/here/{code}", follow_redirects=True)


def at(world: World, **after: float) -> None:
    """It is so long after three o'clock."""
    world.now = START + timedelta(**after)


def posts(client: FlaskClient, address: str, **form: Any) -> TestResponse:
    return client.post(address, data=form, follow_redirects=True)


def reads(text: str) -> str:
    """A page as one reads it."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


Form = Mapping[str, Any]
