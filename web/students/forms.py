"""The list of students' names, one on a line."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField
from wtforms.validators import ValidationError

from engine.students import NAME_LONGEST, NAMES_MOST


class NamesForm(FlaskForm):
    names = TextAreaField(
        _l("Names, one on a line"),
        description=_l("First and last names, as you would write them: María José García-López."),
        render_kw={"rows": 12, "autocomplete": "off", "spellcheck": "false"},
    )

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in (self.names.data or "").splitlines() if line.strip()]

    def validate_names(self, _field: Field) -> None:
        if len(self.lines) > NAMES_MOST:
            raise ValidationError(_("Please keep it to %(n)s names.", n=NAMES_MOST))
        if long := next((each for each in self.lines if len(each) > NAME_LONGEST), None):
            raise ValidationError(_("One name on each line, please: “%(line)s …”", line=long[:40]))
