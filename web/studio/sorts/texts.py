"""Sorts of values that are written: a word, a text in several languages, a list of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField, TextAreaField

from rules.pack.written import Path
from web.languages import NAMES
from web.studio.sorts.sort import (
    ABSENT,
    About,
    Data,
    Fields,
    Sort,
    listed,
    one_kind_of_break,
    trimmed,
)


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
        return {name: StringField(label, filters=[trimmed], description=note, render_kw=look)}

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if value is ABSENT or value is None:
            return {name: ""}
        return {name: value} if isinstance(value, str) else None

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        return data[name] or ABSENT


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
                named, filters=[trimmed, one_kind_of_break], description=help, render_kw=look
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


@dataclass(frozen=True)
class Tags(Sort):
    """Words of the district's own, with commas between them."""

    hints: Callable[[About], Sequence[str]] = field(default=lambda _about: ())

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        known = ", ".join(list(self.hints(about))[:6])
        used = _("In use: %(words)s.", words=known) if known else ""
        note = " ".join(filter(None, [note, used]))
        look = {"autocomplete": "off"}
        return {name: StringField(label, filters=[trimmed], description=note, render_kw=look)}

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if isinstance(value, dict):
            return None
        return {name: ", ".join(listed(None if value is ABSENT else value))}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        return [each for part in data[name].split(",") if (each := part.strip())] or ABSENT


@dataclass(frozen=True)
class Lines(Sort):
    """A list of texts, one a line."""

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        note = note or _("One a line.")
        return {name: TextAreaField(label, filters=[one_kind_of_break], description=note)}

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if isinstance(value, dict):
            return None
        return {name: "\n".join(listed(None if value is ABSENT else value))}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        return [each for line in data[name].split("\n") if (each := line.strip())] or ABSENT
