"""The forms of rewards: what the desk writes beside a decision, and what a drawing starts from."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


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
