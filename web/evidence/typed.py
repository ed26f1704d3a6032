"""What a page that saves by itself sends while somebody types, and what it is told."""

import uuid
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import evidence
from engine.errors import AlreadyDecided
from engine.evidence import Evidence
from web import page, refusals
from web.evidence import feeling
from web.evidence.desk import pages
from web.evidence.keeping import Draft, window
from web.formats import moment_text


@pages.post("/evidence/<uuid:evidence_id>/typed")
def typed(evidence_id: uuid.UUID) -> Answer:
    """Save the fields that came, and tell what to show of all others."""
    draft = Draft.posted(evidence_id)
    try:
        claim = draft.keep(artifacts=False)
    except AlreadyDecided as refusal:
        return _too_late(draft, refusal)
    return jsonify(_told(claim, draft))


def _told(claim: Evidence, draft: Draft) -> dict[str, Any]:
    """What the page knows from now on, and what to show where others wrote meanwhile."""
    form, known = draft.form, window().seen
    marks = evidence.marks(form.stands_in(claim))
    sent = {name for name in form.names if name in request.form}
    slips = {name for name in sent if form[name].errors}
    return {
        "saved": page.now().isoformat(),
        "earlier": _("Saved %(when)s", when=moment_text(page.now())),
        "seen": {name: marks[name] for name in sent - slips - draft.aside.keys()}
        | feeling.sent(form),
        "aside": sorted(draft.aside),
        "slips": [f"{form[name].label.text}: {form[name].errors[0]}" for name in sorted(slips)],
        "others": {
            name: {"text": text, "mark": marks[name]}
            for name, text in form.shown(claim).items()
            if name not in sent and known.get(name) != marks[name]
        },
    }


def _too_late(draft: Draft, refusal: AlreadyDecided) -> Answer:
    """It was handed in from another window: what was typed here is kept beside it."""
    with page.transaction() as session:
        claim = evidence.get(session, page.me(), draft.evidence_id)
        evidence.set_aside(
            session, claim, by=page.me(), now=page.now(), window=window(), **draft.form.written()
        )
    return jsonify(closed=refusals.sentence(refusal)), 409
