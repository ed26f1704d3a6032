"""Which catalog is in force, and what the catalogs say."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, select

from engine.catalogs.folders import read
from engine.catalogs.tables import PublishedPack, Spared, digest_of
from engine.errors import NoCatalog
from engine.people import Participant
from engine.store import looks_back_to, remembered
from rules.catalog import Catalog
from rules.scoring import Recorded, Timeline
from rules.terms import Policy

_READ: dict[str, Catalog] = {}
"""Catalogs that were read before, by the digest of their text: what is frozen never goes stale."""
_TIMELINES = "catalogs of districts"


def newest(session: Session, district: str) -> PublishedPack | None:
    """The pack that was published last; None before the first."""
    return session.exec(
        select(PublishedPack)
        .where(PublishedPack.district_id == district)
        .order_by(col(PublishedPack.number).desc())
        .limit(1)
    ).one_or_none()


def timeline(session: Session, district: str) -> Timeline:
    """Every catalog of the district, in the order of publishing.

    In a session that looks back, those that were published by then; before all of them, the first.
    """
    known = _known(session, district)
    return known.then


def timeline_of(session: Session, place: Participant) -> Timeline:
    """The district's catalogs as they judge this participant's work."""
    common = timeline(session, place.district_id)
    if all(each.policy is not Policy.NOBODY_LOSES for each in common.recorded):
        return common
    numbers = remembered(session, Spared, place.key, lambda: _sparing(session, place))
    return _known(session, place.district_id).sparing(numbers) if numbers else common


def sparing(session: Session, district: str) -> dict[uuid.UUID, frozenset[int]]:
    """By which catalogs each spared participant is spared; nobody else is named."""
    rows = session.execute(
        sa.select(col(Spared.participant_id), col(Spared.number)).where(
            col(Spared.district_id) == district
        )
    )
    found: dict[uuid.UUID, set[int]] = {}
    for whose, number in rows:
        found.setdefault(whose, set()).add(number)
    return {whose: frozenset(numbers) for whose, numbers in found.items()}


def look_again(session: Session, district: str) -> None:
    """Forget what the session was told of the district's catalogs; one was, or may be, new."""
    session.info.get(_TIMELINES, {}).pop(district, None)


def numbered(session: Session, district: str, number: int) -> Catalog:
    """The catalog with this number."""
    for recorded in _known(session, district).every.recorded:
        if recorded.number == number:
            return recorded.catalog
    raise NoCatalog(district)


def altered(session: Session, district: str) -> list[PublishedPack]:
    """The packs whose text is no longer what was published."""
    packs = session.exec(
        select(PublishedPack)
        .where(PublishedPack.district_id == district)
        .order_by(col(PublishedPack.number))
    )
    return [pack for pack in packs if digest_of(pack.files) != pack.digest]


def files(session: Session, district: str, number: int) -> dict[str, str]:
    """The text of the pack with this number, by file name."""
    pack = session.get(PublishedPack, (district, number))
    if pack is None:
        raise NoCatalog(district)
    return pack.files


def current(session: Session, district: str, *, now: datetime) -> Catalog:
    """The catalog in force today, as the district's own clock says today."""
    catalogs = timeline(session, district)
    return catalogs.in_force(local_day(catalogs.newest.catalog, now)).catalog


def today(session: Session, district: str, *, now: datetime) -> date:
    """The day that it is in the district at this moment."""
    return local_day(timeline(session, district).newest.catalog, now)


def end_of(session: Session, district: str, day: date) -> datetime:
    """The last moment of a day where the district is."""
    zone = ZoneInfo(timeline(session, district).newest.catalog.district.timezone)
    midnight = datetime.combine(day + timedelta(days=1), time(), zone)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def local_day(catalog: Catalog, now: datetime) -> date:
    """The day that it is, at this moment, where the catalog's district is."""
    return now.astimezone(ZoneInfo(catalog.district.timezone)).date()


@dataclass(frozen=True)
class _Known:
    """What a session was told of a district's catalogs."""

    every: Timeline
    then: Timeline
    """Those that are known at the moment to which the session looks."""
    spared: dict[frozenset[int], Timeline] = field(default_factory=dict)

    def sparing(self, numbers: frozenset[int]) -> Timeline:
        """The timeline of somebody who is spared, the same for all who are spared alike."""
        if numbers not in self.spared:
            self.spared[numbers] = self.then.sparing(numbers)
        return self.spared[numbers]


def _known(session: Session, district: str) -> _Known:
    """They are asked for many times in one request, so the session keeps what it was told."""
    known: dict[str, _Known] = session.info.setdefault(_TIMELINES, {})
    if district not in known:
        known[district] = _read_all(session, district)
    return known[district]


def _read_all(session: Session, district: str) -> _Known:
    heads = session.execute(
        sa.select(
            col(PublishedPack.number),
            col(PublishedPack.applies_from),
            col(PublishedPack.digest),
            col(PublishedPack.policy),
            col(PublishedPack.published_at),
        )
        .where(col(PublishedPack.district_id) == district)
        .order_by(col(PublishedPack.number))
    ).all()
    if not heads:
        raise NoCatalog(district)
    recorded = []
    for number, applies_from, digest, policy, published_at in heads:
        catalog = _read(session, district, number, digest)
        day = local_day(catalog, published_at)
        recorded.append(Recorded(number, applies_from, catalog, policy, day))
    moment = looks_back_to(session)
    by_then = sum(moment is None or head.published_at <= moment for head in heads)
    return _Known(Timeline(tuple(recorded)), Timeline(tuple(recorded[: by_then or 1])))


def _sparing(session: Session, place: Participant) -> frozenset[int]:
    return frozenset(
        session.exec(
            select(Spared.number).where(
                Spared.district_id == place.district_id, Spared.participant_id == place.id
            )
        )
    )


def _read(session: Session, district: str, number: int, digest: str) -> Catalog:
    """The catalog of a pack; its text is fetched only when nobody has read it before."""
    if digest not in _READ:
        _READ[digest] = read(files(session, district, number), frozen=True)
    return _READ[digest]
