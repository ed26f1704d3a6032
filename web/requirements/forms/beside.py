"""A requirement as text, and work that two of them may share."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    IntegerField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import Optional

from web.requirements.forms.fields import NUMBER, YEARS, line


class TextForm(FlaskForm):
    """One requirement as the pack's file has it."""

    text = TextAreaField(_l("As text"), render_kw={"spellcheck": "false", "rows": 6})
    at = HiddenField()
    revision = IntegerField(widget=HiddenField.widget, default=0)


class SharingForm(FlaskForm):
    """Work that may count for two degrees, or two requirements that have an id."""

    one = SelectField(_l("Work may count for"), [Optional()])
    other = SelectField(_l("And for"), [Optional()])
    most = line(_l("At most"), _l("Leave it empty if there is no ceiling."), render_kw=NUMBER,
                 checks=YEARS)  # fmt: skip
    unit = SelectField(_l("Counted in"), [Optional()])
