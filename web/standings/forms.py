"""The form by which a person joins the boards."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Length


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class JoinForm(FlaskForm):
    alias = StringField(
        _l("Name on leaderboards"),
        [Length(max=60)],
        filters=[_trimmed],
        description=_l("Your own name stands there when this is empty."),
    )
