"""The form of evidence, in the order in which a teacher thinks."""

import re
from collections.abc import Container
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    IntegerField,
    MultipleFileField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from engine.evidence import Evidence
from rules.terms import EvidenceKind
from web.forms import HoursField

_TEXT = [Length(max=20_000, message=_l("Please keep this under %(max)d characters."))]
_COUNT = [Optional(), NumberRange(0, 100_000, message=_l("Please write a number from 0 up."))]
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)

BOTH = ",".join(sorted((EvidenceKind.OWN, EvidenceKind.STUDENT)))


class EvidenceForm(FlaskForm):
    kinds = RadioField(
        _l("What it shows"),
        [Optional()],
        choices=[
            SelectChoice(EvidenceKind.OWN.value, _l("What I learned")),
            SelectChoice(EvidenceKind.STUDENT.value, _l("What my students showed")),
            SelectChoice(BOTH, _l("Both")),
        ],
    )
    done_on = DateField(_l("Day"), [Optional()])
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
    learned = TextAreaField(_l("What I learned"), _TEXT)
    did = TextAreaField(_l("What I did"), _TEXT)
    changed = TextAreaField(_l("What students showed, or what changed for them"), _TEXT)
    measure = StringField(
        _l("What was counted"),
        [Length(max=200)],
        description=_l("For example: students who name the main idea."),
    )
    measured_of = IntegerField(_l("Of how many students"), _COUNT)
    measured_before = IntegerField(_l("Before"), _COUNT)
    measured_after = IntegerField(_l("After"), _COUNT)
    files = MultipleFileField(_l("Files"))
    link = StringField(
        _l("Link"),
        [Length(max=2000)],
        render_kw={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"},
    )

    def validate_outside_minutes(self, field: Field) -> None:
        if field.data and field.data > (self.minutes.data or 0):
            raise ValidationError(_("This is a part of the hours above, so it is not more."))

    def validate_link(self, field: Field) -> None:
        """A link without its beginning gets one; whatever is no web address stays as it was."""
        text = (field.data or "").strip()
        if text and "://" not in text:
            text = f"https://{text}"
        if text and not _ADDRESS.fullmatch(text):
            raise ValidationError(_("A link begins with https://, as your browser shows it."))
        field.data = text

    def written(self) -> dict[str, Any]:
        """What can be kept as it stands: every field that was sent and has no error."""
        good = {
            name: self[name].data
            for name in WRITTEN
            if name in self and self[name].raw_data and not self[name].errors
        }
        if not good.get("kinds"):
            good.pop("kinds", None)
        else:
            good["kinds"] = good["kinds"].split(",")
        if self.outside_minutes.errors or self.minutes.errors:
            good = {name: value for name, value in good.items() if "minutes" not in name}
        return good

    @property
    def began(self) -> dict[str, Any]:
        """What the blank form shows."""
        return {name: self[name].data for name in WRITTEN if name in self}

    def show(self, claim: Evidence, *, but: Container[str] = ()) -> None:
        """Let each field show what is kept, `but` those that wait for an answer or a mending."""
        for name in WRITTEN:
            if name in self and name not in but and not self[name].errors:
                self[name].data, self[name].raw_data = getattr(claim, name), None

    def shown(self, claim: Evidence) -> dict[str, str]:
        """What each field would show of what is kept."""
        kept = type(self)(formdata=None, obj=claim)
        return {
            name: claim.kinds if name == "kinds" else str(kept[name]._value())
            for name in WRITTEN
            if name in self
        }


WRITTEN = (
    "kinds", "done_on", "minutes", "outside_minutes", "learned", "did", "changed",
    "measure", "measured_of", "measured_before", "measured_after",
)  # fmt: skip
