"""The small forms of the studio: a draft's name, a file by hand, a pack to take in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import (
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class TitleForm(FlaskForm):
    title = StringField(
        _l("Name of the draft"),
        [DataRequired(_l("Please give it a name.")), Length(max=120)],
        filters=[_trimmed],
    )


class BeginForm(TitleForm):
    number = SelectField(
        _l("Begin from"), coerce=int, description=_l("The draft begins as a copy of it.")
    )

    def offer(self, numbers: Sequence[tuple[int, str]]) -> None:
        self.number.choices = [SelectChoice(number, name) for number, name in numbers]


class FileForm(FlaskForm):
    text = TextAreaField(
        _l("Text"),
        filters=[lambda text: (text or "").replace("\r\n", "\n")],
        render_kw={"spellcheck": "false", "translate": "no", "wrap": "off", "rows": "30"},
    )
    revision = IntegerField(render_kw={"hidden": True})


class UploadForm(FlaskForm):
    files = MultipleFileField(
        _l("Files"),
        description=_l("The zip file that you downloaded here, or .yaml files one by one. "
                       "A zip is taken as the whole pack; single files join the others."),
        render_kw={"accept": ".zip,.yaml,.svg,.md,.txt"},
    )  # fmt: skip


class NewForm(FlaskForm):
    title = StringField(
        _l("Title"),
        [DataRequired(_l("Please give it a title.")), Length(max=120)],
        filters=[_trimmed],
        render_kw={"autocomplete": "off"},
    )
    key = StringField(
        _l("Key"),
        [Length(max=60)],
        filters=[_trimmed],
        description=_l("What other things call it: small letters, digits and hyphens. "
                       "Made from the title if you leave it open; keep it from year to year."),
        render_kw={"autocomplete": "off"},
    )  # fmt: skip


class KeyForm(FlaskForm):
    key = StringField(
        _l("Key"),
        [DataRequired(_l("Please write a key.")), Length(max=60)],
        filters=[_trimmed],
        render_kw={"autocomplete": "off"},
    )


def entry_form(fields: Mapping[str, Any]) -> type[FlaskForm]:
    """A form of just these fields."""
    return type("EntryForm", (FlaskForm,), dict(fields))


class PolicyForm(FlaskForm):
    policy = RadioField(
        _l("What it does with work that was done before"),
        [DataRequired(_l("Please choose what it does with earlier work."))],
    )
    applies_from = DateField(
        _l("The first day of work that it judges"),
        [Optional()],
        description=_l("Leave it empty for the usual day: tomorrow for new work only, else the "
                       "catalog’s own first day."),
    )  # fmt: skip

    def offer(self, policies: Sequence[tuple[str, str]]) -> None:
        self.policy.choices = [SelectChoice(key, words) for key, words in policies]
