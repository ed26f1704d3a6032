"""Windows: the spans of time that totals are kept for, and those that a board can show today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from engine import catalogs
from rules.catalog import Season
from rules.terms import MonthDay, SchoolYear
from rules.timeline import Timeline

EVER = "ever"


@dataclass(frozen=True, order=True)
class Board:
    """Which totals are compared: those of one window, in one campus or over all."""

    window: str = EVER
    campus: str = ""
    """Empty for all campuses together."""


@dataclass(frozen=True)
class Calendar:
    """How a district divides its time."""

    year_starts: MonthDay
    seasons: Mapping[str, Season]

    @classmethod
    def of(cls, timeline: Timeline) -> "Calendar":
        """Seasons of every catalog; a later one may move the bounds of an earlier one's."""
        seasons = {
            key: season
            for recorded in timeline.recorded
            for key, season in recorded.catalog.seasons.items()
        }
        return cls(timeline.newest.catalog.year_starts, seasons)

    def windows(self, day: date) -> Iterator[str]:
        """Every window in which the day lies."""
        yield EVER
        yield year_window(SchoolYear.of(day, self.year_starts))
        yield f"month:{day:%Y-%m}"
        for key, season in self.seasons.items():
            if season.first <= day <= season.last:
                yield f"season:{key}"


@dataclass(frozen=True)
class Span:
    """A window that a board can show; a season brings its title."""

    window: str
    season: Season | None = None


def year_window(year: SchoolYear) -> str:
    """The window of a school year, `year:2025-26`."""
    return f"year:{year}"


def calendar(session: Session, district: str) -> Calendar:
    """How the district divides its time, by all that it has published."""
    return Calendar.of(catalogs.timeline(session, district))


def are_divided_anew(session: Session, district: str) -> bool:
    """Whether the catalog that was published last divides time otherwise than those before it."""
    every = catalogs.timeline(session, district)
    earlier = every.recorded[:-1]
    return not earlier or divide_unlike(Timeline(earlier), every)


def divide_unlike(one: Timeline, other: Timeline) -> bool:
    """Whether two timelines divide time otherwise."""
    return Calendar.of(one) != Calendar.of(other)


def spans(session: Session, district: str, *, now: datetime) -> list[Span]:
    """What boards can show: ever, this school year, this month, and seasons that have begun."""
    timeline = catalogs.timeline(session, district)
    kept, today = Calendar.of(timeline), catalogs.local_day(timeline.newest.catalog, now)
    plain = [Span(window) for window in kept.windows(today) if not window.startswith("season:")]
    begun = [
        Span(f"season:{key}", season)
        for key, season in kept.seasons.items()
        if season.first <= today
    ]
    return plain + sorted(begun, key=_latest_first)


def _latest_first(span: Span) -> int:
    return -span.season.first.toordinal() if span.season else 0
