"""The people whom somebody looks after, a page of them at a time, with how far each is."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from engine import people
from engine.people import Participant, Person, Role
from engine.progress.tables import Conferral, DegreeProgress, Enrollment, LevelReached


class Order(StrEnum):
    """What a register may be sorted by."""

    NAME = "name"
    SCHOOL = "school"
    SINCE = "since"
    PROGRESS = "progress"
    """Degrees conferred, then how much of the next one is done."""


@dataclass(frozen=True)
class Wanted:
    """Whom a register lists."""

    schools: Collection[str] | None = None
    search: str = ""
    role: Role | None = None
    gone: bool = False
    """Those who no longer take part, instead of those who do."""


@dataclass(frozen=True)
class Registered:
    """A line of a register."""

    place: Participant
    person: Person
    conferred: tuple[str, ...]
    """Degrees that she holds, the first one first."""
    toward: str
    """The degree of which most is done among those under way; empty when there is none."""
    share: float
    levels: frozenset[str]
    """Every level that she came to."""


def register(
    session: Session,
    district: str,
    wanted: Wanted,
    *,
    order: Order = Order.NAME,
    falling: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Registered]:
    """The people that are wanted, in order; equals by name."""
    keys = [key.desc() if falling else key for key in _KEYS[order]]
    rows = session.execute(
        sa.select(Participant, Person)
        .join(Person, col(Person.id) == col(Participant.person_id))
        .where(*_conditions(district, wanted))
        .order_by(*keys, sa.func.lower(col(Person.name)), col(Participant.id))
        .limit(limit)
        .offset(offset)
    ).all()
    return _with_progress(session, district, [(place, person) for place, person in rows])


def register_count(session: Session, district: str, wanted: Wanted) -> int:
    """How many people `register` lists in all."""
    asked = sa.select(sa.func.count()).select_from(Participant)
    joined = asked.join(Person, col(Person.id) == col(Participant.person_id))
    return int(session.execute(joined.where(*_conditions(district, wanted))).scalar_one())


def _conditions(district: str, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    stays = col(Participant.left_on).is_(None)
    return [
        *people.matching(district, schools=wanted.schools, search=wanted.search, role=wanted.role),
        sa.not_(stays) if wanted.gone else stays,
    ]


def _with_progress(
    session: Session, district: str, rows: Sequence[tuple[Participant, Person]]
) -> list[Registered]:
    ids = [place.id for place, _ in rows]
    conferred = _conferred(session, district, ids)
    shares: dict[uuid.UUID, list[tuple[float, str]]] = {}
    levels: dict[uuid.UUID, set[str]] = {}
    for row in _of(session, _UNDER_WAY, district, ids):
        if row.degree not in conferred.get(row.id, ()):
            shares.setdefault(row.id, []).append((row.share, row.degree))
    for row in _of(session, _LEVELS, district, ids):
        levels.setdefault(row.id, set()).add(row.level)
    return [
        Registered(
            place,
            person,
            conferred.get(place.id, ()),
            *_furthest(shares.get(place.id, ())),
            frozenset(levels.get(place.id, ())),
        )
        for place, person in rows
    ]


def _furthest(shares: Iterable[tuple[float, str]]) -> tuple[str, float]:
    share, degree = max(shares, default=(0.0, ""))
    return degree, share


def _conferred(
    session: Session, district: str, ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[str, ...]]:
    found: dict[uuid.UUID, tuple[str, ...]] = {}
    for row in _of(session, _HELD, district, ids):
        found[row.id] = (*found.get(row.id, ()), row.degree)
    return found


def _of(
    session: Session, asked: sa.Select[Any], district: str, ids: Sequence[uuid.UUID]
) -> Sequence[Any]:
    return session.execute(asked, {"district": district, "ids": list(ids)}).all()


def _about_them(table: Any, *columns: Any) -> sa.Select[Any]:
    return sa.select(col(table.participant_id).label("id"), *map(col, columns)).where(
        col(table.district_id) == sa.bindparam("district"),
        col(table.participant_id).in_(sa.bindparam("ids", expanding=True)),
    )


def _is_of(table: Any) -> sa.ColumnElement[bool]:
    return sa.and_(
        col(table.district_id) == col(Participant.district_id),
        col(table.participant_id) == col(Participant.id),
    )


_PURSUED = sa.and_(
    col(Enrollment.district_id) == col(DegreeProgress.district_id),
    col(Enrollment.participant_id) == col(DegreeProgress.participant_id),
    col(Enrollment.degree) == col(DegreeProgress.degree),
    col(Enrollment.left_on).is_(None),
)
_UNDER_WAY = _about_them(DegreeProgress, DegreeProgress.degree, DegreeProgress.share).join(
    Enrollment, _PURSUED
)
_LEVELS = _about_them(LevelReached, LevelReached.level)
_STANDS = col(Conferral.revoked_at).is_(None)
_HELD = (
    _about_them(Conferral, Conferral.degree)
    .where(_STANDS)
    .order_by(col(Conferral.conferred_at), col(Conferral.degree))
)
_OPEN_SHARE = (
    sa.select(sa.func.coalesce(sa.func.max(col(DegreeProgress.share)), 0.0))
    .join(Enrollment, _PURSUED)
    .where(_is_of(DegreeProgress), col(DegreeProgress.open_requirements) > 0)
    .correlate(Participant)
    .scalar_subquery()
)
_DEGREES_HELD = (
    sa.select(sa.func.count())
    .select_from(Conferral)
    .where(_is_of(Conferral), _STANDS)
    .correlate(Participant)
    .scalar_subquery()
)
_KEYS: dict[Order, tuple[Any, ...]] = {
    Order.NAME: (sa.func.lower(col(Person.name)),),
    Order.SCHOOL: (col(Participant.school),),
    Order.SINCE: (col(Participant.joined_on),),
    Order.PROGRESS: (_DEGREES_HELD, _OPEN_SHARE),
}
