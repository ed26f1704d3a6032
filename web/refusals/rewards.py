"""What people are told about redeeming points."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from engine import errors
from web.refusals.row import NOTHING_LOST, RELOAD, Facts, Row, Rows
from web.wording import count


def _missing_points(facts: Facts) -> str:
    return _("You need %(points)s more for this.", points=count("point", facts["missing"]))


def _limit(facts: Facts) -> str:
    return ngettext(
        "One of these is what each person may have in a school year.",
        "%(num)s of these are what each person may have in a school year.",
        facts["limit"],
    )


ROWS: Rows = {
    errors.NotEnoughPoints: Row(409, _missing_points, NOTHING_LOST),
    errors.SoldOut: Row(409, _l("Somebody was a moment earlier and has the last one."),
                        _l("Your balance is untouched.")),
    errors.LimitReached: Row(409, _limit, _l("Your balance has not changed.")),
    errors.RedeemedAlready: Row(409, _l("You redeemed this a moment ago."),
                                _l("It was taken once, and stands among what you redeemed.")),
    errors.ChoiceMissing: Row(422, _l("Please choose one of the badges that you have earned."),
                              _l("Your balance has not changed.")),
    errors.ApprovalMissing: Row(409, _l("This waits for an approval before it is handed over.")),
    errors.AlreadySettled: Row(409, _l("This redemption was settled meanwhile."), RELOAD),
}  # fmt: skip
