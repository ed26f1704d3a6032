"""How it goes, in one choice and a line."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from engine.follow_ups import Answer

WORDS = {
    Answer.YES: _l("Still using it"),
    Answer.ADAPTED: _l("Adapted it"),
    Answer.NO: _l("No longer"),
}


class FollowUpForm(FlaskForm):
    answer = RadioField(
        _l("How does it go?"),
        [InputRequired(_l("Please choose one."))],
        choices=[SelectChoice(each.value, word) for each, word in WORDS.items()],
    )
    why = StringField(
        _l("Why, in a line"),
        [Length(max=300, message=_l("Please keep this under %(max)d characters."))],
        description=_l("If you like."),
    )
