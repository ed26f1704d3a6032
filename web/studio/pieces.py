"""Small fields of which larger ones are made, and small ways with written values."""

from typing import Any

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from web.languages import NAMES
from web.studio.sorts import About

SHORT = {"inputmode": "numeric", "autocomplete": "off", "class_": "form-control t-studio-short"}


def trimmed(text: Any) -> Any:
    return text.strip() if isinstance(text, str) else text


def small_number(label: str, note: str = "") -> Any:
    return StringField(label, filters=[trimmed], description=note, render_kw=dict(SHORT))


def select(label: str, choices: list[tuple[str, str]], note: str = "") -> Any:
    options = [SelectChoice(value, name) for value, name in choices]
    return SelectField(label, choices=options, validate_choice=False, description=note)


def mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def as_ordered(said: dict[str, Any], before: Any) -> dict[str, Any]:
    """Keys that were there before keep their order."""
    known = [key for key in mapping(before) if key in said]
    return {key: said[key] for key in [*known, *(each for each in said if each not in known)]}


def in_language_of(language: str, about: About) -> str:
    return f" ({NAMES.get(language, language)})" if len(about.languages) > 1 else ""
