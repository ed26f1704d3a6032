"""The form of somebody's own part of what a team hands in."""

from flask_babel import gettext as _

from engine.evidence import Evidence
from web.evidence.forms import EvidenceForm
from web.teams import is_part

_COMMON = (
    "kinds", "done_on", "minutes", "outside_minutes",
    "measure", "measured_of", "measured_before", "measured_after",
)  # fmt: skip
"""What stands in the common work for all of them."""


def as_part(form: EvidenceForm, claim: Evidence | None) -> EvidenceForm:
    """The form as it is; of a part, only what each writes for herself.

    Where a colleague has said what she saw, nothing has to be written beside.
    """
    if claim is not None and claim.nominated_by is not None:
        for name in ("did", "learned"):
            form[name].flags.asked, form[name].description = False, _("If you like.")
    if claim is None or not is_part(claim):
        return form
    for name in _COMMON:
        if name in form:
            del form[name]
    form.did.label.text = _("What I did in it")
    form.learned.description = _("Your own reflection: what you take from it.")
    form.learned.flags.asked = True
    form.changed.description = _("If you like.")
    return form
