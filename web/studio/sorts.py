"""Sorts of values that a pack writes, each with its fields: from the text into a form and back.

What a form writes is what a person would write, and nothing is checked here: the pack's reader
says what is wrong, and every complaint finds the field that it speaks of.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeAlias

from flask_babel import LazyString
from flask_babel import gettext as _
from wtforms import (
    BooleanField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice

from engine.studio import Draft
from rules.pack.written import Path
from web.languages import NAMES
from web.studio import sections
from web.wording import worded

ABSENT: Any = object()
"""The value of what nobody wrote."""

Label: TypeAlias = LazyString | str | Callable[[], str]
Fields = dict[str, Any]
Data = Mapping[str, Any]


@dataclass(frozen=True)
class About:
    """What fields have to know of the pack that they stand in."""

    draft: Draft
    languages: tuple[str, ...]

    def things(self, section: str) -> list[tuple[str, str]]:
        """What a section holds, by key and title."""
        return [
            (key, sections.title_of(self.draft, (section, key)))
            for key in sections.entries(self.draft, section)
        ]


def told(label: Label) -> str:
    return str(label()) if callable(label) else str(label)


def _trimmed(text: Any) -> Any:
    return text.strip() if isinstance(text, str) else text


def listed(value: Any) -> list[str]:
    """A list as it is written; one word may stand without brackets."""
    if isinstance(value, list):
        return [str(each) for each in value if each is not None]
    return [str(value)] if isinstance(value, str) and value else []


class Sort:
    """One sort of value. A value that it does not know stays in the text untouched."""

    layout = "one"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        raise NotImplementedError

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        """What its fields show; None if the value is written in a way that they can't show."""
        raise NotImplementedError

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        """The value that the fields say; ABSENT for none. `value` is what stands there so far."""
        raise NotImplementedError

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        """The field that a complaint about the value, or about a part of it, speaks of."""
        return name


@dataclass(frozen=True)
class Line(Sort):
    """One word or number, as it is written."""

    mode: str = "text"
    """How a phone's keyboard should look: `text`, `numeric`, `decimal`."""
    kind: str = "text"
    hints: Callable[[About], Sequence[str]] = field(default=lambda _about: ())

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        look = {"inputmode": self.mode, "type": self.kind, "autocomplete": "off"}
        if self.mode != "text":
            look["class_"] = "form-control t-studio-short"
        if hints := self.hints(about):
            look["list"] = f"{name}-hints"
            note = note or _("Such as %(words)s.", words=", ".join(hints[:4]))
        return {name: StringField(label, filters=[_trimmed], description=note, render_kw=look)}

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if value is ABSENT or value is None:
            return {name: ""}
        return {name: value} if isinstance(value, str) else None

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        return data[name] or ABSENT


class Money(Line):
    """Cents in the pack, dollars in the field."""

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if isinstance(value, str) and value.isdigit():
            return {name: f"{Decimal(value) / 100:.2f}"}
        return super().read(name, value, about)

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        try:
            cents = Decimal(data[name].lstrip("$").replace(",", "")) * 100
        except InvalidOperation:
            return data[name] or ABSENT
        return str(int(cents)) if cents == int(cents) else data[name]


@dataclass(frozen=True)
class Said(Sort):
    """A text, in each of the pack's languages side by side."""

    long: bool = False
    once: bool = False
    """Whether it may be written once for all languages, as a proper name is."""
    layout = "said"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        made: Fields = {}
        for each in self._languages(value, about):
            sort = TextAreaField if self.long else StringField
            look: dict[str, Any] = {"lang": each, "autocomplete": "off"}
            look |= {"rows": "3"} if self.long else {}
            named = f"{label} ({NAMES.get(each, each)})" if len(about.languages) > 1 else label
            help = note if each == about.languages[0] else self._stand_in(each, value, about)
            made[f"{name}-{each}"] = sort(
                named, filters=[_trimmed, _one_kind_of_break], description=help, render_kw=look
            )
        return made

    def _stand_in(self, language: str, value: Any, about: About) -> str:
        """What is read in a language in which nothing is written."""
        if not self.once or (isinstance(value, dict) and value.get(language)):
            return ""
        first = about.languages[0]
        return _(
            "While it is empty, the one in %(language)s is read.", language=NAMES.get(first, first)
        )

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if value is ABSENT or value is None or isinstance(value, str):
            text = value if isinstance(value, str) else ""
            first, *others = about.languages
            return {f"{name}-{first}": text, **{f"{name}-{each}": "" for each in others}}
        if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
            return {f"{name}-{each}": value.get(each, "") for each in self._languages(value, about)}
        return None

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        texts = {each: data[f"{name}-{each}"] for each in self._languages(value, about)}
        said = {each: text for each, text in texts.items() if text}
        if not said:
            return ABSENT
        if said == value:
            return said
        first = about.languages[0]
        may_be_bare = self.once or len(texts) == 1 or isinstance(value, str)
        is_alike = isinstance(value, str) and len(set(texts.values())) == 1
        return said[first] if may_be_bare and (set(said) == {first} or is_alike) else said

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        first = about.languages[0]
        written = {first: value} if isinstance(value, str) else {}
        written = value if isinstance(value, dict) else written
        missing = (each for each in about.languages if not written.get(each))
        return f"{name}-{rest[0] if rest else next(missing, first)}"

    def _languages(self, value: Any, about: About) -> list[str]:
        more = (
            [each for each in value if each not in about.languages]
            if isinstance(value, dict)
            else []
        )
        return [*about.languages, *more]


def _one_kind_of_break(text: Any) -> Any:
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


@dataclass(frozen=True)
class Choice(Sort):
    """One of the words of a family; nothing is written where the usual one is chosen."""

    family: type[StrEnum]
    usual: StrEnum | None = None

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        choices = [SelectChoice(each.value, worded(each)) for each in self.family]
        if self.usual is None:
            choices.insert(0, SelectChoice("", _("Please choose")))
        _as_written(choices, value)
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
        _as_written(choices, value)
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
            _as_written(choices, each)
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
class Tags(Sort):
    """Words of the district's own, with commas between them."""

    hints: Callable[[About], Sequence[str]] = field(default=lambda _about: ())

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        known = ", ".join(list(self.hints(about))[:6])
        used = _("In use: %(words)s.", words=known) if known else ""
        note = " ".join(filter(None, [note, used]))
        look = {"autocomplete": "off"}
        return {name: StringField(label, filters=[_trimmed], description=note, render_kw=look)}

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if isinstance(value, dict):
            return None
        return {name: ", ".join(listed(None if value is ABSENT else value))}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        return [each for part in data[name].split(",") if (each := part.strip())] or ABSENT


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


_YES = {"yes", "true", "on", "y", "t", "1"}
_NO = {"no", "false", "off", "n", "f", "0"}


@dataclass(frozen=True)
class Span(Sort):
    """A usual number of years, from and to."""

    layout = "row"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        look = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "class_": "form-control t-studio-short",
        }
        return {
            f"{name}-0": StringField(_("From"), filters=[_trimmed], render_kw=look),
            f"{name}-1": StringField(_("To"), filters=[_trimmed], render_kw=look),
        }

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        years = listed(None if value is ABSENT else value)
        if isinstance(value, dict) or len(years) not in (0, 2):
            return None
        return {f"{name}-{at}": years[at] if years else "" for at in (0, 1)}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        years = [data[f"{name}-0"], data[f"{name}-1"]]
        return [each for each in years if each] or ABSENT

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        return f"{name}-{rest[0] if rest and rest[0] in (0, 1) else 0}"


@dataclass(frozen=True)
class Lines(Sort):
    """A list of texts, one a line."""

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        note = note or _("One a line.")
        return {name: TextAreaField(label, filters=[_one_kind_of_break], description=note)}

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if isinstance(value, dict):
            return None
        return {name: "\n".join(listed(None if value is ABSENT else value))}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        return [each for line in data[name].split("\n") if (each := line.strip())] or ABSENT


def _as_written(choices: list[SelectChoice], value: Any) -> None:
    """A word that is no choice can still be seen, and stays as long as nobody chooses another."""
    if isinstance(value, str) and value and value not in {each.value for each in choices}:
        choices.append(SelectChoice(value, _("%(word)s (as written)", word=value)))
