"""What a pack says of itself and of its district: note, name, colours, words and schools."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from rules.saying import say
from rules.terms import Frozen, Key, MonthDay, Text

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]


def _some(languages: tuple[str, ...]) -> tuple[str, ...]:
    if not languages:
        raise ValueError(say("a pack is written in at least one language"))
    return languages


Languages = Annotated[tuple[Language, ...], AfterValidator(_some)]


def _month_day(value: Any) -> Any:
    return MonthDay.parse(value) if isinstance(value, str) else value


YearStart = Annotated[
    MonthDay,
    BeforeValidator(_month_day),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": r"^\d\d?-\d\d?$"}),
]
"""Written as `07-01`."""


class PackNote(Frozen):
    """What the pack says of itself."""

    format: Literal["tassel-pack/1"]
    title: Text
    catalog_year: Key
    applies_from: date
    languages: Languages = ("en",)
    invented: Text | None = None
    """What in this pack was made up, to be shown wherever the pack is shown."""
    sources: tuple[str, ...] = ()


class District(Frozen):
    """The program's owner."""

    id: Key
    name: Text
    university: Text
    """What the district calls its program, `Deerfield University`."""
    state: str = ""
    timezone: str = "America/Chicago"
    year_starts: YearStart = MonthDay()
    staff: int | None = None
    site: str = ""
    help: str = ""
    """Whom to ask: an e-mail address or a telephone number."""


class Branding(Frozen):
    """Colours and crest; readable pairs are checked when a pack is read."""

    primary: Colour = "#1f4d3a"
    accent: Colour = "#b3541e"
    crest: str | None = None
    """A file in the pack's folder, SVG or PNG."""
    motto: Text | None = None


class Word(Frozen):
    """What a district calls something: one form, and the form for several."""

    one: Text
    other: Text


class School(Frozen):
    """A place of the district."""

    title: Text
    staff: int | None = None
