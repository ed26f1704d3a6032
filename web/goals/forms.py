"""The form by which a requirement becomes a goal."""

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length


class GoalForm(FlaskForm):
    """Which requirement, by its path."""

    requirement = HiddenField(validators=[InputRequired(), Length(max=200)])
