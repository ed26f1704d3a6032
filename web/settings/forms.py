"""The forms of what a person chooses for herself."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from engine.people import PASSWORD_CHARACTERS_MIN, Rhythm


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class NameForm(FlaskForm):
    name = StringField(
        _l("Name"),
        [DataRequired(_l("Please write the name that others know.")), Length(max=120)],
        filters=[_trimmed],
        description=_l("As it stands on your degrees."),
        render_kw={"autocomplete": "name"},
    )


class PlayForm(FlaskForm):
    plays = BooleanField(
        _l("Show me the game"),
        description=_l("Leaderboards, rewards and moments of joy. "
                       "Evidence and degrees stay as they are without them."),
    )  # fmt: skip
    on_boards = BooleanField(
        _l("Show me on leaderboards"),
        description=_l("Others see you there once you say so, and not before."),
    )
    alias = StringField(
        _l("Name on leaderboards"),
        [Length(max=60)],
        filters=[_trimmed],
        description=_l("Your own name stands there when this is empty."),
    )


class MailForm(FlaskForm):
    mail = RadioField(
        _l("When mail comes"),
        [InputRequired(_l("Please choose when mail comes."))],
        id="rhythm",
        description=_l("What you must know comes at once whatever you choose: "
                       "invitations, and links for a new password."),
    )  # fmt: skip
    about = SelectMultipleField(
        _l("What it tells of"),
        description=_l("All of it stands in your notifications, too, by mail or not."),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer(self, hour: str) -> None:
        """The choices where digests are written at this hour."""
        self.mail.choices = [
            SelectChoice(Rhythm.AT_ONCE, _("A letter with each decision, at once")),
            SelectChoice(
                Rhythm.DAILY, _("A digest each day at %(hour)s, when something is new", hour=hour)
            ),
            SelectChoice(
                Rhythm.WEEKLY,
                _("A digest on Mondays at %(hour)s, when something is new", hour=hour),
            ),
            SelectChoice(Rhythm.NEVER, _("No mail")),
        ]


class PasswordForm(FlaskForm):
    old = PasswordField(
        _l("Password until now"),
        [InputRequired(_l("Please write your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _l("New password"),
        [
            InputRequired(_l("Please write your new password.")),
            Length(
                min=PASSWORD_CHARACTERS_MIN,
                max=200,
                message=_l("A password has at least %(min)d characters."),
            ),
        ],
        description=_l("At least 10 characters; several words are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )
