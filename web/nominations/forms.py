"""What somebody says of a colleague's work, and what its owner answers."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

_LONG = Length(max=2_000, message=_l("Please keep this under %(max)d characters."))


class NamingForm(FlaskForm):
    saw = TextAreaField(
        _l("What I saw"),
        [InputRequired(_l("A few sentences are enough.")), _LONG],
        description=_l("What happened, and what it did for students or colleagues."),
    )
    seen_on = DateField(_l("When"), [InputRequired(_l("Please give the day."))])
    activity = SelectField(_l("What it counts as"), validate_choice=False)
    share = BooleanField(_l("My words and my name may stand beside a badge that comes of it"))


class AnswerForm(FlaskForm):
    activity = SelectField(_l("What it counts as"), validate_choice=False)
    done_on = DateField(_l("When it was"), [Optional()])
    did = TextAreaField(
        _l("In my words"), [_LONG], description=_l("If you like; nothing is missing without them.")
    )
