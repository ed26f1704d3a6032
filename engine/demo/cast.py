"""Who takes part in the demo: 480 invented people, drawn from the figures of a real population."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from engine.demo.calendar import Calendar, busy
from engine.demo.content import Content, content
from rules.catalog import Catalog
from rules.terms import Audience, SchoolYear

_CERTIFICATED, _LEADERS = 0.78, 0.025
_FTE = ((1.0, 0.88), (0.8, 0.06), (0.5, 0.06))
_STARTS_AT_ONCE, _STARTED_IN_A_YEAR = 0.48, 0.70
_LEAVES_IN_A_YEAR, _ON_LEAVE = 0.12, 0.03
_SPANISH = 0.1
_SUBMISSIONS_MEDIAN, _SUBMISSIONS_MEAN, _SUBMISSIONS_MAX = 9, 14, 90
_SPREAD = math.sqrt(2 * math.log(_SUBMISSIONS_MEAN / _SUBMISSIONS_MEDIAN))


@dataclass(frozen=True)
class Character:
    """One invented person, and how busy she is."""

    name: str
    email: str
    school: str
    job: str
    audience: Audience
    fte: float
    language: str
    joined_on: date
    left_on: date | None
    days: tuple[date, ...]
    """On which she hands something in, in order."""
    on_boards: bool
    alias: str
    favourites: tuple[str, ...]
    """The campuses that she likes best."""


def cast(
    catalog: Catalog,
    calendar: Calendar,
    size: int,
    seed: int,
    taken: Collection[tuple[str, str]] = (),
) -> Iterator[Character]:
    """So many people, the same ones for the same seed and day.

    `taken` are jobs of schools, each for one person at most, that somebody else has.
    """
    names = _names(Random(f"{seed} names"), content(), size)
    schools = _schools(catalog, size)
    gone = set(taken)
    for number, (name, school) in enumerate(zip(names, schools, strict=True)):
        drawn = _character(name, school, catalog, calendar, Random(f"{seed} person {number}"))
        yield _with_a_likely_job(drawn, gone, Random(f"{seed} job {number}"))


def _with_a_likely_job(drawn: Character, gone: set[tuple[str, str]], random: Random) -> Character:
    """One principal and one librarian a school, and no first grade in a middle school."""
    words, school = content(), drawn.school
    unlikely = {job for where, job in gone if where == school}
    if school in words.middle_schools:
        unlikely |= set(words.grades)
    job = drawn.job
    if job in unlikely:
        job = random.choice([each for each in words.jobs[drawn.audience] if each not in unlikely])
    if job in words.once:
        gone.add((school, job))
    return replace(drawn, job=job)


def _character(
    name: str, school: str, catalog: Catalog, calendar: Calendar, random: Random
) -> Character:
    audience = _audience(random)
    fte = random.choices(*zip(*_FTE, strict=True))[0]
    joined, left = _span(calendar, random)
    favourites = random.sample(list(catalog.campuses), k=min(2, len(catalog.campuses)))
    return Character(
        name=name,
        email=address_of(name),
        school=school,
        job=random.choice(content().jobs[audience]),
        audience=audience,
        fte=fte,
        language="es" if random.random() < _SPANISH else "en",
        joined_on=joined,
        left_on=left,
        days=tuple(_days(calendar, joined, left, fte, random)),
        on_boards=random.random() < 0.55,
        alias=random.choice(content().aliases) if random.random() < 0.15 else "",
        favourites=tuple(favourites),
    )


def address_of(name: str) -> str:
    """An address that nobody can have: `.example` is set aside for examples."""
    plain = name.lower().translate(str.maketrans("áéíóúüñç’", "aeiouunc "))
    return ".".join(plain.split()) + "@deerfield.example"


def _names(random: Random, words: Content, size: int) -> Sequence[str]:
    found: dict[str, str] = {}
    while len(found) < size:
        name = f"{random.choice(words.first_names)} {random.choice(words.last_names)}"
        found.setdefault(address_of(name), name)
    return list(found.values())


def _schools(catalog: Catalog, size: int) -> Sequence[str]:
    """A school for each person, so that the schools have their shares of them."""
    staff = {key: school.staff or 1 for key, school in catalog.schools.items()}
    found: list[str] = []
    total, filled = sum(staff.values()), 0
    for key, heads in staff.items():
        filled += heads
        found += [key] * (round(size * filled / total) - len(found))
    return found


def _audience(random: Random) -> Audience:
    drawn = random.random()
    if drawn < _LEADERS:
        return Audience.LEADER
    return Audience.CERTIFICATED if drawn < _LEADERS + _CERTIFICATED else Audience.CLASSIFIED


def _span(calendar: Calendar, random: Random) -> tuple[date, date | None]:
    """When she came and, where she did, left: both at the turn of a school year."""
    joined, left = calendar.first, None
    for year in calendar.years[1:]:
        if left is None and random.random() < _LEAVES_IN_A_YEAR:
            came = random.random() < 0.5
            joined, left = (year.first, None) if came else (joined, year.first - timedelta(days=12))
    return joined, left


def _days(
    calendar: Calendar, joined: date, left: date | None, fte: float, random: Random
) -> Iterator[date]:
    """Hands in little or much, as people do, from when she begins until she leaves."""
    begins = _begins(joined, random)
    if begins is None:
        return
    pause = _pause(calendar, random)
    for year in calendar.years:
        days = [
            day
            for day in calendar.days(max(begins, year.first), min(left or year.last, year.last))
            if pause is None or not pause[0] <= day <= pause[1]
        ]
        count = _count(days, year, calendar, fte, random)
        yield from (
            sorted(random.choices(days, [busy(day) for day in days], k=count)) if days else ()
        )


def _begins(joined: date, random: Random) -> date | None:
    """In the first month, later in the first year, in the second, or never."""
    drawn = random.random()
    if drawn < _STARTS_AT_ONCE:
        return joined + timedelta(days=random.randint(40, 75))
    if drawn < _STARTED_IN_A_YEAR:
        return joined + timedelta(days=random.randint(75, 340))
    if drawn < _STARTED_IN_A_YEAR + 0.12:
        return joined + timedelta(days=random.randint(400, 520))
    return None


def _pause(calendar: Calendar, random: Random) -> tuple[date, date] | None:
    if random.random() >= _ON_LEAVE:
        return None
    first = calendar.first + timedelta(days=random.randint(60, 300))
    return first, first + timedelta(days=random.randint(90, 150))


def _count(
    days: Sequence[date], year: SchoolYear, calendar: Calendar, fte: float, random: Random
) -> int:
    """How much she hands in in a year: lognormal, less when the year is not hers as a whole."""
    whole = Calendar(year.first, year.next.first, calendar.zone, calendar.starts)
    share = sum(map(busy, days)) / sum(map(busy, whole.days(year.first, year.last)))
    much = random.lognormvariate(math.log(_SUBMISSIONS_MEDIAN), _SPREAD) * math.sqrt(fte)
    return round(min(much, _SUBMISSIONS_MAX) * share)
