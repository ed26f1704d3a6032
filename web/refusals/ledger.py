"""What people are told that keep the ledger as it was written."""

from flask_babel import lazy_gettext as _l

from engine import errors
from web.refusals.row import RELOAD, Row, Rows

ROWS: Rows = {
    errors.AppendOnly: Row(409, _l("What was written in the ledger stays as it is.")),
    errors.ContentDiffers: Row(409, _l("This came a second time with other content."), RELOAD),
}  # fmt: skip
