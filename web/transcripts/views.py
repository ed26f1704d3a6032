"""My transcript, and that of somebody whose record I may see."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue as Answer

from engine import people
from engine.people import Act, Participant
from web import page
from web.transcripts.sheet import Sheet

pages = page.blueprint("transcripts")


@pages.get("/transcript")
def mine() -> Answer:
    return _shown(page.me().participant)


@pages.get("/people/<uuid:participant_id>/transcript")
def of(participant_id: uuid.UUID) -> Answer:
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.SEE_RECORD, place)
    return _shown(place)


def _shown(place: Participant) -> Answer:
    today = page.today()
    with page.looking_back() as as_of:
        sheet = Sheet.of(place, as_of)
        return render_template("transcripts/show.html", sheet=sheet, as_of=as_of, today=today)
