"""When things happen in the demo: two school years until today, on school days, in office hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from rules.terms import MonthDay, SchoolYear

_BUSY = (1.0, 1.1, 1.2, 1.2, 1.5, 0.5, 0.05, 0.6, 1.0, 1.3, 1.1, 0.6)
"""How much is handed in in each month, January first."""
_YOUNG_DAYS = 90


@dataclass(frozen=True)
class Calendar:
    """The days of the demo; its last one is yesterday."""

    first: date
    today: date
    zone: ZoneInfo
    starts: MonthDay

    @classmethod
    def until(cls, today: date, zone: ZoneInfo, starts: MonthDay) -> "Calendar":
        """From the first day of the last school year; one earlier while this one is young."""
        year = SchoolYear.of(today, starts)
        back = 1 if (today - year.first).days >= _YOUNG_DAYS else 2
        return cls(SchoolYear(year.year - back, starts).first, today, zone, starts)

    @property
    def years(self) -> tuple[SchoolYear, ...]:
        first, last = (SchoolYear.of(day, self.starts).year for day in (self.first, self.today))
        return tuple(SchoolYear(year, self.starts) for year in range(first, last + 1))

    def days(self, first: date, last: date) -> list[date]:
        """School days between the two, both included, and before today."""
        last = min(last, self.today - timedelta(days=1))
        every = (first + timedelta(days=each) for each in range((last - first).days + 1))
        return [day for day in every if is_school_day(day)]

    def after(self, moment: datetime, school_days: int, random: Random) -> datetime:
        """A moment in office hours, so many school days later; the same day is later that day."""
        day = moment.astimezone(self.zone).date()
        while school_days > 0:
            day += timedelta(days=1)
            school_days -= is_school_day(day)
        return max(moment + timedelta(minutes=20), self.moment(day, random))

    def moment(self, day: date, random: Random) -> datetime:
        """A moment of that day between seven and half past five, where the district is."""
        minutes = random.randint(7 * 60, 17 * 60 + 30)
        local = datetime.combine(day, time(minutes // 60, minutes % 60), self.zone)
        return local.replace(second=random.randint(0, 59)).astimezone(UTC)

    @property
    def opens(self) -> datetime:
        """The moment at which the demo begins."""
        return datetime.combine(self.first, time(), self.zone).astimezone(UTC)

    @property
    def closes(self) -> datetime:
        """The moment at which the demo ends and the real district begins."""
        return datetime.combine(self.today, time(), self.zone).astimezone(UTC)


def busy(day: date) -> float:
    """How likely something is handed in on that day, compared with others."""
    return _BUSY[day.month - 1]


def is_school_day(day: date) -> bool:
    holidays = (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 2)
    return day.weekday() < 5 and not holidays and not _is_of_thanksgiving(day)


def _is_of_thanksgiving(day: date) -> bool:
    """The fourth Thursday of November, and the Friday after it."""
    thursday = day - timedelta(days=day.weekday() - 3)
    return thursday.month == 11 and 22 <= thursday.day <= 28 and day.weekday() in (3, 4)
