"""The form by which somebody pins a piece of work."""

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired


class PinForm(FlaskForm):
    """Which piece of work is to serve which requirement."""

    evidence = HiddenField(validators=[InputRequired()])
    requirement = HiddenField(validators=[InputRequired()])
