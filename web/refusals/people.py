"""What people are told about who has a place in a district, and which."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from web.formats import day
from web.refusals.row import Facts, Row, Rows


def _last_day(facts: Facts) -> str:
    return _("The last day lies from %(first)s to %(last)s.",
             first=day(facts["first"]), last=day(facts["last"]))  # fmt: skip


ROWS: Rows = {
    errors.NoPlace: Row(403, _l("You are signed in, and you have no place in this district yet."),
                        _l("Ask the district office to give you one.")),
    errors.LastAdmin: Row(409, _l("Somebody has to look after the district."),
                          _l("Give the role to somebody else first.")),
    errors.LastDayOutside: Row(422, _last_day),
}  # fmt: skip
