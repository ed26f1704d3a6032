"""The forms of rewards: what the desk writes beside a decision, and what a drawing starts from."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import HiddenInput


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class RedeemForm(FlaskForm):
    """What is chosen when a reward is redeemed; `offer` says what there is to choose from."""

    had = IntegerField(widget=HiddenInput())
    chosen = RadioField(
        _l("Which badge?"),
        [DataRequired(_l("Please choose one of the badges that you have earned."))],
        validate_choice=False,
    )

    def offer(self, badges: Sequence[tuple[str, str]]) -> None:
        """The badges among which is chosen; where there are none, nothing is asked."""
        if not badges:
            del self.chosen
            return
        self.chosen.choices = [SelectChoice(key, title) for key, title in badges]


class DrawForm(FlaskForm):
    seed = StringField(
        _l("Numbers that nobody could choose"),
        [DataRequired(_l("Please write the numbers that the drawing starts from.")),
         Length(max=200)],
        filters=[_trimmed],
        description=_l("Such as this evening's lottery numbers: 4 17 23 31 40. "
                       "With them and the list of tickets anybody can draw again."),
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
