"""The fields of which the forms of a requirement are made."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}
NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
YEARS = [
    Regexp(r"[1-9]\d{0,6}$", message=_l("Please write a whole number from 1 up.")),
]
DAY = {"placeholder": "2026-08-31", "autocomplete": "off"}


def line(label: Any, description: Any = "", **kwargs: Any) -> StringField:
    ties = kwargs.pop("render_kw", {"autocomplete": "off"})
    checks = [Optional(), Length(max=300), *kwargs.pop("checks", ())]
    return StringField(label, checks, description=description, filters=[_trimmed], render_kw=ties)


def boxes(label: Any, description: Any = "") -> SelectMultipleField:
    """Several of many, each with a box to tick."""
    return SelectMultipleField(
        label,
        description=description,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def is_several(field: Field) -> bool:
    return isinstance(field, SelectMultipleField)


def _trimmed(text: Any) -> str:
    return str(text or "").strip()
