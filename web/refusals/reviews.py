"""What people are told about reading evidence, deciding on it and correcting that."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from engine.evidence import Status
from web.formats import day
from web.refusals.row import NOTHING_LOST, RELOAD, Facts, Row, Rows


def _no_longer_open(facts: Facts) -> str:
    if facts["status"] == Status.SUBMITTED:
        return _("This was handed in meanwhile.")
    return _("This evidence was decided meanwhile.")


def _taken(facts: Facts) -> str:
    return _("%(name)s has this review, until %(day)s.",
             name=facts["reviewer"], day=day(facts["until"]))  # fmt: skip


ROWS: Rows = {
    errors.AlreadyDecided: Row(409, _no_longer_open, RELOAD),
    errors.OwnEvidence: Row(403, _l("Your own evidence is decided by somebody else.")),
    errors.WouldReviewEachOther: Row(403, _l("This person decided on evidence of yours not long "
                                             "ago, so somebody else decides here.")),
    errors.NamedIt: Row(403, _l("You named this work yourself, so somebody else decides on it.")),
    errors.MentorsHer: Row(403, _l("One of you accompanies the other as a mentor, so somebody else "
                                   "decides here.")),
    errors.SecondReviewerNeeded: Row(409, _l("You have approved this already."),
                                     _l("It now waits for a second reviewer.")),
    errors.AlreadyTaken: Row(409, _taken, NOTHING_LOST),
    errors.NoteMissing: Row(422, _l("Please add a note that helps the person go on.")),
    errors.NothingChanged: Row(422, _l("This says what stands there already."),
                               _l("Change the day, the hours or a score first.")),
    errors.PastTakingBack: Row(409, _l("Too much has come of this decision to take it back here."),
                               _l("An admin can correct it, with all that follows in sight.")),
    errors.ConsequencesChanged: Row(409, _l("Something happened meanwhile: more or less follows."),
                                    _l("Nothing was done: please look at the list again.")),
}  # fmt: skip
