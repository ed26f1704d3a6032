"""Sorts of values that are chosen: one or several of a list, yes or no."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, SelectField, SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice

from web.studio.sorts.sort import ABSENT, About, Data, Fields, Label, Sort, listed, told
from web.studio.sorts.texts import Line
from web.wording import worded

_YES = {"yes", "true", "on", "y", "t", "1"}
_NO = {"no", "false", "off", "n", "f", "0"}


@dataclass(frozen=True)
class Choice(Sort):
    """One of the words of a family; nothing is written where the usual one is chosen."""

    family: type[StrEnum]
    usual: StrEnum | None = None

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        choices = [SelectChoice(each.value, worded(each)) for each in self.family]
        if self.usual is None:
            choices.insert(0, SelectChoice("", _("Please choose")))
        as_written(choices, value)
        return {name: SelectField(label, choices=choices, validate_choice=False, description=note)}

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if value is ABSENT or value is None:
            return {name: self.usual.value if self.usual else ""}
        return {name: value} if isinstance(value, str) else None

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        chosen = data[name] or ABSENT
        if value is ABSENT and self.usual is not None and chosen == self.usual.value:
            return ABSENT
        return chosen


@dataclass(frozen=True)
class Pick(Sort):
    """The key of one thing of another section, or of none."""

    section: str
    nothing: Label

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        choices = [SelectChoice("", told(self.nothing))]
        choices += [SelectChoice(key, title) for key, title in about.things(self.section)]
        as_written(choices, value)
        return {name: SelectField(label, choices=choices, validate_choice=False, description=note)}

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        return Line().read(name, value, about)

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        return data[name] or ABSENT


@dataclass(frozen=True)
class Some(Sort):
    """Several words of a family, or several things of a section."""

    family: type[StrEnum] | None = None
    section: str = ""
    layout = "some"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        choices = (
            [SelectChoice(each.value, worded(each)) for each in self.family]
            if self.family
            else [SelectChoice(key, title) for key, title in about.things(self.section)]
        )
        for each in listed(value if value is not ABSENT else None):
            as_written(choices, each)
        return {
            name: SelectMultipleField(
                label,
                choices=choices,
                validate_choice=False,
                description=note,
                option_widget=widgets.CheckboxInput(),
                widget=widgets.ListWidget(prefix_label=False),
            )
        }

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if value is ABSENT or value is None or isinstance(value, str | list):
            return {name: listed(None if value is ABSENT else value)}
        return None

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        """Those that stay keep their order; new ones stand behind them."""
        before = listed(None if value is ABSENT else value)
        chosen = data[name] or []
        kept = [each for each in before if each in chosen]
        return [*kept, *(each for each in chosen if each not in kept)] or ABSENT


@dataclass(frozen=True)
class Flag(Sort):
    """Yes, or nothing written."""

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        return {name: BooleanField(label, description=note)}

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if value is ABSENT or value is None or str(value).lower() in _YES | _NO:
            return {name: str(value).lower() in _YES}
        return None

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        if value is ABSENT and not data[name]:
            return ABSENT
        return bool(data[name])


@dataclass(frozen=True)
class Unless(Flag):
    """No, or nothing written: a box to tick for what is usually so, and here is not."""

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        shown = super().read(name, value, about)
        return shown and {name: str(value).lower() in _NO}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        if value is ABSENT and not data[name]:
            return ABSENT
        return not data[name]


def as_written(choices: list[SelectChoice], value: Any) -> None:
    """A word that is no choice can still be seen, and stays as long as nobody chooses another."""
    if isinstance(value, str) and value and value not in {each.value for each in choices}:
        choices.append(SelectChoice(value, _("%(word)s (as written)", word=value)))
