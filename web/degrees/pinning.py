"""Saying oneself which requirement a piece of work serves."""

import uuid

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import progress
from web import goal_lines, page
from web.degrees import explaining, sheets
from web.degrees.forms import PinForm
from web.degrees.pages import pages


@pages.post("/degrees/<degree>/pins")
def pin(degree: str) -> Answer:
    """Let a piece of work serve this requirement and no other one."""
    form = PinForm()
    if not form.validate_on_submit():
        abort(400)
    place, path = page.me().participant, form.requirement.data
    before = explaining.weigh_pin(place, degree, path, form.evidence.data)
    with page.transaction() as session:
        progress.pin(session, degree, path, form.evidence.data, by=page.me(), now=page.now())
    return _moved(degree, path, _("Pinned."), before)


@pages.post("/degrees/<degree>/pins/<uuid:decision_id>/withdrawal")
def unpin(degree: str, decision_id: uuid.UUID) -> Answer:
    """Leave it to the audit again where the piece of work serves best."""
    place = page.me().participant
    path, before = explaining.weigh_unpinning(place, degree, decision_id)
    with page.transaction() as session:
        progress.withdraw_decision(session, decision_id, by=page.me(), now=page.now())
    return _moved(degree, path, _("Unpinned."), before)


def _moved(degree: str, path: str, done: str, effects: list[str]) -> Answer:
    """The plan as it is now, opened where something was done, which is told."""
    place = page.me().participant
    told = " ".join([done, *effects])
    taken_up = sheets.one_pursued(place, degree)
    if taken_up is None:  # It was completed by it.
        return page.go(url_for("home.show"))
    if not page.wants_part():
        page.say(told)
        return page.go(explaining.address(degree, path))
    sheet = explaining.sheet(place, taken_up, path, told=told)
    return render_template(
        "degrees/_plan.html",
        sheet=sheet,
        someone=None,
        goals=goal_lines.chosen(place, taken_up),
    )
