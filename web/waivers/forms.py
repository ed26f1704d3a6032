"""The forms by which an admin waives what comes first, and takes that back."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

_WHY = [
    InputRequired(_l("Please say why, in a sentence.")),
    Length(max=2000, message=_l("Please keep this under %(max)d characters.")),
]


class WaiverForm(FlaskForm):
    """What need not come first, and why."""

    part = SelectField(_l("What need not come first"), [InputRequired(_l("Please choose one."))])
    reason = TextAreaField(
        _l("Why"), _WHY, description=_l("Kept with your name; the person reads it.")
    )


class WithdrawalForm(FlaskForm):
    """Why it comes first again."""

    note = TextAreaField(_l("Why"), _WHY, description=_l("The person reads it in a letter."))
