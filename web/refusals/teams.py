"""What people are told about work that several hand in together."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from web.refusals.row import Facts, Row, Rows


def _small_team(facts: Facts) -> str:
    return _("At least %(least)s hand this in together, and so far you are %(n)s.",
             least=facts["at_least"], n=facts["together"])  # fmt: skip


ROWS: Rows = {
    errors.NoTeam: Row(409, _l("This is handed in by one person alone.")),
    errors.TeamFull: Row(409, _l("As many are in the team, or asked, as may hand this in."),
                         _l("Take one question back to ask somebody else.")),
    errors.TeamTooSmall: Row(409, _small_team, _l("Your draft is kept.")),
    errors.OwnTeam: Row(403, _l("This is the work of a team in which you were, so somebody else "
                                "decides here.")),
    errors.DecidedWithWork: Row(409, _l("This is one part of what a team hands in."),
                                _l("What is decided on the common work holds for it.")),
    errors.WorkDeclined: Row(409, _l("The common work does not count, so no part of it can."),
                             _l("Leave the team to hand yours in alone; what you wrote is kept.")),
}  # fmt: skip
