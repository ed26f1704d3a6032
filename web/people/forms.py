"""The forms of signing in and choosing a new password."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from engine.people import PASSWORD_CHARACTERS_MIN

_PASSWORD_CHARACTERS_MAX = 200
_PART = _l("A number from 1 to 100, please.")


class SignInForm(FlaskForm):
    email = EmailField(
        _l("E-mail address"),
        [InputRequired(_l("Please write your address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Please write your password.")), Length(max=_PASSWORD_CHARACTERS_MAX)],
        render_kw={"autocomplete": "current-password"},
    )


class ForgottenForm(FlaskForm):
    email = EmailField(
        _l("E-mail address"),
        [InputRequired(_l("Please write your address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


class NewPasswordForm(FlaskForm):
    password = PasswordField(
        _l("New password"),
        [
            InputRequired(_l("Please write your new password.")),
            Length(
                min=PASSWORD_CHARACTERS_MIN,
                max=_PASSWORD_CHARACTERS_MAX,
                message=_l("A password has at least %(min)d characters."),
            ),
        ],
        description=_l("At least 10 characters; several words are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class PlaceForm(FlaskForm):
    school = SelectField()
    job = StringField(
        _l("Work"),
        [Length(max=80)],
        filters=[_trimmed],
        description=_l("For example “Grade 4 teacher”, if you like."),
    )
    audience = SelectField(_l("Kind of staff"))
    part = IntegerField(
        _l("Part of full time, in percent"),
        [InputRequired(_PART), NumberRange(1, 100, _PART)],
    )


class LastDayForm(FlaskForm):
    last = DateField(_l("Last day"), [DataRequired(_l("Please give the day."))])


class InviteForm(FlaskForm):
    name = StringField(
        _l("Name"),
        [DataRequired(_l("Please write the name that others know.")), Length(max=120)],
        filters=[_trimmed],
        render_kw={"autocomplete": "off"},
    )
    email = EmailField(
        _l("E-mail address"),
        [
            DataRequired(_l("Please write the address.")),
            Length(max=254),
            Regexp(r"[^@\s]+@[^@\s]+$", message=_l("Please write a whole address, with an @.")),
        ],
        filters=[_trimmed],
        description=_l("The invitation goes there, and one signs in with it."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    school = SelectField()
    audience = SelectField(_l("Kind of staff"))
    job = StringField(
        _l("Work"),
        [Length(max=80)],
        filters=[_trimmed],
        description=_l("For example “Grade 4 teacher”, if you like."),
    )
    part = IntegerField(
        _l("Part of full time, in percent"),
        [Optional(), NumberRange(1, 100, _PART)],
    )
    language = SelectField(_l("Language"))
