"""The forms of gatherings: planning one, giving its code, and a list of who was there."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from web.forms import HoursField

_DAY = _l("Please say the day.")
_TIME = _l("Please give a time, such as 15:30.")


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class GatheringForm(FlaskForm):
    activity = SelectField()
    day = DateField(_l("Day"), [DataRequired(_DAY)])
    begins = TimeField(_l("From"), [InputRequired(_TIME)])
    ends = TimeField(_l("To"), [InputRequired(_TIME)])
    closes = TimeField(
        _l("Check-in closes at"),
        [Optional()],
        description=_l("To the second. It closes at the end if you leave this empty."),
    )
    minutes = HoursField(
        _l("Hours"),
        description=_l("What everybody who was there gets. Empty: as the catalog says."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    place = StringField(
        _l("Place"),
        [Length(max=120)],
        filters=[_trimmed],
        description=_l("For example “Library, Cedar Elementary”."),
    )
    leader = EmailField(
        _l("Who leads it"),
        [Length(max=254)],
        filters=[_trimmed],
        description=_l("The e-mail address of somebody else, if it is not you."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    waits = BooleanField(
        _l("Let it count only after whoever leads has confirmed who was there"),
    )
    open_to_guests = BooleanField(
        _l("Let guests from elsewhere check in with a name and an address"),
        description=_l(
            "They keep what they earn, are no staff in any count, and see nobody’s data."
        ),
    )


class GuestForm(FlaskForm):
    name = StringField(
        _l("Name"),
        [DataRequired(_l("Please write your name.")), Length(max=120)],
        filters=[_trimmed],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        _l("E-mail address"),
        [
            DataRequired(_l("Please write your address.")),
            Length(max=254),
            Regexp(
                r"[^@\s]+@[^@\s]+\.[^@\s.]+$",
                message=_l("Please write the whole address, for example name@example.org."),
            ),
        ],
        filters=[_trimmed],
        description=_l("What you earn is opened by a letter to it."),
        render_kw={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"},
    )


class CodeForm(FlaskForm):
    code = StringField(
        _l("Code"),
        [DataRequired(_l("Please write the code.")), Length(max=20)],
        description=_l("Six letters and digits. Capitals or small letters, both will do."),
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "autofocus": True,
        },
    )


class ListForm(FlaskForm):
    text = TextAreaField(
        _l("Names or e-mail addresses, one a line"),
        [Length(max=60000, message=_l("Please keep this under %(max)d characters."))],
        description=_l("As they stand on the sheet, or copied from a spreadsheet."),
        render_kw={"rows": 8, "autocomplete": "off", "spellcheck": "false"},
    )
    search = StringField(
        _l("Or look for somebody"),
        [Length(max=80)],
        filters=[_trimmed],
        render_kw={"autocomplete": "off"},
    )
