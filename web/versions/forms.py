"""The form by which somebody chooses another version of a degree."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired


class SwitchForm(FlaskForm):
    """Which catalog, and the digest of what was promised of it."""

    catalog = IntegerField(validators=[InputRequired()])
    promise = HiddenField(validators=[InputRequired()])
