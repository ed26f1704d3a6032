"""The form with which an admin answers what should become of a questioned degree."""

import uuid
from typing import Self

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length


class AnswerForm(FlaskForm):
    note = TextAreaField(
        _l("Why"),
        [InputRequired(_l("Please say why, in a sentence.")), Length(max=2000)],
        description=_l("Kept with the decision. If it is taken back, the person reads this."),
    )

    def about(self, participant: uuid.UUID, degree: str) -> Self:
        """The same form with an id of its own, for a page that has several of them."""
        self.note.id = self.note.label.field_id = f"note-{participant}-{degree}"
        return self
