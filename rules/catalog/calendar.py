"""The days on which a district has school: weekdays, but for its holidays and breaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from pydantic import model_validator

from rules.saying import say
from rules.terms import Frozen, Text

_LONGEST = timedelta(days=183)


class Break(Frozen):
    """A holiday, or the days of a break."""

    title: Text
    first: date
    last: date | None = None
    """This day included; without it the break is one day."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.first:
            raise ValueError(say("a break ends on its first day or later"))
        if self.ends - self.first > _LONGEST:
            raise ValueError(say("a break is half a year long at most"))
        return self

    @property
    def ends(self) -> date:
        return self.last or self.first


@dataclass(frozen=True)
class SchoolDays:
    """Counts school days; breaks may overlap."""

    breaks: tuple[tuple[date, date], ...] = ()
    """The first and the last day of each."""

    @classmethod
    def without(cls, breaks: Iterable[Break]) -> Self:
        return cls(tuple((each.first, each.ends) for each in breaks))

    def has(self, day: date) -> bool:
        """Whether there is school on that day."""
        return day.weekday() < 5 and day not in self._off

    def later(self, day: date, school_days: int) -> date:
        """The day that lies so many school days after this one."""
        while school_days:
            day += timedelta(days=1)
            school_days -= self.has(day)
        return day

    def passed(self, day: date, later: date) -> int:
        """How many school days pass from one day to a later one."""
        return sum(self.has(day + timedelta(n)) for n in range(1, (later - day).days + 1))

    @cached_property
    def _off(self) -> frozenset[date]:
        return frozenset(
            first + timedelta(n)
            for first, last in self.breaks
            for n in range((last - first).days + 1)
        )
