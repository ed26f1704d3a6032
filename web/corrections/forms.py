"""The forms of a correction: what becomes of it, what is said instead, and why."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from engine.corrections import Aftermath
from engine.evidence import Evidence, Facts
from rules.catalog import Rubric
from web.formats import in_language
from web.forms import HoursField

_WHY = [
    InputRequired(_l("Please say why, so that the person understands.")),
    Length(max=5000, message=_l("Please keep this under %(max)d characters.")),
]
_READ = _l("The person who wrote the evidence reads this.")


class UndoForm(FlaskForm):
    aftermath = RadioField(
        _l("What becomes of what it had brought?"),
        [InputRequired(_l("Please choose one."))],
        choices=[
            SelectChoice(Aftermath.AS_CORRECTED.value, _l("It follows: as corrected")),
            SelectChoice(Aftermath.NOTHING_FALLS.value, _l("It stays: nothing falls")),
        ],
    )
    note = TextAreaField(_l("Why"), _WHY, description=_READ)
    as_corrected = StringField(widget=HiddenInput())
    nothing_falls = StringField(widget=HiddenInput())

    @property
    def shown(self) -> str:
        """The digest of the list that was shown for what was chosen."""
        return self[self.aftermath.data].data or ""


class CorrectionForm(FlaskForm):
    done_on = DateField(_l("Day"), [InputRequired(_l("Please say the day."))])
    minutes = HoursField(
        _l("Hours"),
        description=_l("For example 1.5 or 1:30."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    outside_minutes = HoursField(
        _l("Outside contract"),
        description=_l("The part of these hours outside contract time, if any."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    note = TextAreaField(_l("Why"), [Optional(), _WHY[1]], description=_READ)
    shown = StringField(widget=HiddenInput())

    @property
    def facts(self) -> Facts:
        scores = {
            name.removeprefix("score_"): int(self[name].data)
            for name in self._fields
            if name.startswith("score_") and self[name].data
        }
        day: date | None = self.done_on.data
        return Facts(day, self.minutes.data, self.outside_minutes.data, scores or None)


def correction_form(claim: Evidence, rubric: Rubric | None, **how: Any) -> CorrectionForm:
    """The form with what stands there, and a choice of scores for each criterion."""
    criteria = rubric.criteria if rubric else {}
    fields = {
        f"score_{key}": RadioField(
            in_language(criterion.title),
            [Optional()],
            choices=[
                SelectChoice(str(score), in_language(text))
                for score, text in enumerate(criterion.scores)
                if score >= criterion.passes
            ],
        )
        for key, criterion in criteria.items()
    }
    stands = {
        "done_on": claim.done_on,
        "minutes": claim.minutes,
        "outside_minutes": claim.outside_minutes,
        **{f"score_{key}": str(claim.scores.get(key, "")) for key in criteria},
    }
    form: CorrectionForm = type("ScoredForm", (CorrectionForm,), fields)(data=stands, **how)
    return form
