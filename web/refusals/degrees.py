"""What people are told about taking up a degree, and the version that holds for it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from web.formats import day
from web.refusals.row import NOTHING_LOST, RELOAD, Facts, Row, Rows


def _too_late(facts: Facts) -> str:
    return _("Going back was possible until %(day)s. You go on by the version that you chose.",
             day=day(facts["until"]))  # fmt: skip


ROWS: Rows = {
    errors.AlreadyEnrolled: Row(409, _l("You are enrolled already.")),
    errors.AlreadyConferred: Row(409, _l("It is conferred already, and stays as it was that day.")),
    errors.MetAlready: Row(409, _l("You have reached this already."),
                           _l("Choose something else as your goal.")),
    errors.SameVersion: Row(409, _l("This version asks what is asked of you already."),
                            NOTHING_LOST),
    errors.NoSuchVersion: Row(409, _l("This version is not open to you today."),
                              _l("Nothing has changed; the page of versions says what is.")),
    errors.PromiseChanged: Row(409, _l("Something has changed since the page was shown, and so "
                                       "would what follows."),
                               _l("Nothing was done. Load the page again to see it as it is.")),
    errors.TooLateToGoBack: Row(409, _too_late),
    errors.ConferredSince: Row(409, _l("Since you switched, something was conferred that counts on "
                                       "it. That stays yours, and so does this version.")),
    errors.NotInQuestion: Row(409, _l("This question was answered meanwhile."), RELOAD),
}  # fmt: skip
