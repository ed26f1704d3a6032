"""Checking a list against what publishing it then did, by what is kept and by nothing worked out.

What was booked is told by its cause, and what people had by then by what was announced of it.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine import catalogs, outbox
from engine.catalogs import CatalogPublished
from engine.changes.keeping import after, before
from engine.changes.tables import DryRun, Foretold
from engine.credentials import Attainment, Credential, CredentialIssued, CredentialRevoked
from engine.ledger import Entry
from engine.outbox import Event
from engine.progress import (
    ConferralRevoked,
    DegreeConferred,
    DegreeProgress,
    LevelReached,
    LevelTakenBack,
    LevelWasReached,
)
from rules.holdings import Holdings, place
from rules.terms import Currency

_NEAR = 1e-9
"""Shares are kept as floats."""


@dataclass(frozen=True)
class Deviation:
    """Something of which the list says other than what was done."""

    participant_id: uuid.UUID
    what: str
    listed: str
    done: str


@dataclass(frozen=True)
class Checked:
    """A list, held against what was done."""

    run: DryRun
    rows: int
    """How many people it lists."""
    moved: int
    """To how many of them something happened later, so that how far they were isn't kept."""
    deviations: tuple[Deviation, ...]


def latest(session: Session, district: str, number: int | None = None) -> DryRun | None:
    """The list of the catalog with this number, or of the last one that was published by a list."""
    asked = select(DryRun).where(DryRun.district_id == district, col(DryRun.published).is_not(None))
    if number is not None:
        asked = asked.where(DryRun.published == number)
    return session.exec(asked.order_by(col(DryRun.published).desc()).limit(1)).one_or_none()


def check(session: Session, run: DryRun) -> Checked:
    """Hold every row of a published list against what stands, and look for who is not on it."""
    rows = session.scalars(
        sa.select(Foretold)
        .where(col(Foretold.district_id) == run.district_id, col(Foretold.run_id) == run.id)
        .order_by(col(Foretold.participant_id))
    ).all()
    stands = _Stands.of(session, run)
    listed = {row.participant_id for row in rows}
    found = [each for row in rows for each in _of_row(row, stands)]
    found += _of_others(stands, listed)
    return Checked(run, len(rows), len(listed & stands.moved), tuple(found))


@dataclass(frozen=True)
class _Stands:
    """What is kept of the publishing and of what people had when all had followed."""

    booked: Mapping[uuid.UUID, Mapping[Currency, int]]
    levels: Mapping[uuid.UUID, set[str]]
    badges: Mapping[uuid.UUID, set[str]]
    conferred: Mapping[uuid.UUID, set[str]]
    shares: Mapping[uuid.UUID, Mapping[str, float]]
    caused: Iterable[uuid.UUID]
    """Who has a level or a credential because of it."""
    moved: set[uuid.UUID]
    ladder: list[str]
    given: set[str]
    """The levels that everybody begins on."""

    @classmethod
    def of(cls, session: Session, run: DryRun) -> "_Stands":
        district, number = run.district_id, run.published or 0
        cause, published_at = next(
            (row.id, row.at)
            for row in outbox.all_of(session, district, CatalogPublished)
            if row.facts["number"] == number
        )
        by = run.published_at or published_at
        catalog = catalogs.numbered(session, district, number)
        return cls(
            _booked(session, district, cause),
            _standing(session, district, by, "level", LevelWasReached, LevelTakenBack),
            _badges(session, district, by),
            _standing(session, district, by, "degree", DegreeConferred, ConferralRevoked),
            _shares(session, district),
            _caused(session, district, cause),
            {*_later(session, district, by)},
            list(catalog.levels),
            {key for key, level in catalog.levels.items() if not level.experience},
        )

    def level(self, whose: uuid.UUID) -> str | None:
        noted = self.given.union(self.levels.get(whose, ()))
        return max(noted, key=lambda level: place(level, self.ladder), default=None)


def _of_row(row: Foretold, stands: _Stands) -> Iterator[Deviation]:
    whose, then = row.participant_id, after(row)
    booked = stands.booked.get(whose, {})
    said: list[tuple[str, object, object]] = [
        ("experience", row.experience, booked.get(Currency.EXPERIENCE, 0)),
        ("redeemable", row.redeemable, booked.get(Currency.REDEEMABLE, 0)),
        ("level", then.level, stands.level(whose)),
        ("badges", sorted(then.badges), sorted(stands.badges.get(whose, ()))),
        ("degrees", sorted(then.complete), sorted(stands.conferred.get(whose, ()))),
    ]
    if whose not in stands.moved:
        said += _progress(then, before(row), stands.shares.get(whose, {}))
    for what, listed, done in said:
        if listed != done:
            yield Deviation(whose, what, _told(listed), _told(done))


def _progress(
    then: Holdings, earlier: Holdings, kept: Mapping[str, float]
) -> Iterator[tuple[str, object, object]]:
    """How far each degree is, of those that the list says something of."""
    for degree, share in then.degrees.items():
        done = kept.get(degree)
        if share != earlier.degrees.get(degree) and (
            done is None or abs(done - float(share)) > _NEAR
        ):
            told = "nothing" if done is None else f"{done:.1%}"
            yield f"progress in {degree}", f"{float(share):.1%}", told


def _of_others(stands: _Stands, listed: set[uuid.UUID]) -> Iterator[Deviation]:
    """Whom it did something to, though the list does not name them."""
    for whose, sums in sorted(stands.booked.items()):
        if whose not in listed:
            for currency, points in sums.items():
                yield Deviation(whose, currency.value, "nothing", _told(points))
    for whose in sorted(set(stands.caused) - listed):
        yield Deviation(whose, "levels and badges", "nothing", "another")


def _booked(
    session: Session, district: str, cause: uuid.UUID
) -> Mapping[uuid.UUID, Mapping[Currency, int]]:
    """What the publishing booked, as one sum a person and currency, if that is not nothing."""
    points = sa.func.sum(col(Entry.points))
    rows = session.execute(
        sa.select(col(Entry.participant_id), col(Entry.currency), points)
        .where(col(Entry.district_id) == district, col(Entry.event_id) == cause)
        .group_by(col(Entry.participant_id), col(Entry.currency))
        .having(points != 0)
    )
    found: dict[uuid.UUID, dict[Currency, int]] = defaultdict(dict)
    for whose, currency, points in rows:
        found[whose][currency] = int(points)
    return found


def _standing(
    session: Session, district: str, by: datetime, name: str, given: type[Event], taken: type[Event]
) -> Mapping[uuid.UUID, set[str]]:
    """What each person had by a moment, by what was announced of it."""
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for event in outbox.all_of(session, district, given, taken):
        if event.at <= by:
            hers = found[uuid.UUID(event.facts["participant"])]
            change = hers.add if event.kind == given.__name__ else hers.discard
            change(event.facts[name])
    return found


def _badges(session: Session, district: str, by: datetime) -> Mapping[uuid.UUID, set[str]]:
    every = _standing(session, district, by, "credential", CredentialIssued, CredentialRevoked)
    rows = session.execute(
        sa.select(col(Credential.id), col(Credential.key)).where(
            col(Credential.district_id) == district, col(Credential.attainment) == Attainment.BADGE
        )
    )
    badges = {str(credential): key for credential, key in rows}
    return {
        whose: {badges[each] for each in held if each in badges} for whose, held in every.items()
    }


def _shares(session: Session, district: str) -> Mapping[uuid.UUID, Mapping[str, float]]:
    rows = session.execute(
        sa.select(
            col(DegreeProgress.participant_id),
            col(DegreeProgress.degree),
            col(DegreeProgress.share),
        ).where(col(DegreeProgress.district_id) == district)
    )
    found: dict[uuid.UUID, dict[str, float]] = defaultdict(dict)
    for whose, degree, share in rows:
        found[whose][degree] = share
    return found


def _caused(session: Session, district: str, cause: uuid.UUID) -> Iterator[uuid.UUID]:
    for table in (LevelReached, Credential):
        yield from session.scalars(
            sa.select(col(table.participant_id)).where(
                col(table.district_id) == district, col(table.event_id) == cause
            )
        )


def _later(session: Session, district: str, by: datetime) -> Iterator[uuid.UUID]:
    """To whom something happened after that moment."""
    yield from outbox.about_whom(session, district, since=by + timedelta(microseconds=1))


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)
