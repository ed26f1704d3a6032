"""What an audit looks at: items of evidence, the record they belong to, and what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rules.facts import Conferral, Person
from rules.requirements import Attribute
from rules.terms import MonthDay, SchoolYear

COUNTS = frozenset({"approved"})
"""The statuses of evidence that count, unless a what-if says more."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work; its points are whole, and it is used whole or not at all."""

    id: str
    day: date
    points: int = 0
    """What was granted for it, after caps."""
    kinds: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    score: int | None = None
    status: str = "approved"
    expires: date | None = None
    """The last day on which it counts."""
    renews: frozenset[str] = frozenset()
    """Items whose end it moves to its own, where it is dated by theirs."""
    requires: frozenset[str] = frozenset()
    """Items that must be used, anywhere, for this one to be used."""
    minutes: int = 0
    outside_minutes: int = 0
    """The part of `minutes` that lies outside contract time."""
    activity: str = ""
    activity_kind: str = ""
    stage: str = ""
    campus: str = ""
    audiences: frozenset[str] = frozenset()
    outcome: bool = False
    value: float | None = None
    is_work: bool = True
    """Whether it is a piece of work; a bonus adds points, and nobody did it."""

    @property
    def order(self) -> tuple[date, str]:
        """Oldest first, and always the same way."""
        return (self.day, self.id)


class Verb(StrEnum):
    """What an administrator, or for a pin the participant, may decide."""

    WAIVE = "waive"
    SUBSTITUTE = "substitute"
    PIN = "pin"
    EXCLUDE = "exclude"
    SET_NEED = "set_need"
    CONFIRM = "confirm"
    """A manual requirement is done."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one person about a requirement or a piece of evidence."""

    verb: Verb
    node: str | None = None
    """A requirement's path; nothing means everywhere."""
    evidence: str | None = None
    need: int = 0
    """Which need of the requirement, from 0."""
    value: Fraction = Fraction(0)
    degree: str | None = None
    """The degree that `node` belongs to; nothing means any degree with such a path."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Lets a leaf below the one and a leaf below the other use the same item."""

    between: tuple[str, str]
    """Paths of requirements, or keys of degrees; the same twice means any two leaves below it."""
    max_items: int | None = None
    max_points: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything about one participant that a degree may ask for, on one day."""

    as_of: date
    items: tuple[Item, ...] = ()
    person: Person = field(default_factory=Person)
    year_starts: MonthDay = field(default_factory=MonthDay)
    statuses: frozenset[str] = COUNTS
    decisions: tuple[Decision, ...] = ()
    conferrals: tuple[Conferral, ...] = ()
    degree_progress: Mapping[str, Fraction] = field(default_factory=dict)
    """How far other degrees are, for requirements on them."""
    experience: int = 0
    levels: Mapping[str, date] = field(default_factory=dict)
    """The day on which each level was reached."""
    thresholds: Mapping[str, int] = field(default_factory=dict)
    """The experience that each level asks."""
    campuses: tuple[str, ...] = ()
    """Every campus of the catalog, for requirements on each of them."""

    def about(self, degree: str) -> "Record":
        """The same, without the pins of other degrees: each may use a piece of work again."""
        if not self.decisions:
            return self
        here = (each for each in self.decisions if _binds(each, degree))
        return replace(self, decisions=tuple(here))

    def conferred(self, degree: str) -> date | None:
        """The day of a conferral that has happened."""
        days = [each.on for each in self.conferrals if each.degree == degree]
        return min((day for day in days if day <= self.as_of), default=None)

    def reached(self, level: str) -> date | None:
        day = self.levels.get(level)
        return day if day is not None and day <= self.as_of else None

    def school_year(self, day: date) -> int:
        return SchoolYear.of(day, self.year_starts).year


def dated(record: Record) -> tuple[Item, ...]:
    """Items of a status that counts and dated by now, valid or expired, oldest first."""
    there = (item for item in record.items if _is_there(item, record))
    return tuple(sorted(there, key=lambda item: item.order))


def valid(items: Iterable[Item], as_of: date) -> tuple[Item, ...]:
    """Those items that have not expired, or were renewed in time."""
    end = ends(items)
    return tuple(item for item in items if (last := end.get(item.id)) is None or last >= as_of)


def ends(items: Iterable[Item]) -> Mapping[str, date | None]:
    """The last day of each of these items that expires; nothing where a renewal took the end away.

    A renewal dated by the end moves it; one that comes later revives nothing.
    """
    items = list(items)
    found = {item.id: item.expires for item in items if item.expires is not None}
    renewing = sorted((item for item in items if item.renews), key=lambda item: item.order)
    moved: dict[str, date | None] = dict(found)
    for renewal in renewing:
        for name in renewal.renews & found.keys():
            end = moved[name]
            if end is not None and renewal.day <= end:
                moved[name] = None if renewal.expires is None else max(end, renewal.expires)
    return moved


def _binds(decision: Decision, degree: str) -> bool:
    return decision.verb is not Verb.PIN or decision.degree in (None, degree)


def _is_there(item: Item, record: Record) -> bool:
    return item.status in record.statuses and item.day <= record.as_of


def values_of(item: Item, attribute: Attribute, record: Record) -> frozenset[str]:
    """What an item is told apart by; it may have several values, or none."""
    match attribute:
        case Attribute.CATEGORY:
            return item.categories
        case Attribute.KIND:
            return item.kinds
        case Attribute.TAG:
            return item.tags
        case Attribute.SCHOOL_YEAR:
            return frozenset({str(record.school_year(item.day))})
        case _:
            value = str(getattr(item, attribute.value))
            return frozenset({value}) if value else frozenset()
