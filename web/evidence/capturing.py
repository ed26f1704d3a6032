"""A quick note: a photo and one line on a phone, and what it is about is said later."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import evidence
from engine.people import Act
from engine.store import new_id
from rules.terms import Stage
from web import page
from web.evidence import desk
from web.evidence.choosing import Choice
from web.evidence.desk import own, pages
from web.evidence.fitting import form_for
from web.evidence.keeping import Draft, stage_named


@pages.get("/evidence/quick")
def capture() -> Answer:
    page.must(Act.TAKE_PART)
    form = form_for("", Stage.DONE, formdata=None)
    return desk.edit(Draft(new_id(), "", Stage.DONE, form))


@pages.get("/evidence/<uuid:evidence_id>/quick")
def capture_more(evidence_id: uuid.UUID) -> Answer:
    """Another photo, or another line, before one says what it is about."""
    claim = own(evidence_id)
    if claim.activity or claim.discarded_at:
        return redirect(url_for(".show", evidence_id=evidence_id))
    form = form_for("", Stage.DONE, formdata=None, obj=claim)
    return desk.edit(Draft(evidence_id, "", Stage.DONE, form, claim))


@pages.get("/evidence/<uuid:evidence_id>/about")
def ask_what_about(evidence_id: uuid.UUID) -> Answer:
    claim = own(evidence_id)
    return render_template(
        "evidence/about.html",
        claim=claim,
        choice=Choice.asked_for(),
        artifacts=evidence.artifacts(page.session(), claim),
        opens=evidence.openable(page.session(), page.me(), claim, scanned=page.scans()),
    )


@pages.post("/evidence/<uuid:evidence_id>/about")
def say_what_about(evidence_id: uuid.UUID) -> Answer:
    activity, stage = request.form.get("activity", ""), request.form.get("stage", "")
    with page.transaction() as session:
        claim = evidence.get(session, page.me(), evidence_id)
        evidence.assign(session, claim, activity, stage_named(stage), by=page.me(), now=page.now())
    page.say(_("Now it is about this. Write on whenever you like."))
    return page.go(url_for(".edit", evidence_id=evidence_id))
