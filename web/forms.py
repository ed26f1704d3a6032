"""Fields that several forms share: hours, as people write them."""

import re

from flask_babel import gettext as _
from wtforms import Field
from wtforms.widgets import TextInput

_HOURS = re.compile(r"(\d{1,3})(?:[.,](\d{1,3}))?")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")


class HoursField(Field):
    """Whole minutes, written as hours: `1.5`, `1,5` or `1:30`."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data / 60:.4g}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = _minutes(text)


def _minutes(text: str) -> int:
    if not text:
        return 0
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2])
    if hours := _HOURS.fullmatch(text):
        return round(float(f"{hours[1]}.{hours[2] or 0}") * 60)
    raise ValueError(_("Please write hours as 1.5 or 1:30."))
