"""What people are told about gatherings, and checking in at them."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from web.formats import moment_text
from web.refusals.row import Facts, Row, Rows


def _not_open(facts: Facts) -> str:
    opens: datetime = facts["opens_at"]
    return _("One can check in from %(when)s on.", when=moment_text(opens))


def _check_in_closed(facts: Facts) -> str:
    closed: datetime = facts["closed_at"]
    return _("The check-in closed on %(when)s. Ask %(leader)s, who can still write you down.",
             when=moment_text(closed), leader=facts["leader"])  # fmt: skip


def _wait_for_codes(facts: Facts) -> str:
    until: datetime = facts["until"]
    return _("Many codes were tried that no gathering has. You can try again from %(when)s, or "
             "whoever leads writes you down.", when=moment_text(until))  # fmt: skip


ROWS: Rows = {
    errors.CheckInNotOpen: Row(409, _not_open),
    errors.CheckInClosed: Row(409, _check_in_closed),
    errors.TooManyCodes: Row(429, _wait_for_codes),
    errors.NotAnAttendance: Row(422, _l("This activity asks for other evidence than being there.")),
    errors.TimesOutside: Row(422, _l("It ends after it begins, within a day, and its check-in "
                                     "closes after it begins.")),
    errors.AlreadyAttended: Row(409, _l("Somebody has checked in, so its activity, day, hours and "
                                        "leader stay.")),
}  # fmt: skip
