"""What the engine counted for a dashboard, and the few ways in which its sheets add it up."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from flask_babel import gettext as _

from engine import catalogs, credentials, evidence, people, progress
from engine.credentials import Attainment, Earned
from engine.evidence import Outcome, Status, Tally
from engine.people import Group
from engine.progress import DegreeCount
from rules.terms import Audience
from web import page
from web.dashboard.asking import Asked
from web.formats import in_language

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True)
class Sums:
    """What was counted for these filters; each question is asked once, when it is needed."""

    asked: Asked

    @cached_property
    def people(self) -> list[Group]:
        return list(people.groups(page.session(), self.asked.scope, self.asked.year))

    @cached_property
    def participating(self) -> list[Group]:
        return evidence.participating(page.session(), self.asked.scope, self.asked.year)

    @cached_property
    def tallies(self) -> list[Tally]:
        return evidence.tallies(page.session(), self.asked.scope, self.asked.year)

    @property
    def approved(self) -> Iterator[Tally]:
        return (each for each in self.tallies if each.status is Status.APPROVED)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        return evidence.outcomes(page.session(), self.asked.scope, self.asked.year)

    @cached_property
    def earned(self) -> list[Earned]:
        return credentials.earned(page.session(), self.asked.scope, self.asked.year)

    def earned_as(self, attainment: Attainment) -> Iterator[Earned]:
        return (each for each in self.earned if each.attainment is attainment)

    @cached_property
    def degrees(self) -> Mapping[str, DegreeCount]:
        return progress.degree_counts(
            page.session(), self.asked.scope, self.asked.year, today=page.today()
        )

    @cached_property
    def still_open(self) -> Mapping[tuple[str, int], int]:
        return progress.open_counts(page.session(), self.asked.scope, today=page.today())


def added(
    parts: Iterable[Any], by: Callable[[Any], _Key], amount: Callable[[Any], int]
) -> Counter[_Key]:
    """The amounts of all parts that have the same key."""
    whole: Counter[_Key] = Counter()
    for part in parts:
        whole[by(part)] += amount(part)
    return whole


def heads(group: Group) -> int:
    return group.people


def pieces(tally: Tally) -> int:
    return tally.pieces


def minutes(tally: Tally) -> int:
    return tally.minutes


def school(part: Any) -> str:
    return str(part.school)


def staff(part: Any) -> tuple[Audience, bool]:
    """The kind of staff, and whether part-time."""
    return part.audience, part.fte < 1


def campus(activity: str) -> str:
    """The campus of an activity; empty for what has none."""
    found = page.catalog().activities.get(activity)
    return (found.campus if found else None) or ""


def school_name(key: str) -> str:
    found = page.catalog().schools.get(key)
    return in_language(found.title) if found else _("District office")


def campus_name(key: str) -> str:
    found = page.catalog().campuses.get(key)
    return in_language(found.title) if found else _("Across all")


def degree_name(key: str) -> str:
    """The degree's title, also of one that today's catalog no longer offers."""
    recorded = catalogs.timeline(page.session(), page.district()).recorded
    newest_first = (each.catalog.degrees.get(key) for each in reversed(recorded))
    found = page.catalog().degrees.get(key) or next(filter(None, newest_first), None)
    return in_language(found.title) if found else key


def activity_name(key: str) -> str:
    found = page.catalog().activities.get(key)
    return in_language(found.title) if found else key
