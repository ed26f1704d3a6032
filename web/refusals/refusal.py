"""What any request may be told."""

from flask_babel import lazy_gettext as _l

from engine import errors
from web.refusals.row import RELOAD, Row, Rows

ROWS: Rows = {
    errors.NotFound: Row(404, _l("There is nothing at this address.")),
    errors.NotPermitted: Row(403, _l("This page is for people with another role.")),
    errors.ChangedMeanwhile: Row(409, _l("This was saved in another window meanwhile."), RELOAD),
    errors.OtherAudience: Row(403, _l("This is meant for other staff.")),
}  # fmt: skip
