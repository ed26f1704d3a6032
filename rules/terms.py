"""The program's words as values: kinds, stages, currencies, windows, texts and school years."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

from rules.saying import say


class Frozen(BaseModel):
    """A value that a pack writes: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, serialize_by_alias=True
    )

    @classmethod
    def written_keys(cls) -> set[str]:
        """The keys that a pack may write; a model with short forms adds theirs."""
        return {field.alias or name for name, field in cls.model_fields.items()}


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""What a thing is called by other things: small letters, digits and single hyphens."""


LookBack = Annotated[int, Field(ge=1, le=600)]
"""How many months back work may lie that is claimed."""


class EvidenceKind(StrEnum):
    """What a piece of evidence shows; the words of the audit language."""

    STUDENT = "student_evidence"
    OWN = "own_learning"
    ATTENDANCE = "attendance"
    SYSTEM = "system"


class FileKind(StrEnum):
    """What sort of file may stand beside evidence."""

    IMAGE = "image"
    PDF = "pdf"
    OFFICE = "office"
    AUDIO = "audio"
    VIDEO = "video"
    TEXT = "text"


class KeptFrom(StrEnum):
    """What the months begin with for which files of student evidence are kept."""

    DECISION = "decision"
    DEGREE = "degree"
    """The next one that is conferred after the decision."""


class Policy(StrEnum):
    """How a new catalog treats what was done and reached before it was published."""

    NEW_WORK = "new_work"
    """It judges work of later days only; what was reached stays reached."""
    RECOMPUTE = "recompute"
    """It judges work anew from the day that it applies from, and what was reached by it."""
    NOBODY_LOSES = "nobody_loses"
    """The same, but for people whom that would cost something: for them it is *new work*."""


class EvidenceWanted(StrEnum):
    """Which kinds of evidence an activity asks for."""

    STUDENT = "student"
    OWN = "own"
    EITHER = "either"
    BOTH = "both"
    ATTENDANCE = "attendance"
    SYSTEM = "system"

    def accepts(self, kinds: frozenset[EvidenceKind]) -> bool:
        """Whether evidence of exactly these kinds is what the activity asks for."""
        return kinds in _ACCEPTED[self]


_STUDENT, _OWN = frozenset({EvidenceKind.STUDENT}), frozenset({EvidenceKind.OWN})
_BOTH = _STUDENT | _OWN
_ACCEPTED: Mapping[EvidenceWanted, tuple[frozenset[EvidenceKind], ...]] = {
    EvidenceWanted.STUDENT: (_STUDENT, _BOTH),
    EvidenceWanted.OWN: (_OWN, _BOTH),
    EvidenceWanted.EITHER: (_STUDENT, _OWN, _BOTH),
    EvidenceWanted.BOTH: (_BOTH,),
    EvidenceWanted.ATTENDANCE: (frozenset({EvidenceKind.ATTENDANCE}),),
    EvidenceWanted.SYSTEM: (frozenset({EvidenceKind.SYSTEM}),),
}


class Stage(StrEnum):
    """The part of an activity that is done; an activity without stages is simply done."""

    DONE = "done"
    LEARNED = "learned"
    USED = "used"


class Currency(StrEnum):
    """What an entry is counted in: experience is never spent, redeemable buys rewards."""

    EXPERIENCE = "experience"
    REDEEMABLE = "redeemable"


class Audience(StrEnum):
    """Whom an activity, a degree or a reward is for."""

    CERTIFICATED = "certificated"
    CLASSIFIED = "classified"
    LEADER = "leader"


class Window(StrEnum):
    """The span of time that a cap looks at."""

    MONTH = "month"
    SCHOOL_YEAR = "school_year"
    EVER = "ever"


def or_short(schema: dict[str, Any], short: dict[str, Any]) -> None:
    """Tell editors that a short form may stand in place of the whole."""
    whole = {key: schema.pop(key) for key in list(schema) if key not in ("title", "description")}
    schema["anyOf"] = [short, whole]


class Text(RootModel[dict[str, str]]):
    """Words of a district in one or more languages; a bare string is in the pack's first one."""

    model_config = ConfigDict(
        frozen=True, json_schema_extra=lambda schema: or_short(schema, {"type": "string"})
    )

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        return {"": value} if isinstance(value, str) else value

    def in_(self, language: str) -> str:
        """The text in that language, or else in the first language that it was written in."""
        return self.root.get(language) or next(iter(self.root.values()), "")

    def __str__(self) -> str:
        return self.in_("")

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """The month and day on which a school year starts."""

    month: int = 7
    day: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `MM-DD`; anything else raises ValueError."""
        month, _, day = text.partition("-")
        try:
            date(2001, int(month), int(day))  # not a leap year: every year has this day
        except ValueError:
            raise ValueError(
                say("“%(text)s” is not a month and a day, such as “07-01”", text=text)
            ) from None
        return cls(int(month), int(day))

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A year of school, named by the calendar year in which it starts."""

    year: int
    starts: MonthDay = MonthDay()

    @classmethod
    def of(cls, day: date, starts: MonthDay) -> Self:
        return cls(_begun_in(day, starts), starts)

    @property
    def first(self) -> date:
        return date(self.year, self.starts.month, self.starts.day)

    @property
    def last(self) -> date:
        return date(self.year + 1, self.starts.month, self.starts.day) - timedelta(days=1)

    @property
    def next(self) -> Self:
        return type(self)(self.year + 1, self.starts)

    def __str__(self) -> str:
        return _named(self.year)


def months_before(day: date, months: int) -> date:
    """The same day so many calendar months earlier, clamped to the end of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later, clamped alike."""
    return months_before(day, -months)


def window_of(day: date, window: Window, starts: MonthDay) -> str:
    """The name of the window in which a day lies: `2026-03`, `2025-26` or `ever`."""
    if window is Window.MONTH:
        return f"{day:%Y-%m}"
    if window is Window.SCHOOL_YEAR:
        return _named(_begun_in(day, starts))
    return "ever"


def _begun_in(day: date, starts: MonthDay) -> int:
    """The calendar year in which the day's school year began."""
    begun = (day.month, day.day) >= (starts.month, starts.day)
    return day.year if begun else day.year - 1


def _named(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02}"


def school_years(first: date, last: date, starts: MonthDay) -> Iterator[SchoolYear]:
    """Every school year that has a day between the two, in order."""
    year = SchoolYear.of(first, starts)
    while year.first <= last:
        yield year
        year = year.next
