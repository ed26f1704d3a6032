"""When things can be done: school years from today, cut where degrees on the way are conferred."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from rules.terms import MonthDay, SchoolYear


@dataclass(frozen=True, slots=True)
class Period:
    """The part of a school year that lies before, between or after conferrals on the way."""

    index: int
    year: int
    """How many school years after the first one."""
    phase: int
    """How many of the degrees on the way are conferred before it."""
    day: date
    """A day that stands for it: days of later periods are later."""


@dataclass(frozen=True)
class Calendar:
    """So many school years, from a day on, with the year of each conferral on the way."""

    today: date
    starts: MonthDay
    years: int
    conferred: tuple[int, ...] = ()
    """The year of each conferral on the way, the first one first."""
    timeless: bool = False
    """Whether windows of time are left out of account: what is impossible then always is."""

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        return tuple(
            Period(index, year, phase, self.first_day(year) + timedelta(days=phase))
            for index, (year, phase) in enumerate(self._alive())
        )

    @property
    def last(self) -> Period:
        return self.periods[-1]

    def school_year(self, year: int) -> SchoolYear:
        return SchoolYear(SchoolYear.of(self.today, self.starts).year + year, self.starts)

    def first_day(self, year: int) -> date:
        """Its first day; in the first year, today, unless it ends before anything could be."""
        return max(self.school_year(year).first, self.today)

    def months(self, year: int) -> int:
        """How many calendar months of it are left."""
        first, last = self.first_day(year), self.school_year(year).last
        return (last.year - first.year) * 12 + last.month - first.month + 1

    def conferral_day(self, phase: int) -> date:
        """The day of the conferral that ends a phase; of the last one, the end of the way."""
        if phase == len(self.conferred):
            return self.last.day
        return self.first_day(self.conferred[phase]) + timedelta(days=phase)

    def _alive(self) -> Iterator[tuple[int, int]]:
        """Each year with each phase that has a part in it."""
        begun = (0, *self.conferred)
        ended = (*self.conferred, self.years - 1)
        for year in range(self.years):
            for phase, (first, last) in enumerate(zip(begun, ended, strict=True)):
                if first <= year <= last:
                    yield year, phase
