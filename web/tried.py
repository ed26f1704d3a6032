"""On whom an admin tries drafts: remembered by her browser until she chooses somebody else."""

import uuid

from flask import session as cookie

from engine import people
from engine.errors import NotFound
from engine.people import Participant
from web import page

_CHOSEN = "tried_on"
"""Where the browser's cookie keeps whom she chose."""


def somebody() -> Participant | None:
    """Who was chosen last, as long as she takes part in this district."""
    try:
        whom = uuid.UUID(cookie.get(_CHOSEN, ""))
        return people.participant(page.session(), page.district(), whom)
    except (ValueError, NotFound):
        return None


def choose(participant: Participant) -> None:
    cookie[_CHOSEN] = str(participant.id)


def forget() -> None:
    cookie.pop(_CHOSEN, None)
