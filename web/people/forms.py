"""The forms of signing in and choosing a new password."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from engine.people import PASSWORD_CHARACTERS_MIN

_PASSWORD_CHARACTERS_MAX = 200


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
