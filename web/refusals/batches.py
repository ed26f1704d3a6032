"""What people are told where many pieces are decided on or taken in at once."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import errors
from web.refusals.row import Facts, Row, Rows


def _columns(facts: Facts) -> str:
    missing = ", ".join(facts["missing"])
    if not missing:
        return _("The file has no rows.")
    return _("The file lacks these columns: %(missing)s.", missing=missing)


ROWS: Rows = {
    errors.ReadWithoutNames: Row(409, _l("This activity is read without names, piece by piece.")),
    errors.ReadBySeveral: Row(409, _l("Several reviewers read this one, each for themselves.")),
    errors.ScoresMissing: Row(409, _l("A rubric is to be scored, so it is read by itself.")),
    errors.AlreadyUndone: Row(409, _l("This was undone meanwhile.")),
    errors.NotAnEmptyFile: Row(422, _columns),
}  # fmt: skip
