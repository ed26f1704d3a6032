"""The form of evidence, in the order in which a teacher thinks."""

import re
from collections.abc import Container, Mapping
from decimal import Decimal
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
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from engine import evidence
from engine.evidence import Evidence
from rules.terms import EvidenceKind
from web.confident import SCALE
from web.evidence import asking
from web.forms import AtMost, ExactField, HoursField

_TEXT = [AtMost(20_000)]
_COUNT = [Optional(), NumberRange(0, 100_000, message=_l("Please write a number from 0 up."))]
_SURE = [
    SelectChoice("", _l("Not said")),
    *(SelectChoice(str(n), word) for n, word in SCALE.items()),
]
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)

WRITTEN = (
    "kinds", "done_on", "minutes", "outside_minutes", "learned", "did", "changed",
    "measure", "measured_of", "measured_before", "measured_after", "value", "value_source",
)  # fmt: skip

BOTH = ",".join(sorted((EvidenceKind.OWN, EvidenceKind.STUDENT)))


class EvidenceForm(FlaskForm):
    answers: Mapping[str, str] = {}
    """The questions that a stage asks, by the names of their fields."""

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
    value = ExactField(render_kw={"inputmode": "decimal", "autocomplete": "off"})
    value_source = StringField(
        _l("Source"),
        [Length(max=300)],
        description=_l("Where it stands, so that others find it: the register of the office, say."),
    )
    sure_before = SelectField(_l("Before"), [Optional()], choices=_SURE)
    sure_now = SelectField(_l("Now"), [Optional()], choices=_SURE)
    files = MultipleFileField(_l("Files"))
    link = StringField(
        _l("Link"),
        [Length(max=2000)],
        render_kw={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"},
    )

    def validate_outside_minutes(self, field: Field) -> None:
        if self.minutes.errors:
            return  # One thing at a time: what it is a part of has to be mended first.
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

    @property
    def names(self) -> list[str]:
        """The fields whose contents are kept, each by itself; files and links are not."""
        return [name for name in (*WRITTEN, *self.answers) if name in self]

    def written(self) -> dict[str, Any]:
        """What can be kept as it stands: every field that was sent and has no error."""
        good = {
            name: self.kept_as(name)
            for name in self.names
            if self[name].raw_data and not self[name].errors
        }
        if not good.get("kinds"):
            good.pop("kinds", None)
        else:
            good["kinds"] = good["kinds"].split(",")
        if any(name in self and self[name].errors for name in ("minutes", "outside_minutes")):
            good = {name: value for name, value in good.items() if "minutes" not in name}
        return good

    @property
    def began(self) -> dict[str, Any]:
        """What the blank form shows."""
        return {name: self.kept_as(name) for name in self.names}

    def kept_as(self, name: str) -> Any:
        """What a field says, as evidence keeps it."""
        value = self[name].data
        if name in self.answers:
            return asking.as_text(value)
        return float(value) if isinstance(value, Decimal) else value

    def show(self, claim: Evidence, *, but: Container[str] = ()) -> None:
        """Let each field show what is kept, `but` those that wait for an answer or a mending."""
        for name in self.names:
            if name in but or self[name].errors or self._says_as_much(claim, name):
                continue
            self[name].process_data(self.stands(claim, name))
            self[name].raw_data = None

    def _says_as_much(self, claim: Evidence, name: str) -> bool:
        """Whether a figure stands there as it was written: `90.0` does not turn into `90`."""
        value = self[name].data
        return isinstance(value, Decimal) and self.kept_as(name) == self.stands(claim, name)

    def stands_in(self, claim: Evidence) -> dict[str, Any]:
        """All that is kept, with what nobody has answered yet."""
        return dict.fromkeys(self.answers, "") | evidence.wording_of(claim)

    def stands(self, claim: Evidence, name: str) -> Any:
        """What is kept under a field's name."""
        if name in self.answers:
            return claim.answers.get(self.answers[name], "")
        return getattr(claim, name)

    def shown(self, claim: Evidence) -> dict[str, str]:
        """What each field would show of what is kept."""
        kept = type(self)(formdata=None)
        kept.show(claim)
        return {name: kept.text_of(claim, name) for name in self.names}

    def text_of(self, claim: Evidence, name: str) -> str:
        """What a field shows; of choices, which are chosen."""
        value = getattr(self[name], "_value", None)
        return str(value() if value else self.stands(claim, name))
