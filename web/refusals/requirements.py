"""What people are told about what an advisor decides on a degree's requirement."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from web.formats import amount
from web.refusals.row import NOTHING_LOST, RELOAD, Facts, Row, Rows


def _cannot_serve(facts: Facts) -> str:
    if facts["fits_already"]:
        return _("This piece can serve the requirement as it is.")
    return _("This requirement does not take that piece of evidence.")


def _not_lower(facts: Facts) -> str:
    return _("A lower amount lies from 0 up to less than %(want)s.", want=amount(facts["want"]))


ROWS: Rows = {
    errors.OwnDegree: Row(403, _l("About your own requirements somebody else decides.")),
    errors.NoSuchRequirement: Row(409, _l("The plan has no such requirement."), RELOAD),
    errors.EvidenceNotCounted: Row(409, _l("Evidence serves a requirement once it is "
                                           "approved."), NOTHING_LOST),
    errors.CannotServe: Row(409, _cannot_serve, NOTHING_LOST),
    errors.NotDecidedSo: Row(422, _l("This is not how a requirement of this kind is decided."),
                             NOTHING_LOST),
    errors.NotLower: Row(422, _not_lower),
    errors.DecidedAlready: Row(409, _l("This was decided before, and it stands.")),
    errors.AlreadyWithdrawn: Row(409, _l("This decision was withdrawn meanwhile."), RELOAD),
}  # fmt: skip
