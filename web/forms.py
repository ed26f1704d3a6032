"""Fields that several forms share: hours, numbers, days, choices, scores, as people write them."""

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, RadioField, SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional
from wtforms.widgets import TextInput

from rules.catalog import Rubric
from rules.catalog.forms import DIGITS_MOST, as_day
from rules.quizzes import chosen
from web import formats

_HOURS = re.compile(r"(\d{1,20})(?:[.,](\d{1,3}))?")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"-?\d+([.,]\d+)?")
_CLOCK = re.compile(r"(\d{1,20}):([0-5]\d)")
_HOURS_MOST = 999


class AtMost(Length):
    """So many characters, and the reader is told: a browser cuts what she pastes, and is silent."""

    def __init__(self, most: int) -> None:
        super().__init__(max=most, message=_l("Please keep this under %(max)d characters."))
        self.field_flags: dict[str, Any] = {}


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


class DayField(DateField):
    """A day, kept as programs write it."""

    def process_data(self, value: Any) -> None:
        self.data = as_day(value or "")


class SeveralField(SelectMultipleField):
    """Choices to tick, kept by their keys with commas between; sent one by one or so."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def process_data(self, value: Any) -> None:
        self.data = chosen(value or "")

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = [key for each in valuelist for key in chosen(each)]


def score_fields(rubric: Rubric | None, *, passing: bool = False) -> dict[str, RadioField]:
    """A choice of scores for each criterion, `score_…`; or among those alone that pass."""
    return {
        f"score_{key}": RadioField(
            formats.in_language(criterion.title),
            [Optional()],
            choices=[
                SelectChoice(str(score), formats.in_language(text))
                for score, text in enumerate(criterion.scores)
                if not passing or score >= criterion.passes
            ],
        )
        for key, criterion in (rubric.criteria if rubric else {}).items()
    }


def _minutes(text: str) -> int:
    if not text:
        return 0
    if clock := _CLOCK.fullmatch(text):
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif hours := _HOURS.fullmatch(text):
        minutes = round(float(f"{hours[1]}.{hours[2] or 0}") * 60)
    else:
        raise ValueError(_("Please write hours as 1.5 or 1:30."))
    if minutes > _HOURS_MOST * 60:
        raise ValueError(_("Please write at most %(most)s hours.", most=_HOURS_MOST))
    return minutes


class ExactField(Field):
    """A number, digit for digit: `89.9`, `89,9`, `1,250` or `89.9 %`."""

    widget = TextInput()
    data: Decimal | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else formats.exact(self.data)

    def process_data(self, value: float | Decimal | str | None) -> None:
        self.data = None if value in (None, "") else Decimal(str(value))

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip().removesuffix("%").strip() if valuelist else ""
        self.data = _exact(text) if text else None


def _exact(text: str) -> Decimal:
    text = text.replace("\N{MINUS SIGN}", "-")
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    elif not _PLAIN.fullmatch(text):
        raise ValueError(_("Please write a number, as in 89.9."))
    found = Decimal(text.replace(",", "."))
    if len(found.as_tuple().digits) > DIGITS_MOST:
        raise ValueError(_("Please write at most %(most)s digits.", most=DIGITS_MOST))
    return found
