"""What somebody asks, and what is answered."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from web.forms import HoursField

_WORDS = [
    InputRequired(_l("A few words are enough.")),
    Length(max=5_000, message=_l("Please keep this under %(max)d characters.")),
]


class AskForm(FlaskForm):
    text = TextAreaField(_l("What would help you?"), _WORDS)


class WordForm(FlaskForm):
    text = TextAreaField(_l("Your words"), _WORDS)
    minutes = HoursField(
        _l("Hours that it took"),
        description=_l("For your log, if you like: 0.5 or 0:30."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
