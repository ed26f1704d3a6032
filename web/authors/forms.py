"""The small forms of authors: an invitation, its answer, and a line for them."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class InviteForm(FlaskForm):
    email = EmailField(
        _l("E-mail address of a colleague"),
        [InputRequired(_l("Please write an address.")), Length(max=254)],
        filters=[_trimmed],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class SignForm(FlaskForm):
    signature = StringField(
        _l("Your name, as it is shown with it"),
        [Length(max=120)],
        filters=[_trimmed],
        description=_l("Everybody reads it in the catalog. Leave it empty if you would rather "
                       "not be named."),
        render_kw={"autocomplete": "name"},
    )  # fmt: skip


class RemarkForm(FlaskForm):
    text = TextAreaField(
        _l("What you would tell its authors"),
        [Length(max=600, message=_l("Please keep this under %(max)d characters."))],
        filters=[_trimmed],
        description=_l("What helped, or what the next one should know. Empty takes it back."),
        render_kw={"rows": 3},
    )
    signed = BooleanField(_l("With my name"))
