"""The form of a decision: a score for each criterion, and a note."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from rules.catalog import Rubric
from web.forms import score_fields

STARTERS = (
    _l("What helped me see it: "),
    _l("Please add what your students did with it."),
    _l("Please add a file or a link that shows it."),
    _l("Please say what you would do again, and what not."),
    _l("This fits better somewhere else; it would count there: "),
)
"""Beginnings of notes, by their place."""

_NOTE = [Length(max=5000, message=_l("Please keep this under %(max)d characters."))]


class DecisionForm(FlaskForm):
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    starter = SelectField(_l("Begin the note with"), validate_choice=False)
    note = TextAreaField(_l("Note"), _NOTE)

    @property
    def scores(self) -> dict[str, int]:
        """The scores that were given, by criterion."""
        given = ((name, self[name].data) for name in self._fields if name.startswith("score_"))
        return {name.removeprefix("score_"): int(score) for name, score in given if score}

    @property
    def words(self) -> str:
        """The note as it is sent; a beginning that waits for its end says nothing yet."""
        begun = self.begun.strip()
        return "" if begun.endswith(":") and begun in map(_bare, STARTERS) else begun

    @property
    def begun(self) -> str:
        """The note with its beginning, where that was chosen and not yet put in."""
        chosen = self.starter.data or ""
        begun = str(STARTERS[int(chosen)]) if chosen in _PLACES else ""
        return f"{begun}\n{self.note.data or ''}".strip() if begun else self.note.data or ""


def _bare(starter: LazyString) -> str:
    return str(starter).strip()


_PLACES = tuple(str(place) for place in range(len(STARTERS)))


def decision_form(rubric: Rubric | None, **filled: object) -> DecisionForm:
    """The form with a choice of scores for each criterion of the rubric."""
    form = type("RubricForm", (DecisionForm,), score_fields(rubric))(**filled)
    form.starter.choices = [
        SelectChoice("", _("Nothing yet")),
        *(SelectChoice(place, str(STARTERS[int(place)])) for place in _PLACES),
    ]
    found: DecisionForm = form
    return found


def scores_in(given: MultiDict[str, str], rubric: Rubric | None) -> dict[str, int]:
    """The scores among what the address says, those on their scale."""
    criteria = rubric.criteria if rubric else {}
    asked = ((key, given.get(f"score_{key}", "")) for key in criteria)
    return {
        key: int(score)
        for key, score in asked
        if score in {str(each) for each in range(len(criteria[key].scores))}
    }
