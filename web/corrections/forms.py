"""The forms of a correction: what becomes of it, what is said instead, and why."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from engine.corrections import Aftermath
from engine.evidence import Evidence, Facts
from rules.catalog import Rubric
from web import page
from web.answers import metric_asked, named_with_unit
from web.forms import ExactField, HoursField, score_fields

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
    value = ExactField(
        validators=[InputRequired(_l("Please give the figure."))],
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    value_source = StringField(
        _l("Source"), [DataRequired(_l("Please say where the figure stands.")), Length(max=300)]
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
        figure = (self.value.data, self.value_source.data) if "value" in self else (None, None)
        return Facts(day, self.minutes.data, self.outside_minutes.data, scores or None, *figure)


def correction_form(claim: Evidence, rubric: Rubric | None, **how: Any) -> CorrectionForm:
    """The form with what stands there, and a choice of scores for each criterion."""
    fields = score_fields(rubric, passing=True)
    stands = {
        "done_on": claim.done_on,
        "minutes": claim.minutes,
        "outside_minutes": claim.outside_minutes,
        "value": claim.value,
        "value_source": claim.value_source,
        **{name: str(claim.scores.get(name.removeprefix("score_"), "")) for name in fields},
    }
    form: CorrectionForm = type("ScoredForm", (CorrectionForm,), fields)(data=stands, **how)
    if claim.value is None:
        del form.value, form.value_source
    else:
        metric = metric_asked(page.catalog(), claim.activity, claim.stage)
        form.value.label.text = named_with_unit(metric) if metric else _("Figure")
        form.done_on.label.text = _("Day of the figure")
    return form
