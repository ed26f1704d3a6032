"""What people are told on the way in."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from web.formats import moment_text
from web.refusals.row import Facts, Row, Rows


def _wait(facts: Facts) -> str:
    until: datetime = facts["until"]
    return _("Too many tries in a short time. You can sign in again from %(when)s.",
             when=moment_text(until))  # fmt: skip


def _weak(facts: Facts) -> str:
    least = facts["characters_min"]
    return _("A password has at least %(least)s characters and is not your address.", least=least)


ROWS: Rows = {
    errors.WrongCredentials: Row(422, _l("This password does not fit."), _l("Please try again.")),
    errors.TooManyAttempts: Row(429, _wait),
    errors.LinkNotValid: Row(410, _l("This link was used already, or it is too old."),
                             _l("Ask for a new one; it comes by mail.")),
    errors.WeakPassword: Row(422, _weak),
    errors.AddressTaken: Row(409, _l("Somebody signs in with this address already.")),
}  # fmt: skip
