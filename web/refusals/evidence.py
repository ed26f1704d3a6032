"""What people are told while evidence is written and handed in."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from engine import errors
from web import flaws
from web.formats import day, moment_text
from web.refusals.row import NOTHING_LOST, RELOAD, Facts, Row, Rows


def _long_ago(facts: Facts) -> str:
    return ngettext(
        "Work of the last %(num)s month can be handed in: from %(day)s on.",
        "Work of the last %(num)s months can be handed in: from %(day)s on.",
        facts["months"], day=day(facts["first"]),
    )  # fmt: skip


def _passed(facts: Facts) -> str:
    return _("You passed this on %(day)s, and it counts.", day=day(facts["on"]))


def _next_attempt(facts: Facts) -> str:
    return _("The next attempt is possible from %(when)s.", when=moment_text(facts["until"]))


def _file(facts: Facts) -> str:
    why = flaws.why(facts["why"], facts["megabytes"])
    return _("“%(name)s” was not kept: %(why)s.", name=facts["name"], why=why)


ROWS: Rows = {
    errors.StageMissing: Row(409, _l("Something else comes first here."),
                             _l("The activity's page says what. An admin can waive it for one "
                                 "person, on that person's page.")),
    errors.KindNotWanted: Row(422, _l("This activity asks for another kind of evidence."),
                              NOTHING_LOST),
    errors.Incomplete: Row(422, _l("Some parts are still to be written."), NOTHING_LOST),
    errors.TooLongAgo: Row(422, _long_ago, _l("What you wrote stays with you as a draft.")),
    errors.QuizPassed: Row(409, _passed, _l("There is nothing to take again.")),
    errors.AttemptTooSoon: Row(409, _next_attempt, _l("Your answers are kept until then.")),
    errors.AttemptMade: Row(409, _l("This attempt was handed in already."), RELOAD),
    errors.FileRefused: Row(422, _file),
    errors.FilesAway: Row(503, _l("Where files are kept does not answer just now."),
                          _l("What you wrote is safe. Please try again in a while.")),
}  # fmt: skip
