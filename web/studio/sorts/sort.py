"""What one sort of value is: its fields, and the way from the text into them and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from flask_babel import LazyString

from engine.studio import Draft
from rules.pack.written import Path
from web.studio import sections

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
            (key, sections.called(section, key, entry))
            for key, entry in sections.entries(self.draft, section).items()
        ]


def told(label: Label) -> str:
    return str(label()) if callable(label) else str(label)


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


def trimmed(text: Any) -> Any:
    return text.strip() if isinstance(text, str) else text


def one_kind_of_break(text: Any) -> Any:
    return text.replace("\r\n", "\n") if isinstance(text, str) else text
