"""How sure one feels: two choices in the form of evidence, kept apart from it."""

import uuid
from collections.abc import Mapping

from engine import confidence
from engine.evidence import Evidence
from engine.store import Session
from web import page
from web.evidence.forms import EvidenceForm

NAMES: Mapping[str, str] = {"sure_before": "before", "sure_now": "after"}
"""What the form calls them, and what they are kept as."""


def fit(form: EvidenceForm, evidence_id: uuid.UUID | None, *, asks: bool) -> None:
    """Ask where the activity does, and show what was chosen before."""
    if not asks:
        del form.sure_before, form.sure_now
        return
    kept = confidence.of(page.session(), page.me(), evidence_id) if evidence_id else None
    for name, side in NAMES.items():
        if kept and not form[name].raw_data:
            form[name].process_data(getattr(kept, side) or "")


def keep(session: Session, claim: Evidence, form: EvidenceForm) -> None:
    """Save what came of it; where two windows differ, the later one is right."""
    said = {NAMES[name]: int(form[name].data) if form[name].data else None for name in sent(form)}
    if said:
        confidence.rate(session, claim, by=page.me(), now=page.now(), **said)


def sent(form: EvidenceForm) -> dict[str, str]:
    """The choices that came and can be kept, each with the one mark that all of them have."""
    return {
        name: "" for name in NAMES if name in form and form[name].raw_data and not form[name].errors
    }


def marks(form: EvidenceForm) -> dict[str, str]:
    """Which of them the page saves by itself."""
    return {name: "" for name in NAMES if name in form}
