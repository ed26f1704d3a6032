"""The bin: discarding a draft, and bringing it back while there is time."""

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import evidence
from web import page
from web.evidence.desk import own, pages


@pages.get("/evidence/discarded")
def discarded() -> Answer:
    rows = evidence.discarded(page.session(), page.me().participant)
    return render_template(
        "evidence/discarded.html", rows=rows, terms=page.catalog().upkeep, gone_at=evidence.gone_at
    )


@pages.get("/evidence/<uuid:evidence_id>/discard")
def ask_to_discard(evidence_id: uuid.UUID) -> Answer:
    claim = own(evidence_id)
    gone_at = page.now() + page.catalog().upkeep.deleted_kept
    return render_template("evidence/discard.html", claim=claim, gone_at=gone_at)


@pages.post("/evidence/<uuid:evidence_id>/discard")
def discard(evidence_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        claim = evidence.get(session, page.me(), evidence_id)
        evidence.discard(session, claim, by=page.me(), now=page.now())
    page.say(_("Discarded. Until it is removed for good you find it among the deleted drafts."))
    return page.go(url_for(".mine"))


@pages.post("/evidence/<uuid:evidence_id>/return")
def restore(evidence_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        claim = evidence.get(session, page.me(), evidence_id)
        evidence.restore(session, claim, by=page.me())
    page.say(_("You have it back, just as it was."))
    return page.go(url_for(".show", evidence_id=evidence_id))
