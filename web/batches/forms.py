"""The forms of a batch: the list, and undoing what it approved."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, FileField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from engine import evidence
from rules.catalog import Activity
from rules.terms import EvidenceWanted, Stage
from web import page
from web.formats import in_language
from web.wording import worded

_LONG = _l("Please keep this under %(max)d characters.")


class BatchForm(FlaskForm):
    text = TextAreaField(
        _l("Names or e-mail addresses, one a line"),
        [Length(max=60000, message=_LONG)],
        description=_l("Or a sheet with the columns “e-mail” and “activity”, copied whole."),
        render_kw={"rows": 8, "autocomplete": "off", "spellcheck": "false"},
    )
    file = FileField(
        _l("Or a sheet, saved as CSV"),
        description=_l("With “e-mail” and “activity”; “stage” and “day” where they matter."),
        render_kw={"accept": ".csv,.txt,.tsv,text/csv"},
    )
    activity = SelectField(_l("What they did"))
    day = DateField(
        _l("Day on which it was done"),
        [Optional()],
        description=_l("Needed only where somebody has several pieces waiting."),
    )
    note = TextAreaField(
        _l("A note that everybody gets"),
        [Length(max=2000, message=_LONG)],
        render_kw={"rows": 2},
    )


class UndoForm(FlaskForm):
    note = TextAreaField(
        _l("Why"),
        [
            InputRequired(_l("Please say why, so that the people understand.")),
            Length(max=5000, message=_LONG),
        ],
        description=_l("Everybody whose approval is taken back reads this."),
    )
    shown = StringField(widget=HiddenInput())


def batch_form(**how: Any) -> BatchForm:
    """With the activities that can be approved by a list."""
    form = BatchForm(**how)
    form.activity.choices = [
        SelectChoice("", _("As the sheet says")),
        *(SelectChoice(value, title) for value, title in _activities()),
    ]
    return form


def _activities() -> list[tuple[str, str]]:
    catalog = page.catalog()
    blind = evidence.blind_activities(page.session(), page.district())
    return sorted(
        (
            (f"{key}/{stage}", _title(activity, stage))
            for key, activity in catalog.activities.items()
            if key not in blind and activity.reviewers == 1 and not activity.rubric
            for stage, offer in activity.stages.items()
            if offer.evidence is not EvidenceWanted.SYSTEM
        ),
        key=lambda each: each[1].lower(),
    )


def _title(activity: Activity, stage: Stage) -> str:
    title = in_language(activity.title)
    return title if stage is Stage.DONE else f"{title}: {worded(stage).lower()}"
